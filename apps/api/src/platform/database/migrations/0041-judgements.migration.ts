import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { narrowPayloadCheck, type PayloadShapes, widenPayloadCheck } from '../payload-check.js';
import { createTenantTable } from '../tenant-table.js';

/** What an entry of each new kind says, as it was declared when this was written. */
const SHAPES: PayloadShapes = {
  SATISFACTION_RATING:
    'contact? supplier? attribute expected:number perceived:number importance?:number expectationFrom?',
  RELATIONSHIP_RATING: [
    ...['contact', 'focus', 'keepsWord?:number', 'speaksPlainly?:number', 'mindsOurInterest?:number'],
    ...['wantsToStay?:number', 'worthEffort?:number', 'feelsAttached?:number', 'content?:number'],
    ...['meetsExpectations?:number', 'wouldChooseAgain?:number', 'reliable?:number', 'prompt?:number'],
    'competent?:number',
  ].join(' '),
  LOYALTY_STATEMENT: 'contact purchaseIntention?:number attitude?:number recommendation?:number referredTo?',
  FORWARD_COMMITMENT: 'commitment amount:object horizon:number',
  RELATIONSHIP_STYLE: [
    ...['side', 'agreementForm?', 'formality?:number', 'dependence?:number', 'closeness?:number', 'conflict?:number'],
    ...['adaptation?:number', 'longTermInvestment?:number'],
  ].join(' '),
  EXIT_BARRIER: [
    ...['side', 'replacementDifficulty?:number', 'requalification?:object', 'tooling?:object', 'downtimeDays?:number'],
    ...['downtimeCostPerDay?:object', 'brand?:number', 'cooperation?:number', 'topChannel?:number', 'basis?'],
  ].join(' '),
  PURCHASING_VIEW: [
    ...['category', 'costShare?:number', 'qualityEffect?:number', 'volumeEffect?:number'],
    ...['qualifiedSuppliers?:number', 'switchingMonths?:number', 'substitutes?'],
  ].join(' '),
};

const IMPORTS = [
  ...['satisfaction-ratings', 'relationship-ratings', 'loyalty-statements', 'forward-commitments'],
  ...['relationship-styles', 'exit-barriers', 'purchasing-views'],
];

/** How the two sides judge the relationship and what holds them in it, as kinds of the ledger; and countries as a tenant describes them. */
export class Judgements1764000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'ledger_entry', 'kind', Object.keys(SHAPES));
    await widenPayloadCheck(runner, 'ledger_entry', 'ledger_entry_payload', SHAPES);
    await widenCodeCheck(runner, 'import', 'kind', IMPORTS);
    await createTenantTable(runner, {
      // Scores of culture by the tenant's own source, and a note on each of the factors that shape trade with the country.
      name: 'country_profile',
      columns: `country text not null check (country ~ '^[A-Z]{2}$'),
        ${['pdi', 'uai', 'idv', 'mas', 'lto', 'ivr'].map((score) => `${score} double precision check (${score} between 0 and 150)`).join(', ')},
        notes jsonb not null, source text not null, updated_at timestamptz not null, updated_by text not null, primary key (tenant_id, country)`,
      app: 'select, insert, update, delete',
    });
    await runner.query('grant update (country) on tenant to mortise_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke update (country) on tenant from mortise_app');
    await runner.query('drop table country_profile');
    await narrowCodeCheck(runner, 'import', 'kind', IMPORTS);
    await narrowPayloadCheck(runner, 'ledger_entry', 'ledger_entry_payload', Object.keys(SHAPES));
    await narrowCodeCheck(runner, 'ledger_entry', 'kind', Object.keys(SHAPES));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { payloadCheck, type PayloadShapes } from '../payload-check.js';
import { createTenantTable } from '../tenant-table.js';

/** What an entry of each kind says, as it was declared when this was written; a kind that changes replaces the check. */
const SHAPES: PayloadShapes = {
  TOUCH:
    'touchType channel initiator ourPerson ourFunction contact theirFunction theirTier topics?:array tone?:number minutes?:number replyHours?:number promise? promisedBy?',
  ADAPTATION: 'side area effort:number benefit?',
  INVESTMENT: 'side investmentType amount:object horizon:number',
  INFORMATION_EXCHANGE: 'direction sensitivity subject underNda:boolean forecastHorizon?:number',
  TECHNICAL_EXCHANGE: 'subject activity ourPeople:number theirPeople:number result?',
  STAFF_EXCHANGE: 'direction businessFunction people:number from to?',
  JOINT_INITIATIVE: 'initiativeType subject status downstreamParty? result?',
  JOINT_TEAM: 'subject functions:array ourPeople:number theirPeople:number active:boolean',
  EXECUTIVE_VISIT: 'direction ourPerson contact minutesDocument? nextOn?',
  COMPETITOR_SHARE: 'category competitor share?:number rank?:number incumbent:boolean contractEnds?',
  SUPPLIER_SCORECARD: 'indicator weight:number supplier score:number period',
  VALUE_CRITERION: 'criterion criterionUnit? threshold?:number weight:number ourScore?:number incumbentScore?:number',
  SPEC_IN: 'product clause uniqueToUs:boolean document?',
  TRIGGER: 'trigger about severity:number certainty:number origin competitor? evidence expiresOn?',
  DEMAND_MOVEMENT: 'movement figure?:number description',
  STRATEGIC_MOVEMENT: 'strategicMovement category? target?:object attainment?:number description',
  PRODUCT_FEEDBACK: 'product feedbackType severityPoints:number verbatim contact?',
  VALUE_ENTRY: 'valueType facet? amount?:object grade?:number initiator evidence',
  GIFT: 'direction ourPerson contact courtesy amount:object occasion publicOfficial:boolean employerPolicy',
  INCIDENT: 'incidentType lots? action loss?:object lossAvoided?:object closedOn?',
  TRIAL: 'product endUser? result fedBackToBuyer:boolean description?',
  PRICE_CONCESSION: 'concession category? amount:object untilOn?',
  DISPUTE: 'subject resolution? resolvedOn? complaint?',
  SHARED_RESOURCE: 'resourceType side matched:boolean description',
  INTELLIGENCE_NOTE: 'subject description competitor?',
};

const IMPORTS = [
  ...['touches', 'adaptations', 'investments', 'information-exchanges', 'technical-exchanges', 'staff-exchanges'],
  ...[
    'joint-initiatives',
    'joint-teams',
    'executive-visits',
    'competitor-shares',
    'supplier-scorecards',
    'value-criteria',
  ],
  ...['spec-ins', 'triggers', 'demand-movements', 'strategic-movements', 'product-feedback', 'value-entries', 'gifts'],
  ...['incidents', 'trials', 'price-concessions', 'disputes', 'shared-resources', 'intelligence-notes'],
];

/** What a payload refers to, as columns that follow from it, so that the database keeps what is referred to. */
const REFERENCES = {
  contact_id: ['contact', `coalesce(payload ->> 'contact', payload ->> 'endUser')`],
  our_person_id: ['staff_member', `payload ->> 'ourPerson'`],
  product_id: ['product', `payload ->> 'product'`],
  category_id: ['product_category', `payload ->> 'category'`],
  complaint_id: ['complaint', `payload ->> 'complaint'`],
  document_id: ['file', `coalesce(payload ->> 'document', payload ->> 'minutesDocument')`],
} as const;

const kinds = Object.keys(SHAPES)
  .map((kind) => `'${kind}'`)
  .join(', ');
const referring = Object.entries(REFERENCES);

/** The relationship ledger: what people observed at accounts, of declared kinds, only ever added to. */
export class Ledger1764000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'signal', 'kind', ['SLOW_REPLIES']);
    await widenCodeCheck(runner, 'alert', 'leading_kind', ['SLOW_REPLIES']);
    await widenCodeCheck(runner, 'import', 'kind', IMPORTS);
    // What files of entries refer to.
    await runner.query('grant select on department, complaint to mortise_import');
    await createTenantTable(runner, {
      // A correction or a withdrawal is an entry of its own that supersedes one; each is superseded at most once, so that
      // two who correct the same entry collide. `spoken_tier` says with which tier of the customer somebody really spoke:
      // a campaign reaches people without speaking with them, and who visits executives speaks with the top.
      name: 'ledger_entry',
      columns: `id uuid not null, account_id uuid not null, kind text not null check (kind in (${kinds})), observed_on date not null,
        observed_by uuid, recorded_at timestamptz not null, recorded_by text not null, source text not null,
        confidence text not null check (confidence in ('A','B','C','D')), payload jsonb not null, supersedes uuid,
        withdrawn boolean not null, reason text, content_hash uuid, import_id uuid,
        ${referring.map(([column, [, value]]) => `${column} uuid generated always as ((${value})::uuid) stored`).join(', ')},
        spoken_tier text generated always as (case kind when 'TOUCH' then case when payload ->> 'touchType' <> 'CAMPAIGN' then payload ->> 'theirTier' end
          when 'EXECUTIVE_VISIT' then 'TOP' end) stored,
        primary key (tenant_id, id), foreign key (tenant_id, account_id) references account (tenant_id, id),
        foreign key (tenant_id, observed_by) references staff_member (tenant_id, id),
        foreign key (tenant_id, supersedes) references ledger_entry (tenant_id, id),
        ${referring.map(([column, [table]]) => `foreign key (tenant_id, ${column}) references ${table} (tenant_id, id)`).join(', ')},
        constraint ledger_entry_payload check (withdrawn or ${payloadCheck(SHAPES)}),
        constraint ledger_entry_withdrawal check (not withdrawn or (supersedes is not null and reason is not null and payload = '{}'::jsonb)),
        constraint ledger_entry_import check ((import_id is null) = (content_hash is null))`,
      app: 'select, insert',
      import: 'select, insert, delete',
      indexes: {
        observed: 'observed_on, id',
        account: 'account_id, observed_on, id',
        account_kind: 'account_id, kind, observed_on, id',
        kind: 'kind, observed_on, id',
        spoken: 'account_id, spoken_tier, observed_on where spoken_tier is not null',
        unique_supersedes: 'supersedes where supersedes is not null',
        import: 'import_id where import_id is not null',
        ...Object.fromEntries(
          referring.map(([column]) => [
            column.replace('_id', ''),
            `${column}, observed_on, id where ${column} is not null`,
          ]),
        ),
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ledger_entry');
    await runner.query('revoke select on department, complaint from mortise_import');
    await narrowCodeCheck(runner, 'import', 'kind', IMPORTS);
    await narrowCodeCheck(runner, 'alert', 'leading_kind', ['SLOW_REPLIES']);
    await narrowCodeCheck(runner, 'signal', 'kind', ['SLOW_REPLIES']);
  }
}

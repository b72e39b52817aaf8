import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What adding up contacts asks of each, after the columns by which they are found. */
const ADDED_UP = 'spoken_pair, our_person_id, contact_id, recorded_at, withdrawn, id';

/** Contacts of an account are added up out of an index alone, wherever in the ledger their entries stand. */
export class SpokenPairs1764000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Beside `spoken_tier`: which of our functions spoke with which of theirs. Who visits executives speaks for management with management.
    await runner.query(`alter table ledger_entry add column spoken_pair text generated always as (case kind
      when 'TOUCH' then case when payload ->> 'touchType' <> 'CAMPAIGN' then (payload ->> 'ourFunction') || '-' || (payload ->> 'theirFunction') end
      when 'EXECUTIVE_VISIT' then 'MANAGEMENT-MANAGEMENT' end) stored`);
    await runner.query('drop index ledger_entry_spoken_idx');
    await runner.query(`create index ledger_entry_spoken_idx on ledger_entry (tenant_id, account_id, spoken_tier, observed_on)
      include (${ADDED_UP}) where spoken_tier is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ledger_entry_spoken_idx');
    await runner.query(`create index ledger_entry_spoken_idx on ledger_entry (tenant_id, account_id, spoken_tier, observed_on)
      where spoken_tier is not null`);
    await runner.query('alter table ledger_entry drop column spoken_pair');
  }
}

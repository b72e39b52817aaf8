import type { ImportSession } from '../../platform/database/import-database.js';

/** Prefix of every staging table of imports. */
export const STAGING_PREFIX = 'i_';

/** Batches are staged in turn: one is being merged while the next is copied in. */
export const SLOTS = 2;

/** The staging tables of one import. They are unlogged: a crash of the database may empty them, the facts are elsewhere. */
export class ImportStaging {
  readonly touched: string;
  readonly seen: string;
  readonly given: string;
  private readonly name: string;

  constructor(
    importId: string,
    private readonly columns: Readonly<Record<string, string>>,
    private readonly referred: Readonly<Record<string, string>> = {},
    private readonly correct = false,
  ) {
    this.name = `staging.${STAGING_PREFIX}${importId.replaceAll('-', '')}`;
    this.touched = `${this.name}_touched`;
    this.seen = `${this.name}_seen`;
    this.given = `${this.name}_given`;
  }

  get columnNames(): string[] {
    return ['row_number', ...Object.keys(this.columns)];
  }

  get referenceColumnNames(): string[] {
    return ['row_number', ...Object.keys(this.referred)];
  }

  rows(slot: number): string {
    return `${this.name}_row${slot}`;
  }

  references(slot: number): string {
    return `${this.name}_ref${slot}`;
  }

  rejects(slot: number): string {
    return `${this.name}_reject${slot}`;
  }

  async create(session: ImportSession): Promise<void> {
    const defined = (columns: Readonly<Record<string, string>>): string =>
      ['row_number bigint not null', ...Object.entries(columns).map(([name, type]) => `${name} ${type}`)].join(', ');
    const rejects =
      'row_number bigint not null, ordinal smallint not null, heading text, code text not null, value text, message text not null';
    const touched =
      'account_id uuid, category_id uuid, from_month date not null, to_month date not null, primary key (account_id, category_id)';
    for (const [table, definition] of [
      ...this.slots().flatMap((slot) => [
        [this.rows(slot), defined(this.columns)] as const,
        [this.references(slot), defined(this.referred)] as const,
        [this.rejects(slot), rejects] as const,
      ]),
      [this.touched, touched] as const,
      [this.seen, 'key uuid primary key, n bigint not null'] as const,
      ...(this.correct ? [[this.given, 'key uuid primary key'] as const] : []),
    ]) {
      await session.staging(`create unlogged table ${table} (${definition}) with (autovacuum_enabled = off)`);
    }
  }

  async empty(session: ImportSession, slot: number): Promise<void> {
    await session.staging(`truncate ${this.tables(slot).join(', ')}`);
  }

  async drop(session: ImportSession): Promise<void> {
    const tables = this.slots().flatMap((slot) => this.tables(slot));
    await session.staging(`drop table if exists ${[...tables, this.touched, this.seen, this.given].join(', ')}`);
  }

  private tables(slot: number): string[] {
    return [this.rows(slot), this.references(slot), this.rejects(slot)];
  }

  private slots(): number[] {
    return Array.from({ length: SLOTS }, (_, slot) => slot);
  }
}

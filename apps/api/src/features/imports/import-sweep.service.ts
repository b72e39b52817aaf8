import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { type ImportActor, ImportDatabase } from '../../platform/database/import-database.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { logger } from '../../platform/http/logger.js';
import { ImportStaging, STAGING_PREFIX } from './import-staging.js';
import { ImportInterrupted } from './import.errors.js';
import { ImportRecord, LOST_AFTER_SECONDS } from './import.record.js';

/** How often it is looked whether something is left behind: one short statement, unless there are staging tables. */
const LOOK_EVERY_MS = 5_000;

/**
 * Clears up behind processes that died, and behind imports that could not be marked as failed because the database was
 * gone: an import that gives no sign of life is marked as failed, and staging tables that no import uses are dropped.
 * Imports that somebody is running are left alone. Every process does so, at its start and from then on.
 */
@Injectable()
export class ImportSweepService implements OnApplicationBootstrap, OnApplicationShutdown {
  private again: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(ImportDatabase) private readonly database: ImportDatabase,
    @Inject(ImportRecord) private readonly record: ImportRecord,
  ) {}

  onApplicationBootstrap(): void {
    this.begin(() => this.sweep());
    this.again = setInterval(() => this.begin(() => this.look()), LOOK_EVERY_MS);
    this.again.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.again);
    await this.sweeping;
  }

  async sweep(): Promise<void> {
    // Listed first: a table that is here belongs to an import that is stored already.
    await this.sweepBehind(await this.stagingTables());
  }

  private async sweepBehind(tables: readonly string[]): Promise<void> {
    const alive = new Set<string>();
    const tenantIds = await this.contexts.tenantIds();
    for (const tenantId of tenantIds) for (const id of await this.sweepTenant(tenantId)) alive.add(id);
    const [tenantId] = tenantIds;
    const lost = new Set(tables.map(importIdOf).filter((id) => id !== undefined && !alive.has(id)) as string[]);
    if (tenantId !== undefined) {
      for (const id of lost)
        await this.database.transaction(systemOf(tenantId), (session) => new ImportStaging(id, {}).drop(session));
    }
  }

  /** Every import that runs has staging tables: without any, nothing can be left behind. */
  private async look(): Promise<void> {
    const tables = await this.stagingTables();
    if (tables.length > 0) await this.sweepBehind(tables);
  }

  private begin(work: () => Promise<void>): void {
    this.sweeping ??= work()
      .catch((error: unknown) => logger.warn({ err: error }, 'imports could not be swept'))
      .finally(() => (this.sweeping = undefined));
  }

  private async stagingTables(): Promise<string[]> {
    const rows = (await this.source.query(
      `select tablename from pg_tables where schemaname = 'staging' and starts_with(tablename, $1)`,
      [STAGING_PREFIX],
    )) as { tablename: string }[];
    return rows.map(({ tablename }) => tablename);
  }

  /** @returns the imports that are being run by somebody */
  private async sweepTenant(tenantId: string): Promise<string[]> {
    const running = await this.contexts.asSystem(tenantId, 'import-sweep', (ctx) =>
      ctx.unit.query<{ id: string; lost: boolean }>(tenantSql`
        select id, seen_at < now() - make_interval(secs => ${LOST_AFTER_SECONDS}) as lost from import
        where tenant_id = ${TENANT} and status = 'RUNNING'`),
    );
    const { code, message } = new ImportInterrupted();
    for (const { id, lost } of running) {
      if (lost)
        await this.database.transaction(systemOf(tenantId), ({ ctx }) => this.record.fail(ctx, id, { code, message }));
    }
    return running.filter(({ lost }) => !lost).map(({ id }) => id);
  }
}

function systemOf(tenantId: string): ImportActor {
  return { tenantId, principal: { kind: 'SYSTEM', name: 'import-sweep' }, locale: 'en', requestId: 'import-sweep' };
}

function importIdOf(table: string): string | undefined {
  const hex = /^i_([0-9a-f]{32})_/.exec(table)?.[1];
  return hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { type ImportActor, ImportDatabase } from '../../platform/database/import-database.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { logger } from '../../platform/http/logger.js';
import { ImportStaging, STAGING_PREFIX } from './import-staging.js';
import { ImportInterrupted } from './import.errors.js';
import { ImportRecord, LOST_AFTER_SECONDS } from './import.record.js';

/**
 * Clears up behind processes that died: an import that gives no sign of life is marked as failed, and staging tables that
 * no import uses are dropped. Imports that other processes are running are left alone, and looked at again if need be.
 */
@Injectable()
export class ImportSweepService implements OnApplicationBootstrap, OnApplicationShutdown {
  private again: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private stopped = false;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(ImportDatabase) private readonly database: ImportDatabase,
    @Inject(ImportRecord) private readonly record: ImportRecord,
  ) {}

  onApplicationBootstrap(): void {
    this.sweepSoon();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.again);
    await this.sweeping;
  }

  /** @returns whether imports are left that still give signs of life */
  async sweep(): Promise<boolean> {
    // Listed first: a table that is here belongs to an import that is stored already.
    const tables = (await this.source.query(
      `select tablename from pg_tables where schemaname = 'staging' and starts_with(tablename, $1)`,
      [STAGING_PREFIX],
    )) as { tablename: string }[];
    const alive = new Set<string>();
    const tenantIds = await this.contexts.tenantIds();
    for (const tenantId of tenantIds) for (const id of await this.sweepTenant(tenantId)) alive.add(id);
    const [tenantId] = tenantIds;
    const lost = new Set(
      tables
        .map(({ tablename }) => importIdOf(tablename))
        .filter((id) => id !== undefined && !alive.has(id)) as string[],
    );
    if (tenantId !== undefined) {
      for (const id of lost)
        await this.database.transaction(systemOf(tenantId), (session) => new ImportStaging(id, {}).drop(session));
    }
    return alive.size > 0;
  }

  private sweepSoon(): void {
    if (this.stopped) return;
    this.sweeping = this.sweep()
      .then((left) => {
        if (left && !this.stopped) this.again = setTimeout(() => this.sweepSoon(), (LOST_AFTER_SECONDS + 1) * 1_000);
      })
      .catch((error: unknown) => logger.warn({ err: error }, 'imports could not be swept'));
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

import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { finished } from 'node:stream/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { CLOCK } from '../context/clock.js';
import type { Principal } from '../context/principal.js';
import { type Clock, type Locale, RequestContext } from '../context/request-context.js';
import { roleUrl } from './database-roles.js';
import { identifier } from './tenant-sql.js';
import { type ConnectionSource, UnitOfWork } from './unit-of-work.js';

/** Two per import at work. */
const POOL_SIZE = 6;

/** Who a bulk load acts for. */
export interface ImportActor {
  readonly tenantId: string;
  readonly principal: Principal;
  readonly locale: Locale;
  readonly requestId: string;
}

/**
 * Bulk loads, as the role that alone may write facts and use the staging schema. It has a small pool of its own, so
 * that files under way never take the connections of requests.
 */
@Injectable()
export class ImportDatabase implements OnApplicationShutdown {
  private readonly source: DataSource;
  private opening: Promise<DataSource> | undefined;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.source = new DataSource({
      type: 'postgres',
      driver: { ...pg, native: undefined },
      url: roleUrl(config.database.pooledUrl, config.secret, 'mortise_import'),
      schema: 'mortise',
      poolSize: POOL_SIZE,
      applicationName: 'mortise_import',
      connectTimeoutMS: 5_000,
      logging: false,
      extra: { keepAlive: true },
      poolErrorHandler: () => undefined,
    });
  }

  /** Runs `work` in one transaction of the tenant as the import role. */
  async transaction<T>(actor: ImportActor, work: (session: ImportSession) => Promise<T>): Promise<T> {
    const connections = new OneConnection(await this.open());
    const unit = new UnitOfWork(connections, actor.tenantId);
    const ctx = new RequestContext(actor.requestId, actor.principal, actor.locale, unit, this.clock);
    try {
      return await ctx.transaction(() => work(new ImportSession(ctx, connections)));
    } finally {
      await unit.close();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  /** Opened with the first use: most processes never import. */
  private open(): Promise<DataSource> {
    this.opening ??= this.source.initialize().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }
}

/** What can be done inside a bulk load's transaction: everything a request can, staging tables and COPY. */
export class ImportSession {
  constructor(
    readonly ctx: RequestContext,
    private readonly connections: OneConnection,
  ) {}

  /** Runs a statement on staging tables alone, or a setting; statements on tenant data go through `ctx.unit`. */
  async staging(statement: string): Promise<void> {
    await this.connections.current().query(statement);
  }

  /** The tables of the staging schema whose names begin so. */
  async stagingTables(prefix: string): Promise<string[]> {
    const found = (await this.connections
      .current()
      .query(`select tablename from pg_tables where schemaname = 'staging' and starts_with(tablename, $1)`, [
        prefix,
      ])) as { tablename: string }[];
    return found.map(({ tablename }) => `staging.${tablename}`);
  }

  /** Fills a staging table from lines of PostgreSQL's COPY text format. */
  async copy(table: string, columns: readonly string[], text: Iterable<Buffer>): Promise<void> {
    const names = columns.map((column) => identifier(column).strings[0]).join(', ');
    const client = (await this.connections.current().connect()) as pg.PoolClient;
    const stream = client.query(copyFrom(`copy ${identifier(table).strings[0]} (${names}) from stdin`));
    const done = finished(stream);
    for (const part of text) {
      if (!stream.write(part)) await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), done]);
    }
    stream.end();
    await done;
  }
}

/** Remembers the connection that the unit of work took, because COPY is not a statement of its kind. */
class OneConnection implements ConnectionSource {
  private runner: QueryRunner | undefined;

  constructor(private readonly source: DataSource) {}

  createQueryRunner(): QueryRunner {
    this.runner = this.source.createQueryRunner();
    return this.runner;
  }

  current(): QueryRunner {
    if (!this.runner || this.runner.isReleased) throw new Error('Staging needs a transaction.');
    return this.runner;
  }
}

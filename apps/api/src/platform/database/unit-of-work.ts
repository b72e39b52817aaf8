import type { DataSource, EntityTarget, QueryResult, QueryRunner } from 'typeorm';
import { sqlState } from '../errors/public-error.js';
import type { Confirmation } from './confirmation.js';
import { TenantRepository, type TenantRow } from './tenant-repository.js';
import { compile, type TenantSql } from './tenant-sql.js';

/** `in_failed_sql_transaction` */
const TRANSACTION_FAILED = '25P02';

/** A row as PostgreSQL returns it. */
export type Row = Record<string, unknown>;

/** A database or a pool that can give out connections; implemented by TypeORM's data source. */
export type ConnectionSource = Pick<DataSource, 'createQueryRunner'>;

/**
 * One tenant's access to the database during one request or job.
 *
 * Reads outside {@link transaction} share one read-only snapshot that is opened with the first read and closed by
 * {@link close}, so that an answer never mixes two states. Writes happen only inside {@link transaction}.
 */
export class UnitOfWork {
  private runner: QueryRunner | undefined;
  private opening: Promise<QueryRunner> | undefined;
  private writing = false;
  private closed = false;
  private afterCommits: (() => void)[] = [];

  constructor(
    private readonly source: ConnectionSource,
    readonly tenantId: string,
    private readonly confirmation?: Confirmation,
  ) {
    if (!/^[0-9a-f-]{36}$/.test(tenantId)) throw new TypeError('The tenant id must be a lower-case UUID.');
  }

  /** Runs a statement and returns its rows. */
  async query<R = Row>(statement: TenantSql): Promise<R[]> {
    return (await this.run(statement)).records as R[];
  }

  /** Runs a statement that returns at most one row. */
  async first<R = Row>(statement: TenantSql): Promise<R | undefined> {
    return (await this.query<R>(statement))[0];
  }

  /** Runs a statement whose one row has one column of JSON text; undefined when that is null. */
  async json({
    text,
    values,
  }: {
    readonly text: string;
    readonly values: readonly unknown[];
  }): Promise<string | undefined> {
    const runner = await this.connection();
    const { records } = (await runner.query(text, [...values], true)) as QueryResult;
    return (Object.values((records as Row[])[0] ?? {})[0] as string | null) ?? undefined;
  }

  /** Runs a statement and returns how many rows it touched. */
  async execute(statement: TenantSql): Promise<number> {
    return (await this.run(statement)).affected ?? 0;
  }

  /** The tenant's rows of one entity, on the connection of this unit of work. */
  async repository<E extends TenantRow>(entity: EntityTarget<E>): Promise<TenantRepository<E>> {
    return new TenantRepository((await this.connection()).manager, entity, this.tenantId);
  }

  /** Runs `work` in one transaction; a transaction inside another is part of it. Any error undoes all of it. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.writing) return work();
    await this.refresh();
    this.writing = true;
    try {
      await this.connection();
      const result = await work();
      await this.runner?.query('commit');
      const callbacks = this.afterCommits;
      this.afterCommits = [];
      await this.release();
      for (const callback of callbacks) callback();
      return result;
    } catch (error) {
      this.afterCommits = [];
      await this.rollback();
      throw error;
    } finally {
      this.writing = false;
    }
  }

  /** Calls `callback` once the surrounding transaction is committed; never when it is undone. */
  afterCommit(callback: () => void): void {
    if (!this.writing) throw new Error('afterCommit needs a transaction.');
    this.afterCommits.push(callback);
  }

  /** Ends the shared snapshot of reads, so that the next read sees what was committed since. */
  async refresh(): Promise<void> {
    if (this.writing) return;
    await this.opening?.catch(() => undefined);
    if (this.runner) await this.rollback();
  }

  /** The request is over: gives the connection back; a transaction under way still ends, nothing new begins. */
  async close(): Promise<void> {
    this.closed = true;
    await this.refresh();
  }

  private async run(statement: TenantSql): Promise<QueryResult> {
    const runner = await this.connection();
    const { text, values } = compile(statement, this.tenantId);
    return runner.query(text, values, true) as Promise<QueryResult>;
  }

  private async connection(): Promise<QueryRunner> {
    if (this.runner) return this.runner;
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return this.opening;
  }

  private async open(): Promise<QueryRunner> {
    if (this.closed) throw new Error('The request is over.');
    const runner = inSequence(this.source.createQueryRunner());
    try {
      const mode = this.writing ? 'read write' : 'isolation level repeatable read, read only';
      // One message: the simple protocol runs both statements in one round trip. The id was checked to be a UUID.
      await runner.query(`begin ${mode}; select enter_tenant('${this.tenantId}')`);
      await this.confirm(runner);
    } catch (error) {
      // The transaction may have begun before its second half failed; the next user must not inherit it.
      await runner.query('rollback').catch(() => undefined);
      await runner.release();
      throw error;
    }
    this.runner = runner;
    return runner;
  }

  private async confirm(runner: QueryRunner): Promise<void> {
    if (!this.confirmation || this.confirmation.done) return;
    const { text, values } = this.confirmation.statement(this.tenantId);
    await runner.query(text, [...values]);
    this.confirmation.done = true;
  }

  private async rollback(): Promise<void> {
    try {
      await this.runner?.query('rollback');
    } finally {
      await this.release();
    }
  }

  private async release(): Promise<void> {
    const runner = this.runner;
    this.runner = undefined;
    await runner?.release();
  }
}

/**
 * A connection runs one statement at a time; sibling fields that ask together wait for each other here, not in the driver.
 * Once a statement has failed, PostgreSQL refuses the rest of the transaction: what it refuses failed for that reason.
 */
function inSequence(runner: QueryRunner): QueryRunner {
  const query = runner.query.bind(runner) as (...parameters: Parameters<QueryRunner['query']>) => Promise<unknown>;
  let previous: Promise<unknown> = Promise.resolve();
  let reason: unknown;
  runner.query = ((...parameters: Parameters<QueryRunner['query']>) => {
    const next = previous.then(() =>
      query(...parameters).catch((error: unknown) => {
        if (sqlState(error) !== TRANSACTION_FAILED) reason = error;
        throw reason ?? error;
      }),
    );
    previous = next.catch(() => undefined);
    return next;
  }) as QueryRunner['query'];
  return runner;
}

import pg from 'pg';
import type { TestApp } from '../start-test-app.js';
import { until } from '../until.js';

/** A transaction that waits. */
interface Waiter {
  readonly pid: number;
  readonly since: string;
}

/** A table that nobody else gets at until it is let go: whatever statement needs it waits. */
export class HeldTable {
  private constructor(
    private readonly test: TestApp,
    private readonly client: pg.Client,
    private readonly table: string,
  ) {}

  /** Holds the table while `work` goes on, unless that lets it go earlier. In `share` it can still be read. */
  static async during<T>(
    test: TestApp,
    table: string,
    work: (held: HeldTable) => Promise<T>,
    mode: 'access exclusive' | 'share' = 'access exclusive',
  ): Promise<T> {
    const client = new pg.Client({
      connectionString: test.config.database.adminUrl,
      options: '-c search_path=mortise',
    });
    // A test may have all connections cut meanwhile.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`lock table ${table} in ${mode} mode`);
      return await work(new HeldTable(test, client, table));
    } finally {
      await client.end();
    }
  }

  /** The transactions that wait for it, each with its server process. */
  async waiting(): Promise<Waiter[]> {
    const { rows } = await this.test.admin.query<Waiter>(
      `select l.pid, a.xact_start::text as since from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where not l.granted and l.relation = to_regclass($1) and a.datname = current_database()`,
      [this.table],
    );
    return rows;
  }

  /** Resolves when as many transactions wait for it. */
  async awaited(count: number): Promise<Waiter[]> {
    return until(async () => {
      const waiters = await this.waiting();
      return waiters.length >= count && waiters;
    });
  }

  async release(): Promise<void> {
    await this.client.query('rollback');
  }
}

import pg from 'pg';
import utils from 'pg/lib/utils.js';
import { PipelinedRead, preparedCount, type PreparedStatement } from './pipelined-read.js';
import type { Statement } from '../../database/tenant-sql.js';
import { StatementNames } from './statement-names.js';

/** A connection that has prepared more statements than this is replaced, so that PostgreSQL's memory stays bounded. */
const MAX_PREPARED = 500;

const ENTER_TENANT = { name: 'enter_tenant', text: 'select enter_tenant($1)' };

/** The connections of one endpoint: a slow query of one endpoint cannot take those of another. */
export class ReadDatabase {
  private readonly pool: pg.Pool;
  private readonly names = new StatementNames(MAX_PREPARED / 2);

  /** @param prepares whether connections keep prepared statements; not those that a pooler lends for one transaction */
  constructor(
    url: string,
    size: number,
    private readonly prepares = true,
  ) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: size,
      application_name: 'mortise_app',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    // A connection that dies while idle is replaced by the pool; without this handler the process would die with it.
    this.pool.on('error', () => undefined);
  }

  /**
   * Enters the tenant and runs the statements in one round trip and one transaction.
   * @returns the first column of the first row of each; null where there is none
   */
  async run(
    tenantId: string,
    statements: readonly (Statement | PreparedStatement)[],
  ): Promise<readonly (string | null)[]> {
    const client = await this.pool.connect();
    let broken = false;
    // The pool listens to idle connections alone; one that is lost in use would end the process.
    client.on('error', ignore);
    try {
      const sent = [{ ...ENTER_TENANT, values: [tenantId] }, ...statements].map((statement) => this.named(statement));
      const rows = await new Promise<readonly (readonly (string | null)[])[]>((resolve, reject) => {
        client.query(
          new PipelinedRead(sent, utils.prepareValue, (error, found) => (error ? reject(error) : resolve(found))),
        );
      });
      return rows.slice(1).map(([first]) => first ?? null);
    } catch (error) {
      broken = !(error instanceof pg.DatabaseError) || isUnprepared(error);
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken || preparedCount((client as unknown as { connection: object }).connection) > MAX_PREPARED);
    }
  }

  /** Waits for the running statements and closes the connections. */
  async end(): Promise<void> {
    await this.pool.end();
  }

  private named(statement: Statement | PreparedStatement): PreparedStatement {
    if (!this.prepares) return { ...statement, name: '' };
    return 'name' in statement ? statement : { name: this.names.of(statement.text), ...statement };
  }
}

function ignore(): void {
  // Whoever uses the connection learns it from the statement.
}

/** Whether the connection has other statements than was thought: somebody else's, through a pooler that is not declared. */
function isUnprepared({ code }: pg.DatabaseError): boolean {
  return code === '26000' || code === '42P05';
}

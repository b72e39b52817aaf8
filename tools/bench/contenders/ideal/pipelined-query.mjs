// @ts-check

/**
 * @typedef {object} Statement
 * @property {string} name of the prepared statement
 * @property {string} text returns at most one row with one text
 *
 * @typedef {{ stream: import('node:net').Socket, parse: (statement: Statement) => void, execute: (portal: object) => void,
 *   bind: (binding: { statement: string, values: readonly unknown[] }) => void, sync: () => void }} Wire the driver's own
 */

/** @type {Statement} */
const ENTER = { name: 'enter', text: 'select enter_tenant($1)' };

/** Whether row-level security has to know the tenant. */
const ENTERS = process.env.ENTER !== 'no';

/** Which statements a connection knows already. @type {WeakMap<object, Set<string>>} */
const prepared = new WeakMap();

/**
 * Enters the tenant and runs one statement: both in one write and, because a single Sync ends them, in one implicit
 * transaction. Something `client.query()` accepts in place of a text.
 */
export class PipelinedQuery {
  #completed = 0;
  /** @type {string | null} */
  #answer = null;

  /**
   * @param {string} tenantId
   * @param {Statement} statement
   * @param {readonly unknown[]} values texts and nulls
   */
  constructor(tenantId, statement, values) {
    this.tenantId = tenantId;
    this.statement = statement;
    this.values = values;
    /** @type {PromiseWithResolvers<string | null>} */
    this.done = Promise.withResolvers();
  }

  /** @param {Wire} connection */
  submit(connection) {
    const known = prepared.get(connection) ?? new Set();
    prepared.set(connection, known);
    connection.stream.cork();
    if (ENTERS) step(connection, known, ENTER, [this.tenantId]);
    step(connection, known, this.statement, this.values);
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  /** @param {{ fields: [string | null] }} message */
  handleDataRow({ fields }) {
    if (this.#completed === Number(ENTERS)) this.#answer = fields[0];
  }

  handleCommandComplete() {
    this.#completed++;
  }

  /** @param {Error} error */
  handleError(error) {
    this.done.reject(error);
  }

  handleReadyForQuery() {
    this.done.resolve(this.#answer);
  }
}

/**
 * @param {Wire} connection
 * @param {Set<string>} known
 * @param {Statement} statement
 * @param {readonly unknown[]} values
 */
function step(connection, known, { name, text }, values) {
  if (!known.has(name)) {
    connection.parse({ name, text });
    known.add(name);
  }
  connection.bind({ statement: name, values });
  connection.execute({});
}

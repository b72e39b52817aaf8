// @ts-check
import pg from 'pg';
import { PipelinedQuery } from './pipelined-query.mjs';

/** @import { Statement } from './pipelined-query.mjs' */

/** The least a pool can be: connections that wait, else requests that wait. */
export class Pool {
  /** @type {pg.Client[]} */
  #idle = [];
  /** @type {PipelinedQuery[]} */
  #waiting = [];

  /**
   * @param {string} connectionString
   * @param {number} size
   */
  static async open(connectionString, size) {
    const pool = new Pool();
    for (let index = 0; index < size; index++) {
      const client = new pg.Client({ connectionString });
      await client.connect();
      pool.#idle.push(client);
    }
    return pool;
  }

  /**
   * @param {string} tenantId
   * @param {Statement} statement
   * @param {readonly unknown[]} values
   * @returns {Promise<string | null>} the statement's only text
   */
  run(tenantId, statement, values) {
    const query = new PipelinedQuery(tenantId, statement, values);
    const client = this.#idle.pop();
    if (client) this.#start(client, query);
    else this.#waiting.push(query);
    return query.done.promise;
  }

  /**
   * @param {pg.Client} client
   * @param {PipelinedQuery} query
   */
  #start(client, query) {
    client.query(/** @type {any} */ (query));
    const free = () => {
      const next = this.#waiting.shift();
      if (next) this.#start(client, next);
      else this.#idle.push(client);
    };
    query.done.promise.then(free, free);
  }
}

// @ts-check

/** @import { Pool, PoolClient } from 'pg' */

/** One request's transaction on one connection, begun with the first statement. */
export class Unit {
  /** @type {Promise<PoolClient> | undefined} */
  #opening;

  /**
   * @param {Pool} pool
   * @param {string} tenantId of a verified token
   * @param {'read only' | 'read write'} mode
   */
  constructor(pool, tenantId, mode) {
    this.pool = pool;
    this.tenantId = tenantId;
    this.mode = mode;
  }

  /**
   * @param {string} name of the prepared statement
   * @param {string} text with the tenant as $1
   * @param {unknown[]} values from $2 on
   * @returns {Promise<any[]>}
   */
  async query(name, text, ...values) {
    const client = await (this.#opening ??= this.#open());
    return (await client.query({ name, text, values: [this.tenantId, ...values] })).rows;
  }

  async #open() {
    const client = await this.pool.connect();
    // Both in one message and so in one round trip.
    await client.query(`begin ${this.mode}; select enter_tenant('${this.tenantId}')`);
    return client;
  }

  /** @param {'commit' | 'rollback'} how */
  async end(how) {
    const opening = this.#opening;
    this.#opening = undefined;
    if (!opening) return;
    const client = await opening;
    try {
      await client.query(how);
    } finally {
      client.release();
    }
  }
}

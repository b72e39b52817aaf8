// @ts-check

/** @import { Database } from './database.mjs' */
/** @import { ServerProcess } from './processes.mjs' */

/** R1 nested list, R2 one account with twelve months, W1 a complaint. */
export const WORKLOADS = /** @type {const} */ (['R1', 'R2', 'W1']);

/**
 * @typedef {(typeof WORKLOADS)[number]} Workload
 *
 * @typedef {object} Call of which a POST request is made
 * @property {string} path
 * @property {object} body
 *
 * @typedef {object} ComplaintInput
 * @property {string} idempotencyKey
 * @property {string} subject
 * @property {string} description
 * @property {string} lot
 * @property {string} quantity
 * @property {string} unit
 *
 * @typedef {object} Page an answer to R1 in the common form
 * @property {{ id: string }[]} accounts with everything that was asked for
 * @property {boolean} hasNextPage
 * @property {string | null} endCursor each contender's own, therefore not compared
 *
 * @typedef {any} Json
 *
 * @typedef {object} Contender one server in the race, with its own way of asking the same
 * @property {string} name
 * @property {(database: Database, home: string) => Promise<ServerProcess>} start
 * @property {{ R1: (after: string | null) => Call, R2: (id: string, tenantId: string) => Call, W1: (input: ComplaintInput) => Call }} calls
 * @property {{ R1: (answer: Json) => Page, R2: (answer: Json) => object, W1: (answer: Json) => object }} answers
 *   turn an answer into the common form
 */

// @ts-check
import { KEY_PLACEHOLDER, prepare, send } from './requests.mjs';

/** @import { Contender } from './contender.mjs' */
/** @import { Principal } from './principals.mjs' */

/**
 * @typedef {object} Entrant a contender that runs
 * @property {string} name
 * @property {Contender} contender
 * @property {number} port
 *
 * @typedef {Record<'R1' | 'R2' | 'W1', Buffer[]>} Requests
 */

/** The answers of the first contender; those of the others must be the same. */
export class Expectations {
  /** @type {Map<string, unknown>} */
  #known = new Map();

  /**
   * @param {string} name of the contender
   * @param {string} question
   * @param {unknown} answer
   * @throws {Error} when another contender answered otherwise
   */
  check(name, question, answer) {
    if (!this.#known.has(question)) this.#known.set(question, answer);
    const difference = firstDifference(answer, this.#known.get(question));
    if (difference) throw new Error(`${name} answers otherwise: ${question}, ${difference}`);
  }
}

/**
 * Every page of every member's list and some accounts, as requests of this contender; its answers are checked on the way.
 * @param {Entrant} entrant
 * @param {readonly Principal[]} staff
 * @param {Expectations} expectations
 * @param {{ listed: number, asked: number }} [limits] accounts of each member's list that R1 walks, and that R2 asks for
 * @returns {Promise<Pick<Requests, 'R1' | 'R2'>>}
 */
export async function prepareReads(
  { name, contender, port },
  staff,
  expectations,
  limits = { listed: 400, asked: 20 },
) {
  /** @type {Pick<Requests, 'R1' | 'R2'>} */
  const requests = { R1: [], R2: [] };
  for (const member of staff) {
    /** @type {string[]} */
    const ids = [];
    /** @type {string | null} */
    let after = null;
    do {
      const call = contender.calls.R1(after);
      const { accounts, hasNextPage, endCursor } = contender.answers.R1(await send(port, call, member));
      expectations.check(name, `page behind account ${ids.length} of ${member.id}`, { accounts, hasNextPage });
      requests.R1.push(prepare(call, member));
      ids.push(...accounts.map(({ id }) => id));
      after = hasNextPage && ids.length < limits.listed ? endCursor : null;
    } while (after !== null);
    for (const id of spread(ids, limits.asked)) {
      const call = contender.calls.R2(id, member.tenantId);
      expectations.check(name, `sales of ${id}`, contender.answers.R2(await send(port, call, member)));
      requests.R2.push(prepare(call, member));
    }
  }
  return { R1: shuffled(requests.R1), R2: shuffled(requests.R2) };
}

/**
 * @param {unknown} one
 * @param {unknown} other
 * @param {string} [path]
 * @returns {string | undefined}
 */
function firstDifference(one, other, path = '') {
  if (!isObject(one) || !isObject(other)) {
    return Object.is(one, other) ? undefined : `${path}: ${JSON.stringify(one)} instead of ${JSON.stringify(other)}`;
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const difference = firstDifference(one[key], other[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return undefined;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === 'object' && value !== null;
}

/**
 * @param {Entrant} entrant
 * @param {readonly Principal[]} buyers
 * @returns {Buffer[]}
 */
export function prepareWrites({ contender }, buyers) {
  return shuffled(
    buyers.map((buyer) => prepare(contender.calls.W1({ idempotencyKey: KEY_PLACEHOLDER, ...CONTENT }), buyer)),
  );
}

/** What every buyer complains about. */
export const CONTENT = {
  subject: 'Surface of lot 4711 is "scratched"',
  description: 'Three of ten parts show scratches of up to 2 mm along the edge.\nPictures follow.',
  lot: '4711',
  quantity: '3.5',
  unit: 'pc',
};

/**
 * @template T
 * @param {readonly T[]} items
 * @param {number} count
 */
function spread(items, count) {
  const step = Math.max(1, items.length / count);
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, index) => /** @type {T} */ (items[Math.floor(index * step)]),
  );
}

/**
 * The same disorder each time, so that neighbours in time are not neighbours in the tables.
 * @template T
 * @param {T[]} items
 */
function shuffled(items) {
  let state = 42;
  for (let index = items.length - 1; index > 0; index--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (index + 1);
    [items[index], items[other]] = /** @type {[T, T]} */ ([items[other], items[index]]);
  }
  return items;
}

// @ts-check

/** @import { Json, Page } from './contender.mjs' */

/** The common form of answers: moments as milliseconds, amounts as text, and the fields in one order. */

/**
 * @param {Json} connection accounts with `nodes` and `pageInfo` all the way down, as Mortise and its schema say it
 * @returns {Page}
 */
export function fullPage({ nodes, pageInfo }) {
  return page(
    nodes.map((/** @type {Json} */ { contacts, complaints, ...account }) => ({
      ...account,
      contacts: contacts.nodes,
      complaints: complaints.nodes,
    })),
    pageInfo,
  );
}

/**
 * @param {Json[]} nodes with plain lists of contacts and complaints
 * @param {{ hasNextPage: boolean, endCursor: string | null }} pageInfo
 * @returns {Page}
 */
export function page(nodes, { hasNextPage, endCursor }) {
  return { accounts: nodes.map(account), hasNextPage, endCursor };
}

/** @param {Json} account */
export function fullSales({ id, name, stage, stageSince, monthlySales }) {
  return {
    ...{ id, name, stage, stageSince: moment(stageSince) },
    monthlySales: monthlySales.map((/** @type {Json} */ { month, net, quantity, lines }) => ({
      ...{ month, minor: String(net.minor), currency: net.currency, quantity, lines },
    })),
  };
}

/** @param {Json} filed */
export function complaint({ id, number, status, createdAt, subject }) {
  return { id, number, status, createdAt: moment(createdAt), subject };
}

/** @param {Json} account */
function account({ id, name, country, city, stage, createdAt, owner, contacts, complaints }) {
  return {
    ...{ id, name, country, city, stage, createdAt: moment(createdAt) },
    owner: owner && { id: owner.id, name: owner.name },
    contacts: contacts.map((/** @type {Json} */ { id, tier, roles, contact }) => ({
      ...{ id, tier, roles },
      contact: { id: contact.id, name: contact.name, email: contact.email },
    })),
    complaints: complaints.map((/** @type {Json} */ { id, number, subject, status, createdAt }) => ({
      ...{ id, number, subject, status, createdAt: moment(createdAt) },
    })),
  };
}

/** @param {string | null} text */
function moment(text) {
  return text && Date.parse(text);
}

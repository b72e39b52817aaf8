// @ts-check
import { fileURLToPath } from 'node:url';
import { complaint, fullSales, page } from '../../lib/answers.mjs';
import { asAdmin, SECRET } from '../../lib/database.mjs';
import { startServerProcess } from '../../lib/processes.mjs';
import { FUNCTIONS } from './functions.mjs';

/** @import { Contender, Json } from '../../lib/contender.mjs' */

const SERVER = fileURLToPath(new URL('server.mjs', import.meta.url));

/**
 * PostGraphile 5 with persisted operations.
 * @param {number} workers processes that share the port
 * @returns {Contender}
 */
export function postgraphile(workers) {
  return {
    name: `PostGraphile ×${workers}`,
    async start({ adminUrl, appUrl }) {
      await addFunctions(adminUrl);
      return startServerProcess([process.execPath, SERVER], {
        ...{ DATABASE_URL: appUrl, MORTISE_SECRET: SECRET },
        ...{ WORKERS: String(workers), GRAPHILE_ENV: 'production' },
      });
    },
    calls: {
      R1: (after) => call('R1', { after }),
      R2: (id, tenantId) => call('R2', { tenantId, id }),
      W1: ({ idempotencyKey, ...content }) => call('W1', { input: { key: idempotencyKey, ...content } }),
    },
    answers: {
      R1: ({ data: { allAccounts } }) => page(allAccounts.nodes.map(account), allAccounts.pageInfo),
      R2: ({ data: { accountByTenantIdAndRowId } }) => sales(accountByTenantIdAndRowId),
      W1: ({ data: { benchFileComplaint } }) => complaint(withId(benchFileComplaint.result)),
    },
  };
}

/** @param {string} adminUrl */
async function addFunctions(adminUrl) {
  await asAdmin(adminUrl, async (client) => {
    const { rowCount } = await client.query(`select from pg_namespace where nspname = 'bench'`);
    if (!rowCount) await client.query(FUNCTIONS);
  });
}

/**
 * @param {string} documentId
 * @param {object} variables
 */
function call(documentId, variables) {
  return { path: '/graphql', body: { documentId, variables } };
}

/** @param {Json} node */
function account(node) {
  return {
    ...withId(node),
    owner: node.staffMemberByTenantIdAndOwnerId && withId(node.staffMemberByTenantIdAndOwnerId),
    contacts: node.accountContactsByTenantIdAndAccountId.nodes.map((/** @type {Json} */ link) => ({
      ...withId(link),
      contact: withId(link.contactByTenantIdAndContactId),
    })),
    complaints: node.complaintsByTenantIdAndAccountId.nodes.map(withId),
  };
}

/** @param {Json} node */
function sales(node) {
  const months = node.monthlySalesList.map((/** @type {Json} */ { month, netMinor, currency, quantity, lines }) => ({
    ...{ month, net: { minor: netMinor, currency }, quantity, lines: Number(lines) },
  }));
  return fullSales({ ...withId(node), monthlySales: months });
}

/** Keys are called `rowId`, because `id` is Relay's. @param {Json} node */
function withId({ rowId, ...node }) {
  return { ...node, id: rowId };
}

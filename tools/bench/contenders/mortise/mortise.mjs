// @ts-check
import { fileURLToPath } from 'node:url';
import { SECRET } from '../../lib/database.mjs';
import { startServerProcess } from '../../lib/processes.mjs';
import { complaint, fullPage, fullSales } from '../../lib/answers.mjs';

/** @import { Contender } from '../../lib/contender.mjs' */

const SERVER = fileURLToPath(new URL('server.mjs', import.meta.url));

const R1 = `query Accounts($after: String) {
  accounts(first: 20, after: $after) {
    nodes {
      id name country city stage createdAt
      owner { id name }
      contacts(first: 5) { nodes { id tier roles contact { id name email } } }
      complaints(first: 3) { nodes { id number subject status createdAt } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const R2 = `query Sales($id: ID!) {
  account(id: $id) { id name stage stageSince monthlySales(months: 12) { month net { minor currency } quantity lines } }
}`;

const W1 = `mutation File($input: FileComplaintInput!) {
  fileComplaint(input: $input) { id number status createdAt subject }
}`;

/**
 * The real API, built, in production mode, started with the flags of `npm start`; whole documents are sent.
 * @type {Contender}
 */
export const mortise = {
  name: 'Mortise',
  start: ({ adminUrl }, home) =>
    startServerProcess([process.execPath, '--max-semi-space-size=8', SERVER], {
      DATABASE_URL: adminUrl,
      MORTISE_SECRET: SECRET,
      MORTISE_HOME: home,
      LOG_LEVEL: 'warn',
    }),
  calls: {
    R1: (after) => ({ path: '/graphql', body: { query: R1, variables: { after } } }),
    R2: (id) => ({ path: '/graphql', body: { query: R2, variables: { id } } }),
    W1: (input) => ({ path: '/portal/graphql', body: { query: W1, variables: { input } } }),
  },
  answers: {
    R1: ({ data: { accounts } }) => fullPage(accounts),
    R2: ({ data: { account } }) => fullSales(account),
    W1: ({ data: { fileComplaint } }) => complaint(fileComplaint),
  },
};

/**
 * The same requests by the long way: `extensions` are something that only Apollo reads.
 * @type {Contender}
 */
export const mortiseBehindApollo = {
  ...mortise,
  name: 'Mortise behind Apollo',
  calls: {
    R1: (after) => byTheLongWay(mortise.calls.R1(after)),
    R2: (id, tenantId) => byTheLongWay(mortise.calls.R2(id, tenantId)),
    W1: (input) => byTheLongWay(mortise.calls.W1(input)),
  },
};

/** @param {{ path: string, body: object }} call */
function byTheLongWay({ path, body }) {
  return { path, body: { ...body, extensions: {} } };
}

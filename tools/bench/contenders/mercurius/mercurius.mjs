// @ts-check
import { fileURLToPath } from 'node:url';
import { complaint, fullSales, page } from '../../lib/answers.mjs';
import { SECRET } from '../../lib/database.mjs';
import { startServerProcess } from '../../lib/processes.mjs';

/** @import { Contender } from '../../lib/contender.mjs' */

const SERVER = fileURLToPath(new URL('server.mjs', import.meta.url));

const R1 = `query Accounts($after: String) {
  accounts(first: 20, after: $after) {
    nodes {
      id name country city stage createdAt
      owner { id name }
      contacts(first: 5) { id tier roles contact { id name email } }
      complaints(first: 3) { id number subject status createdAt }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const R2 = `query Sales($id: ID!) {
  account(id: $id) { id name stage stageSince monthlySales(months: 12) { month net { minor currency } quantity lines } }
}`;

const W1 = `mutation File($input: ComplaintInput!) {
  fileComplaint(input: $input) { id number status createdAt subject }
}`;

/**
 * Fastify and Mercurius with compiled documents and hand-written loaders. The loaders of one level run together and
 * leave it to `pg` to queue their statements, which it still does but has deprecated.
 * @type {Contender}
 */
export const mercurius = {
  name: 'Mercurius',
  start: ({ appUrl }) =>
    startServerProcess([process.execPath, '--no-deprecation', SERVER], {
      DATABASE_URL: appUrl,
      MORTISE_SECRET: SECRET,
    }),
  calls: {
    R1: (after) => ({ path: '/graphql', body: { query: R1, variables: { after } } }),
    R2: (id) => ({ path: '/graphql', body: { query: R2, variables: { id } } }),
    W1: (input) => ({ path: '/graphql', body: { query: W1, variables: { input } } }),
  },
  answers: {
    R1: ({ data: { accounts } }) => page(accounts.nodes, accounts.pageInfo),
    R2: ({ data: { account } }) => fullSales(account),
    W1: ({ data: { fileComplaint } }) => complaint(fileComplaint),
  },
};

// @ts-check
import { fileURLToPath } from 'node:url';
import { complaint, fullSales, page } from '../../lib/answers.mjs';
import { SECRET } from '../../lib/database.mjs';
import { startServerProcess } from '../../lib/processes.mjs';

/** @import { Contender } from '../../lib/contender.mjs' */

const SERVER = fileURLToPath(new URL('server.mjs', import.meta.url));

/**
 * What no framework can beat: `node:http`, `pg`, and one hand-written statement per request which checks the session
 * and the rights, does the work, and returns the finished JSON; the tenant is entered in the same write.
 * @type {Contender}
 */
export const ideal = {
  name: 'ideal SQL',
  start: ({ appUrl }) =>
    startServerProcess([process.execPath, SERVER], { DATABASE_URL: appUrl, MORTISE_SECRET: SECRET }),
  calls: {
    R1: (after) => ({ path: '/accounts', body: { after: after && JSON.parse(after) } }),
    R2: (id) => ({ path: '/sales', body: { id } }),
    W1: (input) => ({ path: '/complaints', body: input }),
  },
  answers: {
    R1: ({ nodes, hasNextPage, end }) => page(nodes, { hasNextPage, endCursor: end && JSON.stringify(end) }),
    R2: fullSales,
    W1: complaint,
  },
};

/**
 * The same without row-level security and without entering a tenant, as the owner of the tables: what tenancy costs.
 * @type {Contender}
 */
export const idealWithoutTenant = {
  ...ideal,
  name: 'ideal SQL without tenant',
  start: ({ adminUrl }) =>
    startServerProcess([process.execPath, SERVER], {
      ...{ DATABASE_URL: `${adminUrl}?options=-csearch_path%3Dmortise,public`, MORTISE_SECRET: SECRET, ENTER: 'no' },
    }),
};

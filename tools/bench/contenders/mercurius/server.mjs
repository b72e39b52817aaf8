// @ts-check
import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';
import { portalToken, staffClaims } from '../credentials.mjs';
import { ready, setting } from '../lifecycle.mjs';
import { fileComplaint } from './file-complaint.mjs';
import { accountLoaders, queries } from './reads.mjs';
import { DateTime, SCHEMA } from './schema.mjs';
import { Unit } from './unit.mjs';

/** @import { FastifyRequest } from 'fastify' */

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
const pool = new pg.Pool({ connectionString: setting('DATABASE_URL'), max: 8 });
const secret = setting('MORTISE_SECRET');
const app = Fastify();

await app.register(mercurius, {
  schema: SCHEMA,
  resolvers: /** @type {any} */ ({ DateTime, Query: queries, Mutation: { fileComplaint } }),
  loaders: /** @type {any} */ ({ Account: accountLoaders }),
  jit: 1,
  context: recognise,
});
app.graphql.addHook('onResolution', async (_execution, context) => {
  // The answer does not wait for the end of a transaction that has only read.
  void (/** @type {{ unit?: Unit }} */ (context).unit?.end('commit'));
});
await app.listen({ port: 0, host: '127.0.0.1' });
ready(app.server);

/** @param {FastifyRequest} request */
async function recognise({ headers: { authorization, cookie } }) {
  const staff = staffClaims(authorization, secret);
  if (staff) return { ...staff, unit: new Unit(pool, staff.tenantId, 'read only') };
  const buyer = portalToken(cookie);
  if (buyer) return { ...buyer, unit: new Unit(pool, buyer.tenantId, 'read write') };
  throw new Error('Not signed in.');
}

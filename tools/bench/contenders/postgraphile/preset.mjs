// @ts-check
import { PersistedPlugin } from '@grafserv/persisted';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { portalToken, staffClaims } from '../credentials.mjs';
import { RightsPlugin } from './rights.mjs';
import { OPERATIONS } from './operations.mjs';

/** @import { IncomingHttpHeaders, IncomingMessage } from 'node:http' */

/**
 * PostGraphile as its documentation advises for production: persisted operations, no development checks, answers
 * written as text at once.
 * @param {{ connectionString: string, secret: string, poolSize: number }} settings
 * @returns {GraphileConfig.Preset}
 */
export function preset({ connectionString, secret, poolSize }) {
  return {
    extends: [PostGraphileAmberPreset],
    plugins: [PersistedPlugin, RightsPlugin],
    pgServices: [makePgService({ connectionString, schemas: ['mortise', 'bench'], poolConfig: { max: poolSize } })],
    grafserv: {
      ...{ graphqlPath: '/graphql', graphiql: false, websockets: false, watch: false, outputDataAsString: true },
      persistedOperations: OPERATIONS,
      hashFromPayload: (payload) => /** @type {{ documentId?: string }} */ (payload).documentId,
    },
    grafast: {
      explain: false,
      context: (/** @type {{ node?: { req: IncomingMessage } }} */ { node }) => ({
        pgSettings: settings(node?.req.headers ?? {}, secret),
      }),
    },
  };
}

/**
 * @param {IncomingHttpHeaders} headers
 * @param {string} secret
 * @returns {Record<string, string>} settings of the transaction: tenant and caller
 */
function settings({ authorization, cookie }, secret) {
  const staff = staffClaims(authorization, secret);
  if (staff)
    return { 'mortise.tenant_id': staff.tenantId, 'bench.staff': staff.staffId, 'bench.session': staff.sessionId };
  const buyer = portalToken(cookie);
  if (buyer)
    return { 'mortise.tenant_id': buyer.tenantId, 'bench.session': buyer.sessionId, 'bench.secret_hash': buyer.hash };
  return {};
}

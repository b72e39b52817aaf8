import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { registerGraphiqlFiles } from '../graphql/graphiql.js';

/** The built portal under /portal/ (any path below it opens the page) and GraphiQL's scripts under /graphiql/. */
export async function registerStaticFiles(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, { root: '/', serve: false });
  registerGraphiqlFiles(fastify);
  const portal = join(dirname(fileURLToPath(import.meta.url)), '../../../../portal/dist');
  if (!existsSync(join(portal, 'index.html'))) return;
  fastify.get('/portal', { config: { anonymous: true } }, (_request, reply) => reply.redirect('/portal/'));
  fastify.get('/portal/*', { config: { anonymous: true } }, (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    const asset = path !== '' && existsSync(join(portal, path)) && !path.includes('..');
    // Built assets carry a hash in their name and never change; the page itself must be fresh.
    void reply.header(
      'cache-control',
      asset && path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    void reply
      .header('content-security-policy', PORTAL_CSP)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer');
    return reply.sendFile(asset ? path : 'index.html', portal);
  });
}

const PORTAL_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

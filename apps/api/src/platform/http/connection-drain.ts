import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 50;

/**
 * When the server closes, lets the requests under way end and then cuts what is left: sockets that browsers opened in
 * advance and never used count as busy and would hold the process until its grace is over.
 */
export function registerConnectionDrain(fastify: FastifyInstance): void {
  let active = 0;
  fastify.addHook('onRequest', async (_request, reply) => {
    active += 1;
    reply.raw.once('close', () => (active -= 1));
  });
  fastify.addHook('preClose', async () => {
    const look = setInterval(() => {
      if (active === 0 && !fastify.server.listening) fastify.server.closeAllConnections();
    }, LOOK_EVERY_MS);
    fastify.server.once('close', () => clearInterval(look));
    // Without a listening server there is nothing to wait for, and no event will come.
    if (!fastify.server.listening) clearInterval(look);
  });
}

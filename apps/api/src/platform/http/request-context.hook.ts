import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Authenticator } from '../auth/authenticator.js';
import type { Principal } from '../context/principal.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { HotLane } from '../graphql/read-engine/hot-lane.js';
import type { ReadEndpoint } from '../graphql/read-engine/read-endpoint.js';
import { type Clock, LOCALES, type Locale, RequestContext } from '../context/request-context.js';

import { logger } from './logger.js';
import { keepRequestContext, requestContextOf } from './request-contexts.js';

/** Cookie of the buyer's portal session. */
export const PORTAL_COOKIE = 'mortise_portal';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route serves everybody alike: nobody is recognised, and no connection is used. */
    anonymous?: boolean;
  }
}

/** A caller's own request id is kept when it is harmless to log, so that traces join up. */
export function requestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : randomUUID();
}

/**
 * Recognises the caller before anything else runs, and gives the connection back after the answer.
 * Staff credentials work outside `/portal`, the portal cookie only inside: two surfaces that never mix.
 * A GraphQL document is read first: for one that was answered before, recognising and reading are one round trip.
 */
export function registerRequestContext(
  fastify: FastifyInstance,
  authenticator: Authenticator,
  source: DataSource,
  clock: Clock,
  endpoints: readonly ReadEndpoint[],
): void {
  const adopt = (request: FastifyRequest, reply: FastifyReply, ctx: RequestContext): void => {
    closeAfter(request, reply, ctx.unit);
    keepRequestContext(request, ctx);
    if (logger.isLevelEnabled('info'))
      request.log = request.log.child({ tenantId: ctx.tenantId, principal: ctx.principal.kind });
  };
  const contextOf = (request: FastifyRequest, principal: Principal, locale: string, unit: UnitOfWork) =>
    new RequestContext(request.id, principal, chooseLocale(request.headers['accept-language'], locale), unit, clock);
  const recognise = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const credential = credentialOf(request);
    const recognised =
      credential && (await (isPortal(request) ? authenticator.buyer(credential) : authenticator.staff(credential)));
    if (!recognised) return;
    const { principal, locale, unit } = recognised;
    adopt(request, reply, contextOf(request, principal, locale, unit));
    // The body may come slowly; nobody waits with a connection in the hand.
    await (reply.raw.destroyed ? unit.close() : unit.refresh());
  };
  const lanes = new Map(
    endpoints.map((endpoint) => [
      endpoint.path,
      new HotLane(endpoint, {
        clock,
        before: authenticator.before,
        contextOf: (request, { principal, locale, tenantId }, confirmation) =>
          contextOf(request, principal, locale, new UnitOfWork(source, tenantId, confirmation)),
        adopt,
      }),
    ]),
  );
  const laneOf = (request: FastifyRequest) =>
    request.method === 'POST' ? lanes.get(request.routeOptions.url ?? '') : undefined;
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (!request.routeOptions.config.anonymous && !laneOf(request)) await recognise(request, reply);
  });
  fastify.addHook('preHandler', async (request, reply) => {
    const lane = laneOf(request);
    if (!lane) return;
    const credential = credentialOf(request);
    const answer = credential && (await lane.answer(request, reply, credential));
    if (answer) {
      void reply.header('content-type', answerType(request.headers.accept)).header('cache-control', 'no-store');
      return reply.send(answer);
    }
    // A mutation that ran goes on with the context it ran in.
    if (!requestContextOf(request)) await recognise(request, reply);
    return;
  });
}

/** As Apollo chooses it: what is named first of the two types that a GraphQL answer may have. */
function answerType(accept = ''): string {
  const [json, graphql] = [accept.indexOf('application/json'), accept.indexOf('application/graphql-response+json')];
  return graphql >= 0 && (json < 0 || graphql < json)
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';
}

/** Gives the connection back when the connection to the client ends, however it ends. */
function closeAfter(request: FastifyRequest, reply: FastifyReply, unit: UnitOfWork): void {
  if (reply.raw.destroyed) {
    void unit.close().catch((error: unknown) => request.log.warn({ err: error }, 'connection not given back'));
    return;
  }
  // Not `onResponse`: that never comes when the client goes away, and the connection would be lost.
  reply.raw.once(
    'close',
    () => void unit.close().catch((error: unknown) => request.log.warn({ err: error }, 'connection not given back')),
  );
}

function isPortal(request: FastifyRequest): boolean {
  return request.url.startsWith('/portal');
}

function credentialOf(request: FastifyRequest): string | undefined {
  if (isPortal(request)) return request.cookies[PORTAL_COOKIE];
  const [scheme, credential] = (request.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && credential ? credential : undefined;
}

/** The first language the caller accepts and Mortise speaks, else the person's own setting. */
export function chooseLocale(acceptLanguage: string | undefined, fallback: string): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  for (const tag of [...wanted, fallback.toLowerCase()]) {
    const exact = LOCALES.find((locale) => locale.toLowerCase() === tag);
    if (exact) return exact;
    if (/^zh-(hant|hk|mo)/.test(tag)) return 'zh-TW';
    if (/^zh(-|$)/.test(tag)) return 'zh-CN';
    if (/^en(-|$)/.test(tag)) return 'en';
  }
  return 'en';
}

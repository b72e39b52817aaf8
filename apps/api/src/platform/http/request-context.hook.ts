import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticator, Recognised } from '../auth/authenticator.js';
import type { Principal } from '../context/principal.js';
import { type Clock, LOCALES, type Locale, RequestContext } from '../context/request-context.js';

/** Cookie of the buyer's portal session. */
export const PORTAL_COOKIE = 'mortise_portal';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route serves everybody alike: nobody is recognised, and no connection is used. */
    anonymous?: boolean;
  }
}

const contexts = new WeakMap<FastifyRequest, RequestContext>();

/** The context of a request that carried valid credentials. */
export function requestContextOf(request: FastifyRequest): RequestContext | undefined {
  return contexts.get(request);
}

/** A caller's own request id is kept when it is harmless to log, so that traces join up. */
export function requestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : randomUUID();
}

/**
 * Recognises the caller before anything else runs, and gives the connection back after the answer.
 * Staff credentials work outside `/portal`, the portal cookie only inside: two surfaces that never mix.
 */
export function registerRequestContext(fastify: FastifyInstance, authenticator: Authenticator, clock: Clock): void {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (request.routeOptions.config.anonymous) return;
    const recognised = await recognise(request, authenticator);
    if (!recognised) return;
    // Not `onResponse`: that never comes when the client goes away, and the connection would be lost.
    reply.raw.once(
      'close',
      () =>
        void recognised.unit
          .close()
          .catch((error: unknown) => request.log.warn({ err: error }, 'connection not given back')),
    );
    // The body may come slowly; nobody waits with a connection in the hand.
    await (reply.raw.destroyed ? recognised.unit.close() : recognised.unit.refresh());
    const locale = chooseLocale(request.headers['accept-language'], recognised.locale);
    contexts.set(request, new RequestContext(request.id, recognised.principal, locale, recognised.unit, clock));
    request.log = request.log.child({ tenantId: recognised.unit.tenantId, principal: recognised.principal.kind });
  });
}

async function recognise(
  request: FastifyRequest,
  authenticator: Authenticator,
): Promise<Recognised<Principal> | undefined> {
  if (request.url.startsWith('/portal')) {
    const token = request.cookies[PORTAL_COOKIE];
    return token ? authenticator.buyer(token) : undefined;
  }
  const [scheme, credential] = (request.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && credential ? authenticator.staff(credential) : undefined;
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

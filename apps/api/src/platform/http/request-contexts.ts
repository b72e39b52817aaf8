import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../context/request-context.js';

/** What resolvers get from Apollo; `request` is missing for anonymous calls. */
export interface GraphqlContext {
  readonly request: RequestContext | undefined;
  readonly http: { readonly request: FastifyRequest; readonly reply: FastifyReply };
}

const contexts = new WeakMap<FastifyRequest, RequestContext>();
const graphqlContexts = new WeakMap<FastifyRequest, GraphqlContext>();

/** The context of a request that carried valid credentials. */
export function requestContextOf(request: FastifyRequest): RequestContext | undefined {
  return contexts.get(request);
}

export function keepRequestContext(request: FastifyRequest, ctx: RequestContext): void {
  contexts.set(request, ctx);
}

/** The one context of a request's resolvers, whichever way the request goes. */
export function graphqlContextOf(request: FastifyRequest, reply: FastifyReply): GraphqlContext {
  let context = graphqlContexts.get(request);
  if (!context) {
    context = { request: requestContextOf(request), http: { request, reply } };
    graphqlContexts.set(request, context);
  }
  return context;
}

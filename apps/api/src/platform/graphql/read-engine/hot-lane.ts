import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KnownCaller, RecognisedBefore } from '../../auth/recognised-before.js';
import type { Clock, RequestContext } from '../../context/request-context.js';
import { operationOf } from './known-documents.js';
import { countAnswer } from './lanes.metric.js';
import type { ReadEndpoint } from './read-endpoint.js';
import type { Confirmation } from '../../database/confirmation.js';
import { isCallerChanged, Refused } from './read-engine.js';

/** What the lane needs of the surrounding server. */
export interface HotLaneOptions {
  readonly clock: Clock;
  readonly before: RecognisedBefore;
  /** Makes the request's context for a caller who is known; its unit of work confirms that before it does anything. */
  readonly contextOf: (request: FastifyRequest, caller: KnownCaller, confirmation: Confirmation) => RequestContext;
  /** Makes the context the request's own. */
  readonly adopt: (request: FastifyRequest, reply: FastifyReply, ctx: RequestContext) => void;
}

interface Body {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/**
 * Answers documents that were answered as text before, to callers who were recognised before, without Apollo: one round
 * trip confirms the caller and reads. Guards and pipes of the root fields run as ever. Whatever does not fit goes the long
 * way as if nothing had happened; only a mutation that has run already takes its outcome along.
 */
export class HotLane {
  constructor(
    private readonly endpoint: ReadEndpoint,
    private readonly options: HotLaneOptions,
  ) {}

  /** The whole answer, or undefined for the long way. */
  async answer(request: FastifyRequest, reply: FastifyReply, credential: string): Promise<string | undefined> {
    const { lane, documents } = this.endpoint;
    const body = request.body as Body | null;
    if (!lane || !isPlain(request, body)) return undefined;
    const document = documents.get(body.query);
    const operation = document && operationOf(document, body.operationName);
    const caller = this.options.before.get(credential, this.options.clock.now());
    // A credential of the other surface is none here.
    if (!operation || caller?.principal.kind !== this.endpoint.audience) return undefined;
    const variables = lane.variables(operation, (body.variables ?? {}) as Record<string, unknown>);
    const plan = variables && lane.plan(document, operation, variables);
    if (!variables || !plan?.whole) return undefined;
    const confirmation = caller.confirmation(this.options.clock.now());
    const ctx = this.options.contextOf(request, caller, confirmation);
    try {
      const text = await lane.answer(plan, variables, { request: ctx }, ctx, confirmation);
      // A query may simply be asked again the long way, unless that would only burden a database that is down.
      if (text === undefined && !plan.mutation && !lane.brokeDown(ctx)) return undefined;
      this.options.adopt(request, reply, ctx);
      if (text === undefined) return undefined;
      countAnswer('hot');
      return `{"data":${text}}\n`;
    } catch (error) {
      if (isCallerChanged(error)) this.options.before.forget(credential);
      else if (!(error instanceof Refused)) throw error;
      return undefined;
    } finally {
      await ctx.unit.refresh().catch((error: unknown) => request.log.warn({ err: error }, 'snapshot not ended'));
    }
  }
}

/** A JSON POST with a document in it and nothing that only Apollo understands. */
function isPlain({ method, headers }: FastifyRequest, body: Body | null): body is Body & { readonly query: string } {
  if (method !== 'POST' || typeof body !== 'object' || body === null || typeof body.query !== 'string') return false;
  const { 'content-type': type = '', accept = '*/*' } = headers;
  const { variables, extensions } = body;
  return (
    type.startsWith('application/json') &&
    (accept.includes('*/*') || accept.includes('application/json')) &&
    (extensions === undefined || extensions === null) &&
    (variables === undefined || variables === null || (typeof variables === 'object' && !Array.isArray(variables)))
  );
}

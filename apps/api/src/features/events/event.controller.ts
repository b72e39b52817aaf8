import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Authenticator, type Recognised } from '../../platform/auth/authenticator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import type { Principal } from '../../platform/context/principal.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { PORTAL_COOKIE } from '../../platform/http/request-context.hook.js';
import type { Topic } from '../../platform/jobs/topics.js';
import { SHOWN_TOPICS } from './event-audience.js';
import { type EventCursor, readCursor } from './event-cursor.js';
import { EventStreamService } from './event-stream.service.js';

/** What happens, as it happens (Server-Sent Events). `Last-Event-ID` resumes; ids are opaque. */
@Controller()
export class EventController {
  constructor(
    @Inject(EventStreamService) private readonly streams: EventStreamService,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
  ) {}

  @Get('events')
  @Allow('staff')
  forStaff(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const credential = (request.headers.authorization ?? '').split(' ')[1] ?? '';
    return this.send(ctx, request, query, reply, () => this.authenticator.staff(credential));
  }

  @Get('portal/events')
  @Allow('buyer')
  forBuyers(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const credential = request.cookies[PORTAL_COOKIE] ?? '';
    return this.send(ctx, request, query, reply, () => this.authenticator.buyer(credential));
  }

  private async send(
    ctx: RequestContext,
    request: FastifyRequest,
    query: Record<string, unknown>,
    reply: FastifyReply,
    recognise: () => Promise<Recognised<Principal> | undefined>,
  ): Promise<void> {
    const topics = wantedTopics(query['topics']);
    const cursor = startingPoint(request.headers['last-event-id'] || query['lastEventId']);
    // The connection that recognised the caller is not kept for as long as the stream lasts.
    await ctx.unit.refresh();
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const events = this.streams.stream({
      tenantId: ctx.tenantId,
      requestId: ctx.requestId,
      topics,
      cursor,
      recognise,
      signal: gone.signal,
    });
    await reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        // Nothing comes after a stream: a stopping process need not wait for its connection to idle away.
        connection: 'close',
      })
      .send(Readable.from(events, { objectMode: false }));
  }
}

function wantedTopics(value: unknown): readonly Topic[] {
  if (value === undefined || value === '') return SHOWN_TOPICS;
  const asked = typeof value === 'string' ? value.split(',') : [];
  const known = SHOWN_TOPICS.filter((topic) => asked.includes(topic));
  if (known.length === 0 || known.length !== asked.length) {
    throw new InputInvalid([
      {
        path: ['topics'],
        code: 'UNKNOWN_TOPIC',
        message: `Topics are ${SHOWN_TOPICS.join(', ')}, separated by commas.`,
      },
    ]);
  }
  return known;
}

function startingPoint(lastEventId: unknown): EventCursor | null {
  if (lastEventId === undefined || lastEventId === '') return null;
  const cursor = typeof lastEventId === 'string' ? readCursor(lastEventId) : undefined;
  if (!cursor)
    throw new InputInvalid([
      { path: ['lastEventId'], code: 'EVENT_ID_INVALID', message: 'This is not the id of an event.' },
    ]);
  return cursor;
}

import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Recognised } from '../../platform/auth/authenticator.js';
import { CLOCK } from '../../platform/context/clock.js';
import type { Principal } from '../../platform/context/principal.js';
import { type Clock, RequestContext } from '../../platform/context/request-context.js';
import { logger } from '../../platform/http/logger.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { Topic } from '../../platform/jobs/topics.js';
import { type EventCursor, writeCursor } from './event-cursor.js';
import { EventFeedService, type FeedBatch, type FeedEvent } from './event-feed.service.js';

const POLL_MS = 500;
/** Between two looks at the outbox, however much is committed meanwhile. */
const PAUSE_MS = 50;
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;

/** Who listens to what, from where on. */
export interface Listener {
  readonly tenantId: string;
  readonly requestId: string;
  readonly topics: readonly Topic[];
  /** Null: from now on. */
  readonly cursor: EventCursor | null;
  /** Recognises the caller again; undefined once the session is over. */
  readonly recognise: () => Promise<Recognised<Principal> | undefined>;
  readonly signal: AbortSignal;
}

/** Streams of Server-Sent Events. No connection is held between two looks, and every look asks anew who is listening. */
@Injectable()
export class EventStreamService implements OnModuleDestroy {
  private readonly closing = new AbortController();

  constructor(
    @Inject(EventFeedService) private readonly feed: EventFeedService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
  ) {}

  /** Ends all streams, so that closing the server does not wait for them. */
  onModuleDestroy(): void {
    this.closing.abort();
  }

  /** The text of the stream; ends when the session, the connection or the process does. */
  async *stream(listener: Listener): AsyncGenerator<string, void, undefined> {
    const signal = AbortSignal.any([listener.signal, this.closing.signal]);
    const nudges = new Nudges(this.outbox, listener.tenantId);
    try {
      let cursor = listener.cursor;
      let begun = false;
      let quietSince = performance.now();
      while (!signal.aborted && this.serving()) {
        const batch = await this.look(listener, cursor);
        if (!batch) return;
        // A block of an id alone: whoever is cut off before the first event can still resume from here.
        if (!begun) yield `retry: ${RETRY_MS}\nid: ${writeCursor(cursor ?? batch.cursor)}\n\n`;
        begun = true;
        cursor = batch.cursor;
        for (const event of batch.events) yield format(event);
        if (batch.events.length > 0) quietSince = performance.now();
        else if (performance.now() - quietSince >= HEARTBEAT_MS) {
          quietSince = performance.now();
          yield ': still here\n\n';
        }
        if (!batch.more) await nudges.wait(signal);
      }
    } finally {
      nudges.stop();
    }
  }

  /** Apollo closes the server and waits for open answers before any other module hears that the process stops. */
  private serving(): boolean {
    return (this.http.httpAdapter.getHttpServer() as Server).listening;
  }

  private async look(
    { recognise, requestId, topics }: Listener,
    cursor: EventCursor | null,
  ): Promise<FeedBatch | undefined> {
    try {
      const recognised = await recognise();
      if (!recognised) return undefined;
      const ctx = new RequestContext(requestId, recognised.principal, 'en', recognised.unit, this.clock);
      try {
        if (cursor === null) return { events: [], more: false, cursor: await this.feed.now(ctx) };
        return await this.feed.read(ctx, cursor, topics);
      } finally {
        await ctx.unit.close();
      }
    } catch (error) {
      // The listener comes back by itself with the last id and misses nothing.
      logger.warn({ err: error, requestId }, 'event stream ended');
      return undefined;
    }
  }
}

/** Waits for the next moment worth looking: a commit of this process, else the poll that finds those of others. */
class Nudges {
  private nudged = false;
  private wake: () => void = () => undefined;
  readonly stop: () => void;

  constructor(outbox: Outbox, tenantId: string) {
    this.stop = outbox.onCommit((committed) => {
      if (committed !== tenantId) return;
      this.nudged = true;
      this.wake();
    });
  }

  async wait(signal: AbortSignal): Promise<void> {
    await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    if (!this.nudged && !signal.aborted) {
      const woken = new AbortController();
      this.wake = () => woken.abort();
      await delay(POLL_MS - PAUSE_MS, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(
        () => undefined,
      );
    }
    this.nudged = false;
  }
}

function format({ cursor, topic, data }: FeedEvent): string {
  return `id: ${writeCursor(cursor)}\nevent: ${topic}\ndata: ${JSON.stringify(data)}\n\n`;
}

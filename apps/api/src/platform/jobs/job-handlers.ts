import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../context/request-context.js';
import type { Topic, TopicPayloads } from './topics.js';

/** Tells how far a job has come, for everybody who looks at it. */
export type ReportProgress = (percent: number, detail?: Readonly<Record<string, unknown>>) => Promise<void>;

/**
 * What a topic's job does: load, call a service, done. It runs in one transaction together with the mark that the
 * message was handled, so that its effect in the database happens exactly once however often the job runs.
 */
export type JobHandler<T extends Topic> = (
  ctx: RequestContext,
  payload: TopicPayloads[T],
  job: { readonly id: string; readonly progress: ReportProgress },
) => Promise<void>;

/** Which topics start a job. Features register theirs when their module starts. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<Topic, JobHandler<Topic>>();

  handle<T extends Topic>(topic: T, handler: JobHandler<T>): void {
    if (this.handlers.has(topic)) throw new Error(`${topic} has a handler already.`);
    this.handlers.set(topic, handler as unknown as JobHandler<Topic>);
  }

  has(topic: Topic): boolean {
    return this.handlers.has(topic);
  }

  get(topic: Topic): JobHandler<Topic> | undefined {
    return this.handlers.get(topic);
  }
}

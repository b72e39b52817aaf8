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

/** What work too long for one transaction is done in. */
export interface JobSteps {
  /**
   * Runs `work` in a transaction of its own together with the mark that this step was done, so that a job which runs
   * again goes on where it was. @returns false when an earlier run has done the step
   */
  readonly step: (key: string, work: (ctx: RequestContext) => Promise<void>) => Promise<boolean>;
  readonly progress: ReportProgress;
}

/** A job that holds no transaction while it runs: it reads and writes in steps. */
export type SteppedJobHandler<T extends Topic> = (
  message: { readonly tenantId: string; readonly id: string; readonly payload: TopicPayloads[T] },
  steps: JobSteps,
) => Promise<void>;

/** Which topics start a job. Features register theirs when their module starts. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<Topic, JobHandler<Topic>>();
  private readonly stepped = new Map<Topic, { readonly actor: string; readonly run: SteppedJobHandler<Topic> }>();

  handle<T extends Topic>(topic: T, handler: JobHandler<T>): void {
    if (this.has(topic)) throw new Error(`${topic} has a handler already.`);
    this.handlers.set(topic, handler as unknown as JobHandler<Topic>);
  }

  /** As {@link handle} for work that is too long for one transaction; `actor` is who histories say did it. */
  handleInSteps<T extends Topic>(topic: T, actor: string, run: SteppedJobHandler<T>): void {
    if (this.has(topic)) throw new Error(`${topic} has a handler already.`);
    this.stepped.set(topic, { actor, run: run as unknown as SteppedJobHandler<Topic> });
  }

  has(topic: Topic): boolean {
    return this.handlers.has(topic) || this.stepped.has(topic);
  }

  /** Every topic that starts a job. */
  topics(): Topic[] {
    return [...this.handlers.keys(), ...this.stepped.keys()];
  }

  getStepped(topic: Topic): { readonly actor: string; readonly run: SteppedJobHandler<Topic> } | undefined {
    return this.stepped.get(topic);
  }

  get(topic: Topic): JobHandler<Topic> | undefined {
    return this.handlers.get(topic);
  }
}

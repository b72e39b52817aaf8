import { Inject, Injectable } from '@nestjs/common';
import { DelayedError, type Job, type Worker } from 'bullmq';
import { CONFIG, type Config } from '../config/config.js';
import { logger } from '../http/logger.js';
import { type JobQueue, openQueue } from './queue.js';

/** Something to do in a side queue. What it says of the work is a hint: the work itself is written down in PostgreSQL. */
export interface SideJob<D> {
  /** Two jobs of the same id are one. No colons. */
  readonly id: string;
  readonly data: D;
  /** Not before this many milliseconds have passed. */
  readonly delayMs?: number;
}

/**
 * @param ending aborted when the process stops: what goes on has to come to its end
 * @returns milliseconds after which the job wants to be run again; undefined when it is done
 */
export type SideRun<D> = (
  job: { readonly id: string; readonly data: D },
  ending: AbortSignal,
) => Promise<number | undefined>;

interface Options {
  /** How many jobs run at once in one process. */
  readonly concurrency: number;
  /** How long a worker may be silent until its jobs are another's, in milliseconds. */
  readonly lockMs: number;
}

interface Side {
  readonly queue: JobQueue;
  readonly run: SideRun<unknown>;
  readonly options: Options;
  worker?: Worker;
}

/** Puts jobs into a side queue. */
export type AddSideJobs<D> = (jobs: readonly SideJob<D>[]) => Promise<void>;

/** Queues beside the one of Mortise, each with workers of its own, for work that waits for others and must not hold up the rest. */
@Injectable()
export class SideQueues {
  private readonly sides = new Map<string, Side>();
  private readonly ending = new AbortController();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Features declare theirs when their module starts; it runs in processes that run jobs. */
  declare<D>(name: string, options: Options, run: SideRun<D>): AddSideJobs<D> {
    if (this.sides.has(name)) throw new Error(`There is a side queue ${name} already.`);
    const queue = openQueue(this.config, { name: `mortise-${name}`, lockMs: options.lockMs });
    this.sides.set(name, { queue, options, run: run as SideRun<unknown> });
    return async (jobs) => {
      if (jobs.length === 0) return;
      await queue.queue.addBulk(
        jobs.map(({ id, data, delayMs = 0 }) => ({
          ...{ name, data },
          opts: { jobId: id, delay: Math.max(0, delayMs), removeOnComplete: true, removeOnFail: { age: 86_400 } },
        })),
      );
    };
  }

  async start(): Promise<void> {
    for (const [name, side] of this.sides) {
      await side.queue.queue.waitUntilReady();
      side.worker = side.queue.worker((job, token) => this.process(side, job, token), side.options.concurrency);
      side.worker.on('error', (error) => logger.warn({ err: error, queue: name }, 'queue'));
      side.worker.on('failed', (job, error) => logger.error({ err: error, jobId: job?.id, queue: name }, 'job failed'));
      void side.worker.run();
    }
  }

  /** Takes no new jobs and waits for those under way. */
  async stop(): Promise<void> {
    this.ending.abort();
    const workers = [...this.sides.values()].flatMap(({ queue, worker }) => (worker ? [{ queue, worker }] : []));
    await Promise.all(workers.map(({ queue, worker }) => queue.closeWorker(worker)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.sides.values()].map(({ queue }) => queue.close()));
  }

  private async process({ run }: Side, job: Job, token: string | undefined): Promise<void> {
    const againMs = await run({ id: job.id ?? '', data: job.data as unknown }, this.ending.signal);
    if (againMs === undefined) return;
    await job.moveToDelayed(Date.now() + againMs, token);
    throw new DelayedError();
  }
}

import type { Processor, Queue, Worker } from 'bullmq';
import type { Config } from '../config/config.js';
import { logger } from '../http/logger.js';
import { QUEUE_NAME } from './queue-name.js';
import { migratePostgresQueue, postgresQueue, postgresWorker } from './postgres-queue.js';
import { checkRedis } from './redis-check.js';
import { redisQueue, redisWorker } from './redis-queue.js';

/** Injection token of the {@link JobQueue}. */
export const JOB_QUEUE = Symbol('JobQueue');

/** A queue, on PostgreSQL unless Redis is configured. */
export interface JobQueue {
  readonly queue: Queue;
  worker(processor: Processor, concurrency: number): Worker;
  /** Calls back each time the queue can be reached again. */
  onReady(listener: () => void): void;
  /** Lets the worker finish its jobs; where the queue is gone, they end without telling it. */
  closeWorker(worker: Worker): Promise<void>;
  close(): Promise<void>;
}

/** Twice as long each time up to half an hour: about seven hours in all, so that a mail server may be down over night. */
const ATTEMPTS = 24;
const LONGEST_DELAY_MS = 30 * 60_000;

/**
 * How long a worker may be silent until its jobs are another's, and how often that is looked at, in milliseconds. A job whose
 * worker was only slow runs twice, which has no effect; one whose worker died goes on within seconds.
 */
const LOCK_MS = 5_000;
const STALLED_CHECK_MS = 1_000;

/** How long a worker waits that could not ask for its next job, in milliseconds: a database that was killed is back within seconds. */
const ASK_AGAIN_MS = 1_000;

/** How long the queue may take to answer before it counts as gone, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Milliseconds until the next try; spread by a quarter, so that what failed together does not come back together. */
export function retryDelay(attemptsMade: number, chance = Math.random()): number {
  return Math.round(Math.min(1_000 * 2 ** (attemptsMade - 1), LONGEST_DELAY_MS) * (1 - chance / 4));
}

/**
 * Makes sure that the queue can be used: its own tables are up to date, or the configured Redis will not lose jobs.
 * @throws RedisRefused
 */
export function prepareQueue(config: Config): Promise<void> {
  return config.redisUrl ? checkRedis(config.redisUrl) : migratePostgresQueue(config);
}

/** The queue of Mortise, unless it is given another name; `lockMs`: how long its workers may be silent. */
export function openQueue(
  config: Config,
  { name = QUEUE_NAME, lockMs = LOCK_MS }: { readonly name?: string; readonly lockMs?: number } = {},
): JobQueue {
  const { redisUrl } = config;
  const queueOptions = {
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'custom' },
      // By age, not by count: counting halves the throughput of the PostgreSQL backend.
      removeOnComplete: { age: 3_600 },
      removeOnFail: false,
    },
  };
  const queue = redisUrl ? redisQueue(redisUrl, name, queueOptions) : postgresQueue(config, name, queueOptions);
  // Without a listener an error of an idle connection would be printed raw; the connection itself is rebuilt.
  queue.on('error', (error) => logger.warn({ err: error }, 'queue'));
  return {
    queue,
    worker: (processor, concurrency) => {
      const options = {
        concurrency,
        lockDuration: lockMs,
        stalledInterval: STALLED_CHECK_MS,
        runRetryDelay: ASK_AGAIN_MS,
        maxStalledCount: 10,
        autorun: false,
        settings: { backoffStrategy: (attemptsMade: number) => retryDelay(attemptsMade) },
      };
      return redisUrl
        ? redisWorker(redisUrl, name, processor, options)
        : postgresWorker(config, name, processor, options);
    },
    onReady: (listener) => queue.getBackend().on('ready', listener),
    // BullMQ waits for the connection's end before it stops, which a connection that is gone does not have.
    closeWorker: async (worker) => worker.close(!(await answers(queue))),
    close: async () => {
      if (await answers(queue)) await queue.close();
      else await queue.getBackend().close(true);
    },
  };
}

async function answers(queue: Queue): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const asked = queue.getJobCounts('waiting').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

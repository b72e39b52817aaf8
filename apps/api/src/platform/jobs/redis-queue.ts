import { type Processor, Queue, type QueueOptions, Worker, type WorkerOptions } from 'bullmq';

/** In braces, so that all of the queue's keys lie in one slot of a Redis cluster. */
const PREFIX = '{mortise}';

/** How long Redis may take to answer, in milliseconds. A message that was not taken stays in the outbox. */
const PATIENCE_MS = 5_000;

/** Milliseconds until the next try to connect: never so long that people notice that Redis is back before we do. */
const retryStrategy = (times: number): number => Math.min(times * 100, 2_000);

/** The side that puts jobs in: it fails at once or soon, because a transaction waits for it. */
export function redisQueue(url: string, name: string, options: Omit<QueueOptions, 'connection'>): Queue {
  const connection = {
    url,
    retryStrategy,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  };
  return new Queue(name, { ...options, connection, prefix: PREFIX });
}

/** The side that takes jobs out: it waits for Redis as long as it takes. */
export function redisWorker(
  url: string,
  name: string,
  processor: Processor,
  options: Omit<WorkerOptions, 'connection'>,
): Worker {
  const connection = { url, retryStrategy, connectTimeout: PATIENCE_MS };
  return new Worker(name, processor, { ...options, connection, prefix: PREFIX });
}

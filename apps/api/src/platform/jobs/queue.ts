import { createPostgresBackend, type PostgresPoolConfig, Queue, Worker, type Processor } from 'bullmq';
import pg from 'pg';
import type { Config } from '../config/config.js';
import { logger } from '../http/logger.js';
import { roleUrl } from '../database/database-roles.js';

/** Injection token of the {@link JobQueue}. */
export const JOB_QUEUE = Symbol('JobQueue');

const NAME = 'mortise';
const PREFIX = '{mortise}';

/** The one queue of Mortise, on PostgreSQL unless Redis is configured. */
export interface JobQueue {
  readonly queue: Queue;
  worker(processor: Processor, concurrency: number): Worker;
  close(): Promise<void>;
}

function postgresConnection(config: Config): PostgresPoolConfig {
  return {
    connectionString: roleUrl(config.database.adminUrl, config.secret, 'mortise_queue'),
    schema: 'queue',
    max: 4,
  };
}

/** Twice as long each time up to half an hour: about seven hours in all, so that a mail server may be down over night. */
const ATTEMPTS = 24;
const LONGEST_DELAY_MS = 30 * 60_000;

/** Milliseconds until the next try; spread by a quarter, so that what failed together does not come back together. */
export function retryDelay(attemptsMade: number, chance = Math.random()): number {
  return Math.round(Math.min(1_000 * 2 ** (attemptsMade - 1), LONGEST_DELAY_MS) * (1 - chance / 4));
}

/** Brings the queue's own tables up to date, when the queue lives in PostgreSQL. */
export async function migrateQueue(config: Config): Promise<void> {
  if (config.redisUrl) return;
  const admin = new pg.Client({ connectionString: config.database.adminUrl });
  await admin.connect();
  const database = admin.escapeIdentifier(admin.database ?? '');
  try {
    // BullMQ says "create schema if not exists", which needs the right even though the schema is there; lent for the moment.
    await admin.query(`grant create on database ${database} to mortise_queue`);
    const queue = new Queue(
      NAME,
      { connection: { ...postgresConnection(config), migrate: true } },
      createPostgresBackend,
    );
    await queue.waitUntilReady().finally(() => queue.close());
  } finally {
    await admin.query(`revoke create on database ${database} from mortise_queue`).finally(() => admin.end());
  }
}

export function openQueue(config: Config): JobQueue {
  const { redisUrl } = config;
  const postgres = postgresConnection(config);
  const defaultJobOptions = {
    attempts: ATTEMPTS,
    backoff: { type: 'custom' },
    // By age, not by count: counting halves the throughput of the PostgreSQL backend.
    removeOnComplete: { age: 3_600 },
    removeOnFail: false,
  } as const;
  const queue = redisUrl
    ? new Queue(NAME, { connection: { url: redisUrl }, prefix: PREFIX, defaultJobOptions })
    : (new Queue(NAME, { connection: postgres, defaultJobOptions }, createPostgresBackend) as unknown as Queue);
  // Without a listener an error of an idle connection would be printed raw; the connection itself is rebuilt.
  queue.on('error', (error) => logger.warn({ err: error }, 'queue'));
  const workers: Worker[] = [];
  return {
    queue,
    worker: (processor, concurrency) => {
      const options = {
        concurrency,
        maxStalledCount: 10,
        autorun: false,
        settings: { backoffStrategy: (attemptsMade: number) => retryDelay(attemptsMade) },
      };
      const worker = redisUrl
        ? new Worker(NAME, processor, { ...options, connection: { url: redisUrl }, prefix: PREFIX })
        : (new Worker(
            NAME,
            processor,
            { ...options, connection: postgres },
            createPostgresBackend,
          ) as unknown as Worker);
      workers.push(worker);
      return worker;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
      await queue.close();
    },
  };
}

import {
  createPostgresBackend,
  type PostgresPoolConfig,
  type Processor,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';
import type { Config } from '../config/config.js';
import { roleUrl } from '../database/database-roles.js';
import { QUEUE_NAME } from './queue-name.js';

function connectionOf(config: Config): PostgresPoolConfig {
  return {
    // Never through a pooler: workers are woken by LISTEN, which belongs to a session.
    connectionString: roleUrl(config.database.adminUrl, config.secret, 'mortise_queue'),
    schema: 'queue',
    max: 4,
  };
}

export function postgresQueue(config: Config, name: string, options: Omit<QueueOptions, 'connection'>): Queue {
  const connection = connectionOf(config);
  return new Queue(name, { ...options, connection }, createPostgresBackend) as unknown as Queue;
}

export function postgresWorker(
  config: Config,
  name: string,
  processor: Processor,
  options: Omit<WorkerOptions, 'connection'>,
): Worker {
  const connection = connectionOf(config);
  return new Worker(name, processor, { ...options, connection }, createPostgresBackend) as unknown as Worker;
}

/** Brings the queue's own tables up to date. */
export async function migratePostgresQueue(config: Config): Promise<void> {
  const admin = new pg.Client({ connectionString: config.database.adminUrl });
  await admin.connect();
  const database = admin.escapeIdentifier(admin.database ?? '');
  try {
    // BullMQ says "create schema if not exists", which needs the right even though the schema is there; lent for the moment.
    await admin.query(`grant create on database ${database} to mortise_queue`);
    const queue = new Queue(
      QUEUE_NAME,
      { connection: { ...connectionOf(config), migrate: true } },
      createPostgresBackend,
    );
    await queue.waitUntilReady().finally(() => queue.close());
  } finally {
    await admin.query(`revoke create on database ${database} from mortise_queue`).finally(() => admin.end());
  }
}

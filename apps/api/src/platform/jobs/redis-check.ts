import { RedisConnection } from 'bullmq';
import { logger } from '../http/logger.js';

/** How long Redis may take to answer at start, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Redis cannot hold the queue as it is set up; the message is one line that says what to change. */
export class RedisRefused extends Error {
  constructor(
    readonly code: 'REDIS_UNAVAILABLE' | 'REDIS_KEEPS_NOTHING' | 'REDIS_EVICTS',
    message: string,
  ) {
    super(message);
  }
}

/** What decides whether a Redis may hold the queue. */
export interface RedisFacts {
  /** The lines of `INFO`. */
  readonly info: string;
  /** The setting `save`; undefined where settings may not be read, as with some hosted services. */
  readonly save: string | undefined;
}

/**
 * A message that Redis has taken is marked as passed on, so Redis must neither forget it when it restarts nor drop it
 * when memory is short.
 * @returns why this Redis is refused; undefined when it is not
 */
export function refusalOf({ info, save }: RedisFacts): RedisRefused | undefined {
  if (!appendsOnly(info) && save === '')
    return new RedisRefused(
      'REDIS_KEEPS_NOTHING',
      'Redis keeps nothing on disk, so a restart would lose jobs; set "appendonly yes" in Redis.',
    );
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  if (policy !== undefined && policy !== 'noeviction')
    return new RedisRefused(
      'REDIS_EVICTS',
      `Redis drops jobs when its memory is full (maxmemory-policy ${policy}); set "maxmemory-policy noeviction" in Redis.`,
    );
  return undefined;
}

/** @throws RedisRefused when Redis does not answer or would lose jobs */
export async function checkRedis(url: string): Promise<void> {
  const facts = await readFacts(url);
  const refusal = refusalOf(facts);
  if (refusal) throw refusal;
  if (!appendsOnly(facts.info))
    logger.warn(
      { snapshots: facts.save ?? 'unknown' },
      'Redis does not append to disk: after a crash, what it took since its last snapshot begins anew',
    );
}

function appendsOnly(info: string): boolean {
  return /^aof_enabled:1\r?$/m.test(info);
}

async function readFacts(url: string): Promise<RedisFacts> {
  const options = {
    url,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    retryStrategy: () => null,
    // The driver waits this long also for a connection that is closed already.
    disconnectTimeout: 100,
  };
  const connection = new RedisConnection(options, { blocking: false, skipVersionCheck: true });
  let reason: Error | undefined;
  connection.on('error', (error: Error) => (reason = error));
  try {
    // BullMQ's type leaves out CONFIG, which its driver has.
    const client = (await connection.client) as Awaited<typeof connection.client> & {
      config(verb: 'GET', name: string): Promise<string[]>;
    };
    const info = await client.info();
    const save = await client.config('GET', 'save').then(
      ([, value]) => value,
      () => undefined,
    );
    return { info, save };
  } catch (error) {
    throw new RedisRefused('REDIS_UNAVAILABLE', `Redis does not answer: ${(reason ?? (error as Error)).message}`);
  } finally {
    await connection.close(reason !== undefined).catch(() => undefined);
  }
}

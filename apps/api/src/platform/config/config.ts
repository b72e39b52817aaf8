import { isIP } from 'node:net';
import { availableParallelism, homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * Everything that can be set from outside, in one schema. A variable that is not here is not read.
 * Each key is the environment variable's own name, so that an error names what the operator has to change.
 */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** PostgreSQL ≥ 15, as a role that may create roles and schemas; Mortise derives its own restricted roles from it. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /**
   * A pooler in transaction mode before the same database; requests and imports go through it. Without a path it has the
   * database of DATABASE_URL. Sessions of their own (upgrades of the schema, the queue) stay with DATABASE_URL.
   */
  DATABASE_POOLER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** At least 32 characters; signs sessions and links, and derives the passwords of the database roles. */
  MORTISE_SECRET: z.string().min(32, 'must have at least 32 characters'),
  /** Folder for files and mail that stay on this machine. */
  MORTISE_HOME: z.string().default('.mortise'),
  /** Address under which browsers reach Mortise; links in mail start with it. */
  MORTISE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** 1: demo tenant, mail page and example data are available. */
  MORTISE_DEMO: z.stringbool().default(false),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Milliseconds between "not ready" and the end, for load balancers to notice. */
  MORTISE_DRAIN_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Connections of the request pool; 2 per core suits PostgreSQL on the same machine. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(8),
  /** Connections that each GraphQL endpoint's reads have to themselves. */
  DATABASE_READ_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(4 * availableParallelism()),
  /** Redis for the queue; without it the queue lives in PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** smtp:// or smtps:// of the mail server; without it mail is written to MORTISE_HOME/mail. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Mortise <no-reply@mortise.local>'),
  /**
   * Networks that webhooks may be sent to although they are not public, as address/prefix separated by commas: receivers in
   * the supplier's own network. Outside production plain http is good enough for them.
   */
  MORTISE_WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((network) => network.trim())
        .filter((network) => network !== ''),
    )
    .refine((networks) => networks.every(isNetwork), 'must be networks as address/prefix, separated by commas'),
});

/** The settings of one Mortise process, checked and typed. */
export interface Config {
  readonly production: boolean;
  readonly demo: boolean;
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly drainMs: number;
  readonly logLevel: string;
  readonly secret: string;
  readonly database: {
    readonly adminUrl: string;
    /** The same database, by way of the pooler if there is one. */
    readonly pooledUrl: string;
    readonly poolSize: number;
    readonly readPoolSize: number;
  };
  readonly redisUrl: string | undefined;
  readonly mail: { readonly smtpUrl: string | undefined; readonly from: string };
  /** Networks that webhooks may be sent to although they are not public. */
  readonly webhookNetworks: readonly string[];
}

/** Injection token of the {@link Config}. */
export const CONFIG = Symbol('Config');

/** Raised when the environment does not describe a startable process; the message has one line per variable. */
export class ConfigInvalid extends Error {
  readonly code = 'CONFIG_INVALID';
}

/**
 * Reads the configuration from environment variables.
 * @throws ConfigInvalid naming every variable that is missing or malformed.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    throw new ConfigInvalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const e = parsed.data;
  return {
    production: e.NODE_ENV === 'production',
    // The demo shows every mail to everybody: never where people rely on it.
    demo: e.MORTISE_DEMO && e.NODE_ENV !== 'production',
    home: resolve(e.MORTISE_HOME.replace(/^~(?=\/|$)/, homedir())),
    host: e.HOST,
    port: e.PORT,
    publicUrl: (e.MORTISE_PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    drainMs: e.MORTISE_DRAIN_MS,
    logLevel: e.LOG_LEVEL,
    secret: e.MORTISE_SECRET,
    database: {
      adminUrl: e.DATABASE_URL,
      pooledUrl: pooledUrl(e.DATABASE_URL, e.DATABASE_POOLER_URL),
      poolSize: e.DATABASE_POOL_SIZE,
      readPoolSize: e.DATABASE_READ_POOL_SIZE,
    },
    redisUrl: e.REDIS_URL,
    mail: { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM },
    webhookNetworks: e.MORTISE_WEBHOOK_NETWORKS,
  };
}

function isNetwork(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

function pooledUrl(databaseUrl: string, poolerUrl: string | undefined): string {
  if (poolerUrl === undefined) return databaseUrl;
  const url = new URL(poolerUrl);
  if (url.pathname.length <= 1) url.pathname = new URL(databaseUrl).pathname;
  return url.toString();
}

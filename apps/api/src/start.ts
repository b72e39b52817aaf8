import type { Parts } from './app.js';
import { createApp } from './app.js';
import { ConfigInvalid, readConfig } from './platform/config/config.js';
import { migrate, SchemaNewer } from './platform/database/migrate.js';
import { HealthController } from './platform/http/health.controller.js';
import { logger } from './platform/http/logger.js';
import { migrateQueue } from './platform/jobs/queue.js';

/** How long a load balancer gets to notice that this process no longer wants requests. */
const DRAIN_MS = Number(process.env['MORTISE_DRAIN_MS'] ?? 0);

/** Starts this process and keeps it until a signal ends it; one clear line and exit code 1 when it cannot start. */
export async function start(parts: Parts): Promise<void> {
  try {
    const config = readConfig(process.env);
    const migrations = await migrate(config.database.adminUrl, config.secret);
    await migrateQueue(config);
    if (migrations.length > 0) logger.info({ migrations }, 'schema upgraded');
    const app = await createApp(config, parts);
    const summary: string[] = [];
    if (parts.requests) await app.listen(config.port, config.host);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        app.get(HealthController).drain();
        setTimeout(() => void app.close().then(() => process.exit(0)), DRAIN_MS);
      });
    }
    process.send?.({ type: 'ready', summary });
    logger.info({ port: config.port, ...parts }, 'ready');
  } catch (error) {
    if (error instanceof ConfigInvalid || error instanceof SchemaNewer) process.stderr.write(`${error.code} ${error.message}\n`);
    else if ((error as { code?: string }).code === 'EADDRINUSE') process.stderr.write(`PORT_TAKEN ${(error as Error).message}\n`);
    else logger.fatal({ err: error }, 'cannot start');
    process.exit(1);
  }
}

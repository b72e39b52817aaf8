import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Parts } from './app.js';
import { createApp } from './app.js';
import { ensureDemoTenant } from './features/demo/demo-tenant.js';
import { ConfigInvalid, readConfig } from './platform/config/config.js';
import { migrate, SchemaNewer } from './platform/database/migrate.js';
import { HealthController } from './platform/http/health.controller.js';
import { logger } from './platform/http/logger.js';
import { prepareQueue } from './platform/jobs/queue.js';
import { RedisRefused } from './platform/jobs/redis-check.js';

/** Starts this process and keeps it until a signal ends it; one clear line and exit code 1 when it cannot start. */
export async function start(parts: Parts): Promise<void> {
  try {
    const config = readConfig(process.env);
    const migrations = await migrate(config.database.adminUrl, config.secret);
    await prepareQueue(config);
    if (migrations.length > 0) logger.info({ migrations }, 'schema upgraded');
    const app = await createApp(config, parts);
    if (parts.requests) await app.listen(config.port, config.host);
    const summary = config.demo && parts.requests ? await ensureDemoTenant(app) : [];
    endOnSignal(app, config.drainMs);
    process.send?.({ type: 'ready', summary });
    logger.info({ port: config.port, ...parts }, 'ready');
  } catch (error) {
    if (error instanceof ConfigInvalid || error instanceof SchemaNewer || error instanceof RedisRefused)
      process.stderr.write(`${error.code} ${error.message}\n`);
    else if ((error as { code?: string }).code === 'EADDRINUSE')
      process.stderr.write(`PORT_TAKEN ${(error as Error).message}\n`);
    else logger.fatal({ err: error }, 'cannot start');
    process.exit(1);
  }
}

/** Says "not ready" first, then ends what runs and takes nothing new. Also when the launcher that started us is gone. */
function endOnSignal(app: NestFastifyApplication, drainMs: number): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    app.get(HealthController).drain();
    setTimeout(() => {
      app.close().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'did not end clean');
          process.exit(1);
        },
      );
    }, drainMs);
  };
  process.once('SIGTERM', end).once('SIGINT', end).once('disconnect', end);
}

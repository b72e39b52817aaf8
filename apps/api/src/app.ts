import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { PORTAL_READS, STAFF_READS } from './features/features.js';
import { Authenticator } from './platform/auth/authenticator.js';
import type { Config } from './platform/config/config.js';
import { CLOCK } from './platform/context/clock.js';
import type { Clock } from './platform/context/request-context.js';
import { readDatabase } from './platform/database/database.module.js';
import { ReadEndpoint } from './platform/graphql/read-engine/read-endpoint.js';
import { registerConnectionDrain } from './platform/http/connection-drain.js';
import { logger, NestLogger } from './platform/http/logger.js';
import { registerMetrics } from './platform/http/metrics.controller.js';
import { registerRequestContext, requestId } from './platform/http/request-context.hook.js';
import { registerStaticFiles } from './platform/http/static-files.js';
import { JobWorker } from './platform/jobs/job.worker.js';
import { OutboxRelay } from './platform/jobs/outbox.relay.js';
import { SideQueues } from './platform/jobs/side-queues.js';

/** Which parts of Mortise a process runs. */
export interface Parts {
  readonly requests: boolean;
  readonly jobs: boolean;
}

/** A Mortise process, ready to listen. */
export async function createApp(config: Config, parts: Parts, clock?: Clock): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    genReqId: (raw: IncomingMessage) => requestId(raw.headers['x-request-id']),
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  const reads = {
    staff: new ReadEndpoint('/graphql', 'STAFF', STAFF_READS, readDatabase(config)),
    portal: new ReadEndpoint('/portal/graphql', 'BUYER', PORTAL_READS, readDatabase(config)),
  };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, reads, clock), adapter, {
    logger: new NestLogger(),
    abortOnError: false,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  registerConnectionDrain(fastify);
  await fastify.register(fastifyCookie);
  registerMetrics(fastify);
  registerRequestContext(
    fastify,
    app.get(Authenticator),
    app.get(DataSource),
    app.get<Clock>(CLOCK),
    Object.values(reads),
  );
  await registerStaticFiles(fastify);
  await app.init();
  // Both kinds of process commit messages; each relays its own at once, and the schedule what others left behind.
  app.get(OutboxRelay).start();
  if (parts.jobs) await Promise.all([app.get(JobWorker).start(), app.get(SideQueues).start()]);
  return app;
}

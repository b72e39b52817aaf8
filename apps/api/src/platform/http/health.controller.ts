import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Allow } from '../auth/allow.decorator.js';
import { JOB_QUEUE, type JobQueue } from '../jobs/queue.js';

/** For load balancers and orchestrators: `live` says the process runs, `ready` that it can serve. */
@Controller('health')
export class HealthController {
  private draining = false;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  /** From now on `ready` fails, so that no new requests are sent here while the running ones end. */
  drain(): void {
    this.draining = true;
  }

  @Get('live')
  @Allow('public')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Allow('public')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const [database, queue] = await Promise.all([
      check(() => this.source.query('select 1')),
      check(() => this.queue.queue.getJobCounts('waiting')),
    ]);
    // Without the queue submissions are still accepted (the outbox keeps them), so it is told but does not fail readiness.
    const ready = database === 'ok' && !this.draining;
    await reply
      .status(ready ? 200 : 503)
      .send({ status: ready ? 'ok' : 'unavailable', draining: this.draining, database, queue });
  }
}

const CHECK_TIMEOUT_MS = 2_000;

async function check(probe: () => Promise<unknown>): Promise<'ok' | 'unavailable'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'unavailable'>((resolve) => {
    timer = setTimeout(() => resolve('unavailable'), CHECK_TIMEOUT_MS);
  });
  const probed = probe().then(
    () => 'ok' as const,
    () => 'unavailable' as const,
  );
  return Promise.race([probed, late]).finally(() => clearTimeout(timer));
}

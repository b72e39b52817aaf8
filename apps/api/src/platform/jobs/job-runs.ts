import { Inject, Injectable } from '@nestjs/common';
import { ContextFactory } from '../context/context.factory.js';
import type { RequestContext } from '../context/request-context.js';
import { TENANT, tenantSql } from '../database/tenant-sql.js';
import { toPublicError } from '../errors/public-error.js';
import { Outbox } from './outbox.js';
import { PermanentFailure } from './permanent-failure.js';
import type { JobStatus, Message } from './topics.js';

/**
 * Keeps what people see of tracked jobs. Each note is a transaction of its own: progress shows while the job's own
 * transaction is still open, and a failure stays visible after it was undone. Untracked jobs have no row until they fail
 * for good.
 */
@Injectable()
export class JobRuns {
  constructor(
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  started(message: Message): Promise<void> {
    return this.note(message, 'RUNNING', 0, (ctx) =>
      ctx.unit.execute(tenantSql`
        update job_run set status = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, ${ctx.now()}), error = null, error_code = null
        where tenant_id = ${TENANT} and id = ${message.id} and status <> 'SUCCEEDED'`),
    );
  }

  progress(message: Message, percent: number, detail: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const whole = Math.max(0, Math.min(100, Math.floor(percent)));
    return this.note(message, 'RUNNING', whole, (ctx) =>
      ctx.unit.execute(tenantSql`
        update job_run set percent = ${whole}, detail = detail || ${JSON.stringify(detail)}::jsonb
        where tenant_id = ${TENANT} and id = ${message.id} and status = 'RUNNING'`),
    );
  }

  finished(message: Message): Promise<void> {
    return this.note(message, 'SUCCEEDED', 100, (ctx) =>
      ctx.unit.execute(tenantSql`
        update job_run set status = 'SUCCEEDED', percent = 100, finished_at = coalesce(finished_at, ${ctx.now()})
        where tenant_id = ${TENANT} and id = ${message.id} and status <> 'SUCCEEDED'`),
    );
  }

  /** Given up after the last attempt: also an untracked job gets a row now, so that staff see what did not happen. */
  failed(message: Message, error: Error): Promise<void> {
    const { code, message: text } = toPublicError(error instanceof PermanentFailure ? error.reason : error);
    return this.note(message, 'FAILED', 0, (ctx) =>
      ctx.unit.execute(tenantSql`
        insert into job_run (tenant_id, id, name, status, error_code, error, attempts, created_at, finished_at)
        values (${TENANT}, ${message.id}, ${message.topic}, 'FAILED', ${code}, ${text}, 1, ${ctx.now()}, ${ctx.now()})
        on conflict (tenant_id, id) do update set status = 'FAILED', error_code = excluded.error_code, error = excluded.error,
          finished_at = excluded.finished_at`),
    );
  }

  private async note(
    message: Message,
    status: JobStatus,
    percent: number,
    change: (ctx: RequestContext) => Promise<number>,
  ): Promise<void> {
    await this.contexts.asSystem(message.tenantId, 'jobs', (ctx) =>
      ctx.transaction(async () => {
        if ((await change(ctx)) === 0) return;
        await this.outbox.publish(ctx, 'job.progress', { jobId: message.id, name: message.topic, status, percent });
      }),
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { JobStatus, Topic } from '../../platform/jobs/topics.js';
import { JobForgotten, JobNotFailed } from './job.errors.js';

/** Has jobs run again that were given up. */
@Injectable()
export class JobService {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /**
   * Inside a transaction: gives the job's message to the relay once more, under the same id, so that steps which were
   * done stay done and the effect happens once.
   * @throws NotFound @throws JobNotFailed @throws JobForgotten
   */
  async retry(ctx: RequestContext, id: string): Promise<{ readonly id: string }> {
    const job = isRowId(id)
      ? await ctx.unit.first<{ id: string; name: Topic; status: JobStatus }>(tenantSql`
          select id, name, status from job_run where tenant_id = ${TENANT} and id = ${id}::uuid for update`)
      : undefined;
    if (!job) throw new NotFound('Job');
    if (job.status !== 'FAILED') throw new JobNotFailed();
    const given = await ctx.unit.execute(tenantSql`
      update outbox set relayed_at = null, queued_at = null where tenant_id = ${TENANT} and id = ${job.id}::uuid`);
    if (given === 0 || !this.handlers.has(job.name)) throw new JobForgotten();
    await ctx.unit.execute(tenantSql`
      update job_run set status = 'QUEUED', retries = retries + 1, percent = 0, error = null, error_code = null, finished_at = null
      where tenant_id = ${TENANT} and id = ${job.id}::uuid`);
    await this.audit.record(ctx, { action: 'retried', entity: 'job', entityId: job.id, detail: { name: job.name } });
    const { id: jobId, name } = job;
    await this.outbox.publish(ctx, 'job.progress', { jobId, name, status: 'QUEUED', percent: 0 });
    return { id: job.id };
  }
}

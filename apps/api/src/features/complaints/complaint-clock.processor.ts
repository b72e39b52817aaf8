import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { PolicyService } from '../policies/policy.service.js';
import { CLOCK_ACTOR, ComplaintClockKeeper } from './complaint-clock.keeper.js';

const BATCH = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Looks at clocks when a complaint comes in, and each quarter of an hour at those of which a deadline has passed. */
@Injectable()
export class ComplaintClockProcessor implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(ComplaintClockKeeper) private readonly keeper: ComplaintClockKeeper,
  ) {}

  onModuleInit(): void {
    this.handlers.handleInSteps(
      'complaints.clocks',
      CLOCK_ACTOR,
      async ({ tenantId, payload: { complaintIds } }, steps) => {
        for await (const batch of complaintIds ? [complaintIds] : this.batches(tenantId)) {
          await steps.step(batch.at(-1) ?? '', (ctx) => this.keeper.keep(ctx, batch));
        }
      },
    );
  }

  private async *batches(tenantId: string): AsyncGenerator<readonly string[]> {
    for (let after: string = FIRST; ;) {
      const batch = await this.contexts.asSystem(tenantId, CLOCK_ACTOR, (ctx) => this.next(ctx, after));
      const last = batch.at(-1);
      if (last === undefined) return;
      yield batch;
      after = last;
    }
  }

  /** Those of which a deadline may have passed, and those that were not looked at since the working days have changed. */
  private async next(ctx: RequestContext, after: string): Promise<readonly string[]> {
    const { version } = await this.policies.current(ctx);
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select d.id from (
        select c.id from complaint c where c.tenant_id = ${TENANT} and c.next_due_at < ${ctx.now()} and c.id > ${after}
        union
        select c.id from complaint c where c.tenant_id = ${TENANT} and (c.status <> 'CLOSED' or c.timed_version < 0) and c.timed_version < ${version}
          and c.id > ${after}) d
      order by d.id limit ${BATCH}`);
    return rows.map(({ id }) => id);
  }
}

import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { OrderFit } from './lifetime-model.service.js';

/** After this a run that has not been heard of is taken to be dead. */
const SILENT_MINUTES = 15;

/** What the last run left behind. */
export interface ValueRun {
  readonly asOf: IsoDate | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly computedAt: Date | null;
  readonly policyVersion: number | null;
  readonly orderFit: OrderFit | null;
}

/** Lets one run at a time work out a tenant's values; who comes meanwhile is owed a run afterwards. */
@Injectable()
export class ValueRunStore {
  constructor(@Inject(Outbox) private readonly outbox: Outbox) {}

  /**
   * Inside a transaction. A job that takes its own run up again, because the worker before died, owes others what it owed
   * them before: part of the values it will not write again, and facts may have come since.
   * @returns whether it is this job's turn; otherwise another run follows the one under way
   */
  async claim(ctx: RequestContext, jobId: string): Promise<boolean> {
    await ctx.unit.execute(tenantSql`insert into value_run (tenant_id) values (${TENANT}) on conflict do nothing`);
    const row = await ctx.unit.first<{ free: boolean }>(tenantSql`
      select running is null or running = ${jobId}::uuid or running_since < ${ctx.now()}::timestamptz - make_interval(mins => ${SILENT_MINUTES}) as free
      from value_run where tenant_id = ${TENANT} for update`);
    const free = row?.free === true;
    await ctx.unit.execute(
      free
        ? tenantSql`update value_run set running = ${jobId}, running_since = ${ctx.now()},
            again = again and running is not distinct from ${jobId}::uuid where tenant_id = ${TENANT}`
        : tenantSql`update value_run set again = true where tenant_id = ${TENANT}`,
    );
    return free;
  }

  async alive(ctx: RequestContext, jobId: string): Promise<void> {
    await ctx.unit.execute(
      tenantSql`update value_run set running_since = ${ctx.now()} where tenant_id = ${TENANT} and running = ${jobId}`,
    );
  }

  /** Inside a transaction: the run is over; whoever came meanwhile gets theirs. */
  async finish(
    ctx: RequestContext,
    jobId: string,
    done: {
      readonly asOf: IsoDate;
      readonly from: IsoDate;
      readonly to: IsoDate;
      readonly policyVersion: number;
      readonly accounts: number;
      readonly orderFit: OrderFit;
    },
  ): Promise<void> {
    const row = await ctx.unit.first<{ again: boolean }>(tenantSql`
      update value_run set running = null, running_since = null, computed_at = ${ctx.now()}, as_of = ${done.asOf}, from_month = ${done.from},
        to_month = ${done.to}, policy_version = ${done.policyVersion}, accounts = ${done.accounts}, fit_key = ${done.orderFit.key},
        order_fit = ${JSON.stringify(done.orderFit)}
      where tenant_id = ${TENANT} and running = ${jobId} returning again`);
    if (row?.again) await this.outbox.publish(ctx, 'value.compute', {});
  }

  async last(ctx: RequestContext): Promise<ValueRun | null> {
    const row = await ctx.unit.first<{
      as_of: string | null;
      from_month: string | null;
      to_month: string | null;
      computed_at: Date | null;
      policy_version: number | null;
      order_fit: OrderFit | null;
    }>(tenantSql`
      select as_of, from_month, to_month, computed_at, policy_version, order_fit from value_run where tenant_id = ${TENANT}`);
    return row
      ? {
          asOf: row.as_of,
          from: row.from_month,
          to: row.to_month,
          computedAt: row.computed_at,
          policyVersion: row.policy_version,
          orderFit: row.order_fit,
        }
      : null;
  }
}

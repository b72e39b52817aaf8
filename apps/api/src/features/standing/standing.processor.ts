import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { AlertCommands } from '../alerts/alert-commands.service.js';
import { StageCommands } from '../stages/stage-commands.js';
import { StandingKeeper } from './standing-keeper.service.js';

/** Keeps how an account stands right after what people did; the evaluation does so at night and after imports. */
@Injectable()
export class StandingProcessor implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(StageCommands) private readonly stages: StageCommands,
    @Inject(AlertCommands) private readonly alerts: AlertCommands,
    @Inject(StandingKeeper) private readonly keeper: StandingKeeper,
  ) {}

  onModuleInit(): void {
    this.handlers.handle('standing.keep', (ctx, { accountIds }) => this.keep(ctx, accountIds));
    this.stages.onChange(async (ctx, accountId, events) => {
      if (events.some(({ type }) => type === 'STAGE_OPENED' || type === 'STAGE_CHANGED'))
        await this.outbox.publish(ctx, 'standing.keep', { accountIds: [accountId] });
    });
    this.alerts.onChange(async (ctx, changes) => {
      // Who judges many accounts keeps how they stand when that is done.
      if (ctx.principal.kind !== 'STAFF' || changes.length === 0) return;
      await this.outbox.publish(ctx, 'standing.keep', { accountIds: changes.map(({ alert }) => alert.accountId) });
    });
  }

  /** Locks the accounts first: else a run that has read older facts could have the last word. */
  private async keep(ctx: RequestContext, accountIds: readonly string[]): Promise<void> {
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select id from account where tenant_id = ${TENANT} and id = any(${accountIds}::uuid[]) and archived_at is null order by id for no key update`);
    await this.keeper.keep(
      ctx,
      rows.map(({ id }) => id),
    );
  }
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { JobHandlers, type JobSteps } from '../../platform/jobs/job-handlers.js';
import { NextProductRun } from '../next-products/next-product-run.service.js';
import { AccountValueRows } from './account-value-rows.service.js';
import { AccountValueWriter } from './account-value.writer.js';
import { ValueMoveProposer } from './value-move-proposer.js';
import { firstDayOf } from './value-period.js';
import { ValueRunStore } from './value-run.store.js';
import { ValueSources } from './value-sources.service.js';

/** Who histories say proposed. */
const ACTOR = 'value';
/** Accounts that are written at once. */
const BATCH = 200;

/**
 * Works out what a tenant's accounts are worth: at night, after imports, on demand. All accounts are placed among all, so
 * a run always is about all of them; it keeps a compact row of each in memory and writes batch by batch.
 */
@Injectable()
export class ValueProcessor implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(ValueSources) private readonly sources: ValueSources,
    @Inject(ValueRunStore) private readonly runs: ValueRunStore,
    @Inject(AccountValueRows) private readonly rows: AccountValueRows,
    @Inject(AccountValueWriter) private readonly values: AccountValueWriter,
    @Inject(ValueMoveProposer) private readonly proposer: ValueMoveProposer,
    @Inject(NextProductRun) private readonly nextProducts: NextProductRun,
  ) {}

  onModuleInit(): void {
    this.handlers.handleInSteps('value.compute', ACTOR, async ({ tenantId, id }, steps) => {
      if (await this.write(tenantId, (ctx) => this.runs.claim(ctx, id))) return this.run(tenantId, id, steps);
      return steps.progress(100, { followsAnother: true });
    });
  }

  private async run(tenantId: string, jobId: string, { step, progress }: JobSteps): Promise<void> {
    const run = await this.read(tenantId, (ctx) => this.sources.collect(ctx));
    const { basis, period, figures, models } = run;
    const done = { accounts: figures.length, asOf: basis.asOf, movesProposed: 0 };
    for (let from = 0; from < figures.length; from += BATCH) {
      const batch = figures.slice(from, from + BATCH);
      const rows = await this.read(tenantId, (ctx) => this.rows.of(ctx, batch, run));
      await step(`${basis.asOf}/${batch.at(-1)?.standing.accountId}`, async (ctx) => {
        await this.values.write(ctx, rows);
        const scope = { currency: basis.currency, month: period.to, repriced: run.repriced };
        done.movesProposed += await this.proposer.propose(ctx, batch, scope);
        await this.runs.alive(ctx, jobId);
      });
      await progress((70 * (from + batch.length)) / figures.length, done);
    }
    await step(`${basis.asOf}/swept`, (ctx) => this.values.sweep(ctx));
    const products = await this.nextProducts.run(tenantId, basis.asOf, { step });
    await this.write(tenantId, (ctx) =>
      this.runs.finish(ctx, jobId, {
        asOf: basis.asOf,
        from: firstDayOf(period.from),
        to: firstDayOf(period.to),
        policyVersion: basis.policy.version,
        accounts: figures.length,
        orderFit: models.orders,
      }),
    );
    await progress(100, { ...done, ...products });
  }

  private read<T>(tenantId: string, work: (ctx: RequestContext) => Promise<T>): Promise<T> {
    return this.contexts.asSystem(tenantId, ACTOR, work);
  }

  private write<T>(tenantId: string, work: (ctx: RequestContext) => Promise<T>): Promise<T> {
    return this.contexts.asSystem(tenantId, ACTOR, (ctx) => ctx.transaction(() => work(ctx)));
  }
}

import { epochDay, type IsoDate } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { JobHandlers, type JobSteps } from '../../platform/jobs/job-handlers.js';
import { AlertDetectionService } from '../alerts/alert-detection.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { DataDay } from './data-day.service.js';
import { type EvaluationBasis, EvaluationService } from './evaluation.service.js';
import { EVALUATION_BATCH, TouchedAccounts } from './touched-accounts.js';

/** Who histories say proposed and warned. */
const ACTOR = 'evaluation';

/** Batches under way at once: PostgreSQL reads for one while Node judges the other. */
const LANES = 2;

/** How often a job tells how far it is. */
const REPORT_MILLISECONDS = 500;

/** Evaluates accounts after imports, at night and on demand: batch by batch, each in a transaction of its own. */
@Injectable()
export class EvaluationProcessor implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(TouchedAccounts) private readonly touched: TouchedAccounts,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(DataDay) private readonly dataDay: DataDay,
    @Inject(EvaluationService) private readonly evaluation: EvaluationService,
    @Inject(AlertDetectionService) private readonly detection: AlertDetectionService,
  ) {}

  onModuleInit(): void {
    this.handlers.handleInSteps('accounts.evaluate', ACTOR, ({ tenantId, payload: { accountIds, asOf } }, steps) =>
      this.run(tenantId, accountIds, asOf ?? null, steps),
    );
    this.handlers.handleInSteps('import.finished', ACTOR, async ({ tenantId, payload: { importId } }, steps) => {
      const accountIds = await this.read(tenantId, (ctx) => this.touched.ofImport(ctx, importId));
      if (accountIds.length > 0) await this.run(tenantId, accountIds, null, steps);
    });
  }

  private async run(
    tenantId: string,
    accountIds: string[] | null,
    askedAsOf: IsoDate | null,
    { step, progress }: JobSteps,
  ): Promise<void> {
    const basis = await this.basis(tenantId, askedAsOf);
    const total = await this.read(tenantId, (ctx) => this.touched.count(ctx, accountIds));
    const done = { accounts: 0, proposed: 0, alertsOpened: 0, alertsClosed: 0 };
    let [seen, reportedAt] = [0, Date.now()];
    const report = (): Promise<void> =>
      progress(total === 0 ? 100 : (100 * seen) / total, { ...done, total, asOf: basis.asOf });
    if (basis.alerts) {
      await step(`${basis.asOf}/archived`, async (ctx) => {
        done.alertsClosed += await this.detection.closeArchived(ctx, basis.policy, accountIds);
      });
    }
    const batches = this.batches(tenantId, accountIds);
    const lane = async (): Promise<void> => {
      for await (const batch of batches) {
        await step(`${basis.asOf}/${batch.at(-1)}`, async (ctx) => {
          const result = await this.evaluation.evaluate(ctx, batch, basis);
          for (const [key, count] of Object.entries(result)) done[key as keyof typeof done] += count;
        });
        seen += batch.length;
        if (Date.now() - reportedAt > REPORT_MILLISECONDS) {
          reportedAt = Date.now();
          await report();
        }
      }
    };
    // A lane that fails ends the batches for all; the job has ended only when the others have ended theirs.
    const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
    return report();
  }

  private async *batches(tenantId: string, accountIds: readonly string[] | null): AsyncGenerator<string[]> {
    if (accountIds !== null) {
      const sorted = [...new Set(accountIds)].sort();
      for (let from = 0; from < sorted.length; from += EVALUATION_BATCH) {
        const named = sorted.slice(from, from + EVALUATION_BATCH);
        const batch = await this.read(tenantId, (ctx) => this.touched.inUse(ctx, named));
        if (batch.length > 0) yield batch;
      }
      return;
    }
    for (let after: string | undefined; ;) {
      const batch = await this.read(tenantId, (ctx) => this.touched.next(ctx, after ?? null));
      after = batch.at(-1);
      if (after === undefined) return;
      yield batch;
    }
  }

  private basis(tenantId: string, askedAsOf: IsoDate | null): Promise<EvaluationBasis> {
    return this.contexts.asSystem(tenantId, ACTOR, (ctx) =>
      ctx.transaction(async () => {
        const policy = await this.policies.current(ctx);
        const dataDay = await this.dataDay.of(ctx, policy);
        const asOf = askedAsOf ?? dataDay;
        const latest = epochDay(asOf) >= epochDay(dataDay);
        const standingOn = askedAsOf ?? todayOf(ctx);
        return { policy, asOf, standingOn, alerts: await this.detection.advance(ctx, policy, asOf, latest) };
      }),
    );
  }

  private read<T>(tenantId: string, work: (ctx: RequestContext) => Promise<T>): Promise<T> {
    return this.contexts.asSystem(tenantId, ACTOR, work);
  }
}

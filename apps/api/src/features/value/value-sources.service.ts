import { addMonths, addMonthsToDate, type Month } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type AccountFigures, accountFigures, type JudgedYear } from './account-figures.js';
import { AccountStandingService } from './account-standing.service.js';
import { contributionOf } from './contribution.js';
import { LifetimeModelService, type LifetimeModels } from './lifetime-model.service.js';
import { OpenTriggers } from './open-triggers.js';
import { ProfitSumsService } from './profit-sums.service.js';
import { type ValueBasis, ValueBasisService } from './value-basis.service.js';
import { ValueMoveStore } from './value-move.store.js';
import { lastDayOf, VALUE_MONTHS, type ValuePeriod, yearUntil } from './value-period.js';
import { ValueRunStore } from './value-run.store.js';

/** What a run goes by; the same for all of its batches. */
export interface RunSources {
  readonly basis: ValueBasis;
  readonly period: ValuePeriod;
  readonly figures: readonly AccountFigures[];
  readonly models: LifetimeModels;
  /** Whose terms were mended long enough ago to show an effect. */
  readonly repriced: ReadonlySet<string>;
}

/** Reads all that values of a tenant are worked out from, in one snapshot. */
@Injectable()
export class ValueSources {
  constructor(
    @Inject(ValueBasisService) private readonly bases: ValueBasisService,
    @Inject(ProfitSumsService) private readonly sums: ProfitSumsService,
    @Inject(AccountStandingService) private readonly standings: AccountStandingService,
    @Inject(ValueMoveStore) private readonly moves: ValueMoveStore,
    @Inject(OpenTriggers) private readonly triggers: OpenTriggers,
    @Inject(ValueRunStore) private readonly runs: ValueRunStore,
    @Inject(LifetimeModelService) private readonly lifetimes: LifetimeModelService,
  ) {}

  async collect(ctx: RequestContext): Promise<RunSources> {
    const basis = await this.bases.of(ctx);
    const policy = basis.policy.document;
    const period = yearUntil(basis.last);
    const repriced = await this.moves.repricedBefore(ctx, addMonthsToDate(basis.asOf, -policy.value.repriceMonths));
    const figures = accountFigures({
      standings: await this.standings.all(ctx, period, basis.asOf),
      year: await this.year(ctx, basis, basis.last),
      yearBefore: await this.year(ctx, basis, addMonths(basis.last, -VALUE_MONTHS)),
      policy,
      repriced,
      triggers: await this.triggers.of(ctx, basis.asOf),
    });
    const end = lastDayOf(period.to);
    const known = (await this.runs.last(ctx))?.orderFit ?? null;
    const models = await this.lifetimes.fit(ctx, figures, end < basis.asOf ? end : basis.asOf, known);
    return { basis, period, figures, models, repriced };
  }

  private async year(ctx: RequestContext, basis: ValueBasis, to: Month): Promise<JudgedYear> {
    const period = yearUntil(to);
    const policy = basis.policy.document.value;
    const sums = await this.sums.of(ctx, period, basis.asOf);
    return {
      period,
      contributions: new Map(sums.map((each) => [each.accountId, contributionOf(each, period, policy)])),
    };
  }
}

import { COMMITTEE_MEMBERS, committeeAlarm, type CommitteeReading, type IsoDate } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { CommitteeCalibrationService, type StoredCalibration } from './committee-calibration.service.js';
import { orderSeries } from './order-series.js';
import { SharedOrderSeries } from './shared-order-series.js';
import { type SignalReading, type SignalSource, SignalSources } from './signal-source.js';

/** The committee of three on orders: a sudden stop, a sharp drop, a slow fade, within the tenant's alarm budget. */
@Injectable()
export class OrderCommitteeSource implements SignalSource, OnModuleInit {
  readonly kinds = COMMITTEE_MEMBERS;

  constructor(
    @Inject(SignalSources) private readonly sources: SignalSources,
    @Inject(CommitteeCalibrationService) private readonly calibrations: CommitteeCalibrationService,
    @Inject(SharedOrderSeries) private readonly shared: SharedOrderSeries,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async read(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    policy: PolicyVersion,
  ): Promise<ReadonlyMap<string, readonly SignalReading[]>> {
    const settings = (await this.calibrations.stored(ctx)) ?? (await this.calibrations.current(ctx, policy, asOf));
    const readings = new Map<string, readonly SignalReading[]>();
    const series = this.shared.of(ctx, accountIds, asOf) ?? (await orderSeries(ctx, accountIds, asOf));
    for (const accountId of accountIds) {
      const account = series.get(accountId);
      if (account === undefined) continue;
      const signal = committeeAlarm(account, settings, asOf);
      if (signal === null) continue;
      const speaking = signal.readings.filter(({ alarm }) => alarm);
      readings.set(
        accountId,
        speaking.map((reading) => readingOf(reading, settings, account.history.lastOrder, asOf)),
      );
    }
    return readings;
  }
}

function readingOf(
  { detector, score, threshold, explanation }: CommitteeReading,
  { members, tuning, budget, calibratedOn }: StoredCalibration,
  lastOrder: IsoDate,
  asOf: IsoDate,
): SignalReading {
  const { source, startsPerAccountYear, accountYears } = members[detector];
  const { confirmed, falseAlarms, budgetShare, untuned } = tuning[detector];
  return {
    kind: detector,
    grade: 'ALERT',
    score,
    threshold,
    ratio: score / threshold,
    basis: `last-order:${lastOrder}`,
    explanation: {
      ...explanation,
      asOf,
      calibration: {
        ...{ source, startsPerAccountYear, accountYears, budget, calibratedOn },
        ...{ confirmed, falseAlarms, budgetShare, untuned },
      },
    },
    sources: ['account_order_day', 'detector_calibration', 'signal_calibration'],
  };
}

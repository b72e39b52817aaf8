import { gradeSilentComplaint, type IsoDate, type SilentComplaintFinding } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { workingDayRule } from '../policies/policy-version.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { type SilentComplaintReading, SilentComplaintReadings } from '../receivables/silent-complaint.readings.js';
import { type SignalReading, type SignalSource, SignalSources } from '../signals/signal-source.js';

/** What every reason says of itself: a possibility, never a complaint. */
export const POSSIBLE = 'POSSIBLE_UNSPOKEN_COMPLAINT';

/** Payment that is unusual for its payer: a possible unspoken complaint, watched at one sign, an alert at two in 60 days. */
@Injectable()
export class SilentComplaintSource implements SignalSource, OnModuleInit {
  readonly kinds = ['LATE_PAYMENT'] as const;

  constructor(
    @Inject(SignalSources) private readonly sources: SignalSources,
    @Inject(SilentComplaintReadings) private readonly readings: SilentComplaintReadings,
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
    const isWorkingDay = workingDayRule(policy);
    const { silentComplaint: complaint, receivables } = policy.document;
    const rules = { isWorkingDay, complaint, lateness: receivables.lateness };
    const thresholds = {
      latenessZ: receivables.lateness.unusualAbove,
      toneDeviations: complaint.tone.deviations,
    };
    const found = new Map<string, readonly SignalReading[]>();
    for (const [accountId, reading] of await this.readings.read(ctx, accountIds, asOf, rules)) {
      const { payments, outstanding } = reading;
      const facts = { asOf, payments, tones: [], outstanding: outstanding.reading };
      const finding = gradeSilentComplaint(facts, complaint, isWorkingDay, thresholds);
      if (finding !== null) found.set(accountId, [signalOf(finding, reading)]);
    }
    return found;
  }
}

function signalOf(finding: SilentComplaintFinding, reading: SilentComplaintReading): SignalReading {
  const { grade, signs, score, threshold, ratio, inviteBy } = finding;
  const { asOf, window, outstanding, missing, sources } = reading;
  const { reading: drift } = outstanding;
  return {
    ...{ kind: 'LATE_PAYMENT', grade, score, threshold, ratio },
    basis: basisOf(finding, reading),
    explanation: {
      ...{ asOf, means: POSSIBLE, from: window.from, signs, inviteBy },
      payments: reading.payments.map((payment) => ({
        invoiceId: payment.invoice.id,
        number: payment.invoice.number,
        dueOn: payment.invoice.dueOn,
        settledOn: payment.settledOn,
        daysLate: payment.daysLate,
        habitualDaysLate: payment.habitualDaysLate ?? null,
        z: payment.z ?? null,
        unusual: payment.unusual,
        counts: finding.latePayments.includes(payment),
      })),
      outstanding: outstanding.months.map(({ month, days }) => ({ month: `${month}-01`, days: days ?? null })),
      habitDays: drift?.habitDays ?? null,
      averageDays: drift?.averageDays ?? null,
      limitDays: drift?.limitDays ?? null,
      missing,
    },
    sources,
  };
}

/** The newest late payment, or the month whose outstanding days speak: another one is a new ground. */
function basisOf({ latePayments }: SilentComplaintFinding, { payments, outstanding }: SilentComplaintReading): string {
  const newest = payments.findLast((payment) => latePayments.includes(payment));
  return newest ? `late-payment:${newest.invoice.id}` : `outstanding-days:${outstanding.months.at(-1)?.month}`;
}

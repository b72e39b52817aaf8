import { dateOfInstant, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { countedDay } from '../../platform/errors/input-schemas.js';
import { workingDayRule } from '../policies/policy-version.js';
import { PolicyService } from '../policies/policy.service.js';
import { ReceivableDay } from './receivable-day.js';
import { outstandingView } from './receivable-figures.service.js';
import { type SilentComplaintReading, SilentComplaintReadings } from './silent-complaint.readings.js';
import type { SilentComplaint } from './silent-complaint.types.js';

/** An account and the day it is asked about; empty for the tenant's own day: `2026-01-31 <account id>`. */
type Asked = string;

/** Nothing is known of the days after today. */
export const silentComplaintArguments = (now: Date) =>
  z.object({
    asOf: countedDay.refine((day) => day <= dateOfInstant(now.toISOString()), 'must not be in the future').nullish(),
  });

/** Silent complaints as clients see them. */
@Injectable()
export class SilentComplaintService {
  constructor(
    @Inject(SilentComplaintReadings) private readonly readings: SilentComplaintReadings,
    @Inject(ReceivableDay) private readonly day: ReceivableDay,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Stable, so that sibling fields share the statements: one for each day that is asked about. */
  readonly byAsked = async (
    ctx: RequestContext,
    asked: readonly Asked[],
  ): Promise<ReadonlyMap<Asked, SilentComplaint>> => {
    const found = new Map<Asked, SilentComplaint>();
    const policy = await this.policies.current(ctx);
    const { silentComplaint: complaint, receivables } = policy.document;
    const rules = { complaint, lateness: receivables.lateness, isWorkingDay: workingDayRule(policy) };
    for (const [day, accountIds] of byDay(asked)) {
      const asOf = day === '' ? await this.day.of(ctx) : day;
      const readings = await this.readings.read(ctx, accountIds, asOf, rules);
      for (const [id, reading] of readings) found.set(askedOf(day, id), viewOf(reading));
    }
    return found;
  };
}

export function askedOf(day: IsoDate | '', accountId: string): Asked {
  return `${day} ${accountId}`;
}

function byDay(asked: readonly Asked[]): ReadonlyMap<string, string[]> {
  const days = new Map<string, string[]>();
  for (const each of asked) {
    const [day = '', id = ''] = each.split(' ');
    const ids = days.get(day);
    if (ids) ids.push(id);
    else days.set(day, [id]);
  }
  return days;
}

function viewOf({ asOf, window, alert, payments, history, missing, sources }: SilentComplaintReading): SilentComplaint {
  return {
    asOf,
    from: window.from,
    possible: alert !== null,
    signs: [...(alert?.signs ?? [])],
    payments: payments.map((payment) => ({
      invoiceId: payment.invoice.id,
      number: payment.invoice.number,
      dueOn: payment.invoice.dueOn,
      settledOn: payment.settledOn,
      disputed: payment.invoice.disputed,
      daysLate: payment.daysLate,
      habitualDaysLate: payment.habitualDaysLate ?? null,
      z: payment.z ?? null,
      unusual: payment.unusual,
      counts: alert?.latePayments.includes(payment) ?? false,
    })),
    outstanding: outstandingView(history, asOf),
    inviteBy: alert?.invitation.dueOn ?? null,
    missing: [...missing],
    sources: [...sources],
  };
}

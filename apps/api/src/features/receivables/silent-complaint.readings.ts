import {
  assessSilentComplaint,
  daysLate,
  DEFAULT_LATENESS_POLICY,
  DEFAULT_SILENT_COMPLAINT_POLICY,
  type IsoDate,
  isWeekday,
  type LatenessPolicy,
  type LatenessReading,
  latenessReadings,
  type SilentComplaintAlert,
  silentComplaintWindow,
  type SilentComplaintPolicy,
  type WorkingDayRule,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { ReceivableGap } from './receivable.enums.js';
import { type Outstanding, outstandingOf } from './receivable-figures.service.js';
import { ReceivableHistories, type ReceivableHistory, type SettledInvoiceFact } from './receivable-history.js';

/** What an assessment goes by; the domain's defaults where nothing is given. */
export interface SilentComplaintRules {
  readonly lateness?: LatenessPolicy;
  readonly complaint?: SilentComplaintPolicy;
  readonly isWorkingDay?: WorkingDayRule;
}

/** A settled invoice and how unusual its payment was. */
export interface PaymentEvidence extends LatenessReading {
  readonly invoice: SettledInvoiceFact;
}

/** What payment says about one account on one day. */
export interface SilentComplaintReading {
  readonly accountId: string;
  readonly asOf: IsoDate;
  readonly window: { readonly from: IsoDate; readonly to: IsoDate };
  /** Null where nothing speaks of a complaint. */
  readonly alert: SilentComplaintAlert | null;
  /** Evidence series: the newest settled invoices, in order of settlement. */
  readonly payments: readonly PaymentEvidence[];
  /** Evidence series: days sales outstanding by month. */
  readonly outstanding: Outstanding;
  readonly history: ReceivableHistory;
  /** What could not be looked at. */
  readonly missing: readonly ReceivableGap[];
  /** Tables the evidence comes from. */
  readonly sources: readonly string[];
}

/** Settled invoices that are shown; each is judged by a full habit before it. */
const SHOWN_PAYMENTS = 12;

/** Whether payment speaks of a complaint that nobody voiced. Tone and reply times are not recorded yet. */
@Injectable()
export class SilentComplaintReadings {
  constructor(@Inject(ReceivableHistories) private readonly histories: ReceivableHistories) {}

  /** Readings of the accounts that have any receivables, on facts up to a day; one statement for all of them. */
  async read(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    rules: SilentComplaintRules = {},
  ): Promise<ReadonlyMap<string, SilentComplaintReading>> {
    const { historyLength } = rules.lateness ?? DEFAULT_LATENESS_POLICY;
    const histories = await this.histories.load(ctx, accountIds, asOf, { newest: SHOWN_PAYMENTS + historyLength });
    return new Map([...histories].map(([id, history]) => [id, readingOf(id, history, asOf, rules)]));
  }
}

function readingOf(
  accountId: string,
  history: ReceivableHistory,
  asOf: IsoDate,
  {
    lateness = DEFAULT_LATENESS_POLICY,
    complaint = DEFAULT_SILENT_COMPLAINT_POLICY,
    isWorkingDay = isWeekday,
  }: SilentComplaintRules,
): SilentComplaintReading {
  const payments = evidenceOf(history.settled, lateness).slice(-SHOWN_PAYMENTS);
  const outstanding = outstandingOf(history, asOf);
  const facts = { asOf, payments, tones: [], outstanding: outstanding.reading };
  return {
    accountId,
    asOf,
    window: silentComplaintWindow(asOf, complaint),
    alert: assessSilentComplaint(facts, complaint, isWorkingDay),
    payments,
    outstanding,
    history,
    missing: missingOf(payments, outstanding),
    sources: ['invoice', 'account_receivable_month'],
  };
}

/** Readings beside their invoices: both in the order in which the domain judges them. */
function evidenceOf(settled: readonly SettledInvoiceFact[], policy: LatenessPolicy): readonly PaymentEvidence[] {
  const order = settled.toSorted((a, b) =>
    a.settledOn === b.settledOn ? daysLate(a) - daysLate(b) : a.settledOn < b.settledOn ? -1 : 1,
  );
  return latenessReadings(order, policy).map((reading, place) => {
    return { ...reading, invoice: order[place] as SettledInvoiceFact };
  });
}

function missingOf(payments: readonly PaymentEvidence[], { reading }: Outstanding): readonly ReceivableGap[] {
  const newest = payments.at(-1);
  return [
    ...(newest === undefined ? (['NO_SETTLED_INVOICES'] as const) : []),
    ...(newest !== undefined && newest.z === undefined ? (['PAYMENT_HISTORY_TOO_SHORT'] as const) : []),
    ...(reading === undefined ? (['OUTSTANDING_HISTORY_TOO_SHORT'] as const) : []),
    'TONE_NOT_RECORDED',
    'REPLY_TIMES_NOT_RECORDED',
  ];
}

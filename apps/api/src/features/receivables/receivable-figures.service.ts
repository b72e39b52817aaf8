import {
  addMonths,
  addMonthsToDate,
  creditReading,
  DEFAULT_CREDIT_WARNING_PERCENT,
  type IsoDate,
  lateFigures,
  type OutstandingMonth as MonthOutstanding,
  outstandingDays,
  outstandingMonths,
  outstandingReading,
  type OutstandingReading,
  paymentCredibility,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { CreditLimitService } from './credit-limit.service.js';
import type { DaysSalesOutstanding, PaymentBehaviour } from './payment.types.js';
import { ReceivableDay } from './receivable-day.js';
import { ReceivableHistories, type ReceivableHistory } from './receivable-history.js';
import type { ReceivableGap } from './receivable.enums.js';
import type { CreditStanding } from './receivable.types.js';

/** Months that days sales outstanding are told of, and that make the habit. */
const SHOWN_MONTHS = 24;
/** Months, and invoices, that payment behaviour is read from. */
const BEHAVIOUR_MONTHS = 24;
const BEHAVIOUR_INVOICES = 200;

/** Months after each other, and what they say of the newest. */
export interface Outstanding {
  readonly months: readonly MonthOutstanding[];
  readonly reading: OutstandingReading | undefined;
}

/** What the domain makes of invoices and payments, for the fields that ask for it. */
@Injectable()
export class ReceivableFiguresService {
  constructor(
    @Inject(ReceivableHistories) private readonly histories: ReceivableHistories,
    @Inject(ReceivableDay) private readonly day: ReceivableDay,
    @Inject(CreditLimitService) private readonly limits: CreditLimitService,
  ) {}

  /** Stable, so that sibling fields share the statements. */
  readonly outstandingByAccount = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, DaysSalesOutstanding>> => {
    const asOf = await this.day.of(ctx);
    const histories = await this.histories.load(ctx, accountIds, asOf, { newest: 0 });
    return new Map([...histories].map(([id, history]) => [id, outstandingView(history, asOf)]));
  };

  readonly behaviourByAccount = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, PaymentBehaviour>> => {
    const asOf = await this.day.of(ctx);
    const reach = { newest: BEHAVIOUR_INVOICES, settledMonths: BEHAVIOUR_MONTHS };
    const histories = await this.histories.load(ctx, accountIds, asOf, reach);
    const limits = await this.limits.history(ctx, accountIds);
    return new Map([...histories].map(([id, history]) => [id, behaviourView(history, limits.get(id) ?? [], asOf)]));
  };
}

/** Days sales outstanding of whole months up to a day, and whether they have left their habit. */
export function outstandingOf(history: ReceivableHistory, asOf: IsoDate): Outstanding {
  const months = outstandingMonths(history.months, asOf).slice(-SHOWN_MONTHS);
  const days = outstandingDays(months);
  return { months, reading: months.at(-1)?.days === undefined ? undefined : outstandingReading(days) };
}

export function outstandingView(history: ReceivableHistory, asOf: IsoDate): DaysSalesOutstanding {
  const { months, reading } = outstandingOf(history, asOf);
  const days = months.at(-1)?.days ?? null;
  const missing: ReceivableGap[] = [
    ...(days === null ? (['NO_CREDIT_SALES'] as const) : []),
    ...(reading === undefined ? (['OUTSTANDING_HISTORY_TOO_SHORT'] as const) : []),
  ];
  return {
    asOf,
    days,
    months: months.map(({ month, openMinor, days: outstanding }) => {
      return { month: `${month}-01`, open: moneyValue(openMinor, history.currency), days: outstanding ?? null };
    }),
    habitDays: reading?.habitDays ?? null,
    averageDays: reading?.averageDays ?? null,
    limitDays: reading?.limitDays ?? null,
    aboveLimit: reading?.aboveLimit ?? null,
    missing,
    sources: ['account_receivable_month'],
  };
}

/** @param limits the credit limit in force from a day on, the oldest first */
function behaviourView(
  { settled, months }: ReceivableHistory,
  limits: readonly { readonly from: IsoDate; readonly limitMinor: bigint | null }[],
  asOf: IsoDate,
): PaymentBehaviour {
  const { lateShare, meanDaysLate, ...figures } = lateFigures(settled);
  const ends = outstandingMonths(months, asOf).slice(-BEHAVIOUR_MONTHS);
  const limited = ends.flatMap(({ month, openMinor }) => {
    const end = `${addMonths(month, 1)}-01`;
    const limitMinor = limits.findLast(({ from }) => from < end)?.limitMinor ?? null;
    return limitMinor === null ? [] : [openMinor <= limitMinor];
  });
  const within = { within: limited.filter(Boolean).length, months: limited.length };
  const credibility = paymentCredibility(settled, within);
  return {
    from: addMonthsToDate(asOf, -BEHAVIOUR_MONTHS),
    asOf,
    ...figures,
    lateShare: lateShare ?? null,
    meanDaysLate: meanDaysLate ?? null,
    credibility: credibility ? { ...credibility, creditDiscipline: credibility.creditDiscipline ?? null } : null,
    missing: settled.length === 0 ? ['NO_SETTLED_INVOICES'] : [],
    sources: ['invoice', 'account_receivable_month', 'credit_limit'],
  };
}

/** What an account's balance, as texts of minor units, is against its limit. */
export function creditStanding(balance: {
  readonly openMinor: string;
  readonly creditMinor: string;
  readonly limitMinor: string | null;
  readonly currency: string;
}): CreditStanding {
  const { currency, limitMinor } = balance;
  const { status, exposureMinor, headroomMinor } = creditReading({
    openInvoicesMinor: BigInt(balance.openMinor) - BigInt(balance.creditMinor),
    openOrdersMinor: 0n,
    limitMinor: limitMinor === null ? null : BigInt(limitMinor),
  });
  return {
    status,
    exposure: moneyValue(exposureMinor, currency),
    headroom: headroomMinor === null ? null : moneyValue(headroomMinor, currency),
    warningPercent: DEFAULT_CREDIT_WARNING_PERCENT,
  };
}

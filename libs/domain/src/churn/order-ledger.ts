import { epochDay, type IsoDate } from '../calendar/date.js';
import { finite } from '../errors/invalid-value.error.js';
import { compareText } from '../text/compare-text.js';

/** A line of trade with an account: sold when positive, returned or credited when negative. Any ledger has these. */
export interface TradeEntry {
  readonly account: string;
  readonly on: IsoDate;
  readonly amountMinor: bigint;
}

/** What happened with an account on a day; amounts in minor units as floating-point numbers, for statistics only. */
export interface TradeDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly sold: number;
  /** Returned or credited, ≥ 0. */
  readonly returned: number;
  /** Lines sold. */
  readonly lines: number;
}

/** One account's trade by day, in ascending order, each day once. */
export interface AccountTrade {
  readonly account: string;
  readonly days: readonly TradeDay[];
}

/**
 * A ledger by account and day, accounts in ascending order of their key; the order of the entries does not matter.
 * O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`, or `INVALID_NUMBER` for an amount beyond floating point
 */
export function indexTradeLedger(entries: Iterable<TradeEntry>): readonly AccountTrade[] {
  const accounts = new Map<string, Map<number, { sold: bigint; returned: bigint; lines: number }>>();
  const dayOf = rememberedDays();
  for (const { account, on, amountMinor } of entries) {
    const days = accounts.get(account) ?? new Map<number, { sold: bigint; returned: bigint; lines: number }>();
    accounts.set(account, days);
    const day = dayOf(on);
    const sums = days.get(day) ?? { sold: 0n, returned: 0n, lines: 0 };
    days.set(day, sums);
    if (amountMinor < 0n) sums.returned -= amountMinor;
    else sums.sold += amountMinor;
    if (amountMinor > 0n) sums.lines += 1;
  }
  return [...accounts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([account, days]) => ({
      account,
      days: [...days]
        .map(([day, { sold, returned, lines }]) => {
          return { day, sold: finite(Number(sold)), returned: finite(Number(returned)), lines };
        })
        .sort((a, b) => a.day - b.day),
    }));
}

/** Ledgers repeat few dates often. */
function rememberedDays(): (date: IsoDate) => number {
  const known = new Map<IsoDate, number>();
  return (date) => {
    const day = known.get(date) ?? epochDay(date);
    known.set(date, day);
    return day;
  };
}

import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { churnFeatures, tenantTrade, tradeUntil } from './churn-features.js';
import {
  churnOutcome,
  DEFAULT_LABEL_POLICY,
  type ChurnLabel,
  type ChurnOutcome,
  type LabelPolicy,
} from './churn-label.js';
import type { AccountTrade } from './order-ledger.js';

/** An account as of a cut-off. */
export interface ChurnSlice {
  readonly account: string;
  readonly cutOff: IsoDate;
  readonly features: readonly number[];
}

/** Slices and what became of each. */
export interface LabelledSlices {
  readonly slices: readonly ChurnSlice[];
  readonly outcomes: readonly boolean[];
}

export interface SliceSelection {
  readonly label: ChurnLabel;
  /** Days up to which the accounts are looked at; several slices of one history make the training set larger. */
  readonly cutOffs: readonly IsoDate[];
  /** Last day that the ledger covers; a cut-off whose horizon ends later is refused. */
  readonly knownUntil: IsoDate;
  readonly labels?: LabelPolicy;
  readonly leastOrderDays?: number;
}

/** Order days an account needs before its rhythm says anything. */
export const LEAST_ORDER_DAYS = 4;

/**
 * The accounts of a ledger as of a day, with their features: what is known then and nothing later. Accounts with fewer
 * order days than needed are left out. O(entries).
 */
export function churnSlices(
  ledger: readonly AccountTrade[],
  cutOff: IsoDate,
  horizonDays = DEFAULT_LABEL_POLICY.horizonDays,
  leastOrderDays = LEAST_ORDER_DAYS,
): readonly ChurnSlice[] {
  const day = epochDay(cutOff);
  const trades = ledger.map((trade) => tradeUntil(trade, day));
  const tenant = tenantTrade(trades);
  if (tenant === undefined) return [];
  return trades.flatMap((trade, i) => {
    if (trade.orders.length < leastOrderDays) return [];
    const features = churnFeatures(trade, tenant, day, horizonDays);
    return features === undefined ? [] : [{ account: (ledger[i] as AccountTrade).account, cutOff, features }];
  });
}

/**
 * Slices of all cut-offs with what became of them; a cut-off named twice counts once. O(cut-offs · entries).
 *
 * @throws InvalidValueError `INVALID_DATE` for a cut-off whose horizon is not over by `knownUntil`
 */
export function labelledSlices(
  ledger: readonly AccountTrade[],
  { label, cutOffs, knownUntil, labels = DEFAULT_LABEL_POLICY, leastOrderDays }: SliceSelection,
): LabelledSlices {
  const trades = new Map(ledger.map((trade) => [trade.account, trade]));
  const slices: ChurnSlice[] = [];
  const outcomes: boolean[] = [];
  for (const cutOff of new Set(cutOffs)) {
    const day = epochDay(cutOff);
    if (day + labels.horizonDays > epochDay(knownUntil)) throw new InvalidValueError('INVALID_DATE', cutOff);
    for (const slice of churnSlices(ledger, cutOff, labels.horizonDays, leastOrderDays)) {
      const outcome = churnOutcome(trades.get(slice.account) as AccountTrade, day, labels) as ChurnOutcome;
      slices.push(slice);
      outcomes.push(label === 'LOST' ? outcome.lost : outcome.declined);
    }
  }
  return { slices, outcomes };
}

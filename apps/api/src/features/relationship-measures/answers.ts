import { addMonthsToDate, type IsoDate, type LedgerKind, TRUST_SURVEY_MONTHS } from '@mortise/domain';
import type { Judgement, StoredAmount } from '../ledger/judgements.service.js';
import type { AccountFacts } from './account-facts.service.js';
import type { MeasureReason } from './measure.types.js';

/** Answers that still count, and why there are none. */
export interface Answers<Kind extends LedgerKind> {
  readonly given: readonly Judgement<Kind>[];
  readonly reason: MeasureReason | null;
}

/** What was answered within the months for which an answer counts, of entries that stand the newest first. */
export function recentAnswers<Kind extends LedgerKind>(
  entries: readonly Judgement<Kind>[],
  asOf: IsoDate,
): Answers<Kind> {
  const since = addMonthsToDate(asOf, -TRUST_SURVEY_MONTHS);
  const given = entries.filter(({ on }) => on > since);
  if (given.length > 0) return { given, reason: null };
  return { given, reason: entries.length === 0 ? 'NOT_ASKED' : 'ANSWERS_TOO_OLD' };
}

/** The newest entry of each key, where entries stand the newest first; entries without a key all count. */
export function newestOf<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string | undefined): Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = keyOf(entry);
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The newest that is said of something, with the entry that says it; entries stand the newest first. */
export function newestSaid<Kind extends LedgerKind, Name extends keyof Judgement<Kind>['said']>(
  entries: readonly Judgement<Kind>[],
  name: Name,
):
  | { readonly id: string; readonly on: IsoDate; readonly value: NonNullable<Judgement<Kind>['said'][Name]> }
  | undefined {
  for (const { id, on, said } of entries) {
    const value = said[name];
    if (value !== undefined && value !== null) return { id, on, value };
  }
  return undefined;
}

/** An amount in the supplier's currency; undefined in any other, for there are no rates to turn it by. */
export function ownMinor(amount: StoredAmount, { currency }: AccountFacts): bigint | undefined {
  return amount.currency === currency ? BigInt(amount.amountMinor) : undefined;
}

import { daysBetween, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { tagBreakdown, type TagShare } from '../satisfaction/attributes.js';
import { median } from '../statistics/descriptive.js';
import type { ItemAnswer } from './instrument.js';

/** How a dispute was settled, in the order of the answers 1…4. */
export const DISPUTE_RESOLUTIONS = ['BLAME', 'CASE_BY_CASE', 'COOPERATIVE', 'PREVENTED'] as const;
export type DisputeResolution = (typeof DISPUTE_RESOLUTIONS)[number];

/** A dispute; without `settled` it is still open. */
export interface DisputeRecord {
  readonly openedOn: IsoDate;
  readonly settled?: { readonly on: IsoDate; readonly by: DisputeResolution };
}

export interface DisputeStanding {
  readonly open: number;
  /** Days since the oldest open one began; undefined where none is open. */
  readonly oldestOpenDays: number | undefined;
  readonly settled: number;
  /** Median days to settle; undefined where none was. */
  readonly medianDays: number | undefined;
  readonly resolutions: readonly TagShare<DisputeResolution>[];
  /** The answer on disputes that this bears out: the most frequent way, of equals the worse; undefined of none settled. */
  readonly answer: ItemAnswer | undefined;
}

/**
 * How disputes are settled and how long it takes. Disputes opened after `asOf` are left out, and those settled later are
 * open. The order of the rows does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`, also for a dispute settled before it began
 */
export function disputeStanding(disputes: readonly DisputeRecord[], asOf: IsoDate): DisputeStanding {
  const begun = disputes.filter(({ openedOn }) => daysBetween(openedOn, asOf) >= 0);
  const settled = begun.flatMap(({ openedOn, settled: end }) => {
    if (end === undefined) return [];
    const days = daysBetween(openedOn, end.on);
    if (days < 0) throw new InvalidValueError('INVALID_DATE', end.on);
    return daysBetween(end.on, asOf) >= 0 ? [{ days, by: end.by }] : [];
  });
  const open = begun.filter(({ settled: end }) => end === undefined || daysBetween(end.on, asOf) < 0);
  const ages = open.map(({ openedOn }) => daysBetween(openedOn, asOf));
  const resolutions = tagBreakdown(
    DISPUTE_RESOLUTIONS,
    settled.map(({ by }) => by),
  );
  const most = Math.max(...resolutions.map(({ count }) => count));
  const usual = resolutions.findIndex(({ count }) => count === most);
  return {
    open: open.length,
    oldestOpenDays: ages.length === 0 ? undefined : Math.max(...ages),
    settled: settled.length,
    medianDays: median(settled.map(({ days }) => days)),
    resolutions,
    answer: settled.length === 0 ? undefined : ((usual + 1) as ItemAnswer),
  };
}

import { monthIndex, type Month } from '../calendar/month.js';
import { groupByName } from '../collection/group-by.js';
import { onScale, SEVEN_POINTS } from '../satisfaction/rating-scale.js';
import { STAGES, type Stage } from '../stage/stages.js';
import { mean } from '../statistics/descriptive.js';

/** Trust and commitment of an account in a survey round, from 1 to 7, and its stage at that time. */
export interface TrustCommitmentSnapshot {
  readonly account: string;
  readonly stage: Stage;
  readonly month: Month;
  readonly trust: number;
  readonly commitment: number;
}

/** Means over the accounts of a stage in a month, each account once. */
export interface TrustCommitmentPoint {
  readonly stage: Stage;
  readonly month: Month;
  readonly trust: number;
  readonly commitment: number;
  readonly accounts: number;
}

/**
 * The trend of trust and commitment by stage: from transactions to cooperation to trust. By stage in their order, then
 * by month; a month without accounts has no point. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for scores outside 1…7, `INVALID_MONTH`
 */
export function trustCommitmentTrend(snapshots: readonly TrustCommitmentSnapshot[]): readonly TrustCommitmentPoint[] {
  for (const { month, trust, commitment } of snapshots) {
    monthIndex(month);
    for (const score of [trust, commitment]) onScale(score, SEVEN_POINTS);
  }
  return STAGES.flatMap((stage) => {
    const own = snapshots.filter((snapshot) => snapshot.stage === stage);
    return groupByName(own, ({ month }) => month).map(([month, round]) => {
      const accounts = groupByName(round, ({ account }) => account).map(([, asked]) => asked);
      const meanOf = (score: 'trust' | 'commitment'): number =>
        mean(accounts.map((asked) => mean(asked.map((snapshot) => snapshot[score])) as number)) as number;
      return { stage, month, trust: meanOf('trust'), commitment: meanOf('commitment'), accounts: accounts.length };
    });
  });
}

/** Least mean trust and commitment for entering a stage, from 1 to 7. */
export type TrustCommitmentFloors = Readonly<Partial<Record<Stage, number>>>;

/** A little above the middle for STABLE, clearly above it for STRATEGIC. Mortise's own proposal; configurable. */
export const DEFAULT_TRUST_COMMITMENT_FLOORS = {
  STABLE: 4.5,
  STRATEGIC: 5.5,
} as const satisfies TrustCommitmentFloors;

export interface TrustCommitmentEvidence {
  /** Undefined where the stage asks for none. */
  readonly floor: number | undefined;
  /** Whether both reach the floor; undefined where one is not known. True where the stage asks for none. */
  readonly met: boolean | undefined;
}

/** Trust and commitment as evidence for the gate into a stage. O(1). Throws `INVALID_NUMBER` outside 1…7. */
export function trustCommitmentEvidence(
  stage: Stage,
  scores: { readonly trust: number | undefined; readonly commitment: number | undefined },
  floors: TrustCommitmentFloors = DEFAULT_TRUST_COMMITMENT_FLOORS,
): TrustCommitmentEvidence {
  const floor = floors[stage];
  const known = [scores.trust, scores.commitment].flatMap((score) =>
    score === undefined ? [] : [onScale(score, SEVEN_POINTS)],
  );
  if (floor === undefined) return { floor, met: true };
  if (known.some((score) => score < floor)) return { floor, met: false };
  return { floor, met: known.length < 2 ? undefined : true };
}

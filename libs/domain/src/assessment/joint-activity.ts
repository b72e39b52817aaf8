import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { tagBreakdown, type TagShare } from '../satisfaction/attributes.js';
import type { ItemAnswer } from './instrument.js';

/** What two companies do together. */
export const JOINT_INITIATIVE_KINDS = [
  'RESEARCH',
  'QUALITY',
  'DELIVERY',
  'PROMOTION',
  'MARKET',
  'SELLING',
  'DISTRIBUTION',
] as const;
export type JointInitiativeKind = (typeof JOINT_INITIATIVE_KINDS)[number];

export const JOINT_INITIATIVE_STATUSES = ['PLANNED', 'ACTIVE', 'DONE', 'STOPPED'] as const;
export type JointInitiativeStatus = (typeof JOINT_INITIATIVE_STATUSES)[number];

export interface JointInitiative {
  readonly kind: JointInitiativeKind;
  readonly status: JointInitiativeStatus;
  /** What came of it; blank while nothing is recorded. */
  readonly result: string;
}

/** Something one side puts at the disposal of both: capital, a system, stock, a plant. */
export interface SharedResource {
  readonly side: 'OURS' | 'THEIRS';
  /** Whether the other side puts in something that goes with it. */
  readonly matched: boolean;
}

export interface JointActivity {
  /** Initiatives under way or done: what was only planned, or stopped, is not done together. */
  readonly initiatives: number;
  readonly active: number;
  readonly withResult: number;
  readonly kinds: readonly TagShare<JointInitiativeKind>[];
  /** Whether both sides share resources that go together. */
  readonly resourcesLinked: boolean;
  /** The answer on joint activity that this bears out. */
  readonly answer: ItemAnswer;
}

/** Initiatives from which companies act together regularly. Mortise's own proposal, configurable. */
export const REGULAR_INITIATIVES = 3;

/**
 * What two companies do together: nothing (1), a task now and then (2), regularly (3), and regularly with linked resources
 * of both (4). O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless the number of regular initiatives is ≥ 1
 */
export function jointActivity(
  initiatives: readonly JointInitiative[],
  resources: readonly SharedResource[],
  regular: number = REGULAR_INITIATIVES,
): JointActivity {
  if (finite(regular) < 1) throw new InvalidValueError('INVALID_NUMBER', regular);
  const real = initiatives.filter(({ status }) => status === 'ACTIVE' || status === 'DONE');
  const linked = (side: SharedResource['side']): boolean => resources.some((one) => one.matched && one.side === side);
  const resourcesLinked = linked('OURS') && linked('THEIRS');
  const isRegular = real.length >= regular;
  return {
    initiatives: real.length,
    active: real.filter(({ status }) => status === 'ACTIVE').length,
    withResult: real.filter(({ result }) => result.trim() !== '').length,
    kinds: tagBreakdown(
      JOINT_INITIATIVE_KINDS,
      real.map(({ kind }) => kind),
    ),
    resourcesLinked,
    answer: isRegular ? (resourcesLinked ? 4 : 3) : real.length > 0 ? 2 : 1,
  };
}

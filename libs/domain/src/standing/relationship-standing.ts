import type { RelationshipLevel } from '../assessment/levels.js';
import { INTERFACE_READINGS, type InterfaceReading } from '../interface/interface-form.js';
import { assessAxes, type AxesAssessment } from '../misalignment/misalignment.js';
import {
  MISALIGNMENT_KINDS,
  type MisalignmentCode,
  type MisalignmentKind,
} from '../misalignment/misalignment-codes.js';
import { type AxisAssessment, DEFAULT_PAIRING, type Pairing } from '../misalignment/pairing.js';
import type { Posture } from '../posture/posture.js';
import type { StagePosition } from '../stage/stages.js';

/** What is measured of a relationship on a day; null for what is not. */
export interface StandingFacts {
  /** Null before the opening stage is set. */
  readonly stage: StagePosition | null;
  readonly level: RelationshipLevel | null;
  readonly interface: InterfaceReading | null;
  readonly posture: Posture | null;
  readonly jointTeam: boolean;
  readonly keyAccount: boolean;
  readonly complexOffering: boolean;
}

/** Why an axis has no value. */
export const STANDING_REASONS = [
  'NO_OPENING_STAGE',
  'NOT_ASSESSED',
  'NOTHING_LOGGED',
  'TOO_FEW_ADAPTATIONS',
  'NO_WALLET',
] as const;
export type StandingReason = (typeof STANDING_REASONS)[number];

/** A measured axis held against what the stage asks of it; no expectation where the account is in no stage. */
export type StandingAxis<Value extends string> = Omit<AxisAssessment<Value>, 'target'> & {
  readonly target: Value | null;
};

/** Where a relationship stands: its axes held against the stage, and where they disagree. */
export interface RelationshipStanding {
  readonly level: StandingAxis<RelationshipLevel>;
  readonly interface: StandingAxis<InterfaceReading>;
  readonly posture: StandingAxis<Posture>;
  /** Most pressing first; none where the account is in no stage. */
  readonly misalignments: readonly MisalignmentCode[];
  /** The kind of the most pressing; null without any. */
  readonly kind: MisalignmentKind | null;
  readonly depthDeficit: number;
  /** Place among other accounts by how much there is to lose, 0 upwards: see {@link dangerOf}. */
  readonly danger: number;
}

/**
 * Where a relationship stands. An account without a stage, or whose relationship has ended, is measured too, but nothing is
 * expected of it. O(1).
 */
export function standingOf(facts: StandingFacts, pairing: Pairing = DEFAULT_PAIRING): RelationshipStanding {
  const { stage } = facts;
  if (stage === null || stage === 'ENDED') {
    return {
      ...{ level: unexpected(facts.level), interface: unexpected(facts.interface), posture: unexpected(facts.posture) },
      ...{ misalignments: [], kind: null, depthDeficit: 0, danger: 0 },
    };
  }
  const assessed = assessAxes({ ...facts, stage }, pairing);
  return {
    ...{ level: assessed.level, interface: assessed.interface, posture: assessed.posture },
    misalignments: assessed.misalignments.map(({ code }) => code),
    kind: assessed.misalignments[0]?.kind ?? null,
    depthDeficit: assessed.depthDeficit,
    danger: dangerOf(assessed),
  };
}

/** Room for the steps that level and interface can lie below a floor. */
const STEPS = INTERFACE_READINGS.length * 2;

/**
 * Order of danger: first by the most pressing kind (danger, warning, opportunity, none), then by the steps that are
 * missing below what the stage rests on. Mortise's own proposal. O(1).
 */
export function dangerOf({
  misalignments,
  depthDeficit,
}: Pick<AxesAssessment, 'misalignments' | 'depthDeficit'>): number {
  const worst = misalignments[0];
  const rank = worst === undefined ? 0 : MISALIGNMENT_KINDS.length - MISALIGNMENT_KINDS.indexOf(worst.kind);
  return rank * STEPS + Math.min(depthDeficit, STEPS - 1);
}

/** Classes that mark a key account, in capitals. */
const KEY_CLASSES: readonly string[] = ['A', 'KEY'];

/** Whether the supplier's own priority class marks a key account: A or KEY. O(1). */
export function isKeyAccount(priorityClass: string | null): boolean {
  return priorityClass !== null && KEY_CLASSES.includes(priorityClass.trim().toUpperCase());
}

function unexpected<Value extends string>(value: Value | null): StandingAxis<Value> {
  return { value, floor: null, target: null, status: 'UNKNOWN', stepsBelowFloor: null };
}

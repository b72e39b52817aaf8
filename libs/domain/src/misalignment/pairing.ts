import type { RelationshipLevel } from '../assessment/levels.js';
import type { InterfaceReading } from '../interface/interface-form.js';
import type { Posture } from '../posture/posture.js';
import type { Stage } from '../stage/stages.js';

/** What an axis should show while the account is in a stage: at least the floor, and up to the target. */
export interface Expectation<Value extends string> {
  /** Null where the stage asks for nothing. */
  readonly floor: Value | null;
  readonly target: Value;
}

export interface StagePairing {
  readonly level: Expectation<RelationshipLevel>;
  readonly interface: Expectation<InterfaceReading>;
  readonly posture: Expectation<Posture>;
}

export type Pairing = Readonly<Record<Stage, StagePairing>>;

/** Expected pairing of the axes by stage. Mortise's own proposal, configurable. */
export const DEFAULT_PAIRING: Pairing = {
  DEVELOPMENT: {
    level: { floor: null, target: 'EXPLORATORY' },
    interface: { floor: null, target: 'BUTTERFLY' },
    posture: { floor: null, target: 'PASSIVE' },
  },
  INITIAL: {
    level: { floor: 'EXPLORATORY', target: 'COOPERATIVE' },
    interface: { floor: 'BUTTERFLY', target: 'FORMING' },
    posture: { floor: 'PASSIVE', target: 'MUTUAL' },
  },
  STABLE: {
    level: { floor: 'COOPERATIVE', target: 'INTERDEPENDENT' },
    interface: { floor: 'TRIANGLE', target: 'TRIANGLE' },
    posture: { floor: 'MUTUAL', target: 'MUTUAL' },
  },
  STRATEGIC: {
    level: { floor: 'INTERDEPENDENT', target: 'INTEGRATED' },
    interface: { floor: 'DIAMOND', target: 'DIAMOND' },
    // Mutual adaptation is on the way there; only a customer that still adapts to us is out of place.
    posture: { floor: 'MUTUAL', target: 'PROACTIVE' },
  },
};

/** Where a measured axis stands against its expectation. */
export const AXIS_STATUSES = ['UNKNOWN', 'BELOW_FLOOR', 'ON_THE_WAY', 'ON_TARGET', 'ABOVE_TARGET'] as const;
export type AxisStatus = (typeof AXIS_STATUSES)[number];

export interface AxisAssessment<Value extends string> extends Expectation<Value> {
  readonly value: Value | null;
  readonly status: AxisStatus;
  /** Steps below the floor as a positive number, 0 at or above it; null while not measured. */
  readonly stepsBelowFloor: number | null;
}

/** Holds a measured value against its expectation, both on the same ordered scale. O(values). */
export function assessAxis<Value extends string>(
  value: Value | null,
  { floor, target }: Expectation<Value>,
  scale: readonly Value[],
): AxisAssessment<Value> {
  if (value === null) return { value, floor, target, status: 'UNKNOWN', stepsBelowFloor: null };
  const place = scale.indexOf(value);
  const stepsBelowFloor = floor === null ? 0 : Math.max(0, scale.indexOf(floor) - place);
  const beyond = place - scale.indexOf(target);
  const reached = beyond === 0 ? 'ON_TARGET' : beyond > 0 ? 'ABOVE_TARGET' : 'ON_THE_WAY';
  return { value, floor, target, status: stepsBelowFloor > 0 ? 'BELOW_FLOOR' : reached, stepsBelowFloor };
}

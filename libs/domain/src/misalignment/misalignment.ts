import { isLevelAtLeast, levelRank, RELATIONSHIP_LEVELS, type RelationshipLevel } from '../assessment/levels.js';
import { INTERFACE_READINGS, type InterfaceReading } from '../interface/interface-form.js';
import { POSTURES, type Posture } from '../posture/posture.js';
import { neighbourStage, type Stage } from '../stage/stages.js';
import type { LocalizedText } from '../text/localized-text.js';
import {
  MISALIGNMENT_CODES,
  MISALIGNMENTS,
  NO_MISALIGNMENT,
  type MisalignmentCode,
  type MisalignmentKind,
  type RelationshipAxis,
} from './misalignment-codes.js';
import { assessAxis, DEFAULT_PAIRING, type AxisAssessment, type Pairing, type StagePairing } from './pairing.js';

/** The four axes of an account; null for what is not measured. */
export interface FourAxes {
  readonly stage: Stage;
  readonly level: RelationshipLevel | null;
  readonly interface: InterfaceReading | null;
  readonly posture: Posture | null;
  /** A joint team at work carries a triangle into the last stage. */
  readonly jointTeam?: boolean;
  readonly keyAccount?: boolean;
  /** Offers too complex to begin shallow: such relationships are expected to begin cooperative. */
  readonly complexOffering?: boolean;
}

export interface Misalignment {
  readonly code: MisalignmentCode;
  readonly kind: MisalignmentKind;
  readonly axes: readonly RelationshipAxis[];
  readonly reading: LocalizedText;
}

export interface AxesAssessment {
  readonly level: AxisAssessment<RelationshipLevel>;
  readonly interface: AxisAssessment<InterfaceReading>;
  readonly posture: AxisAssessment<Posture>;
  /** Most pressing first. */
  readonly misalignments: readonly Misalignment[];
  /** The most pressing of them in words, or that nothing disagrees, or that too little is measured. */
  readonly reading: LocalizedText;
  /** Steps that level and interface lie below what the stage rests on; 0 where nothing is known to be missing. */
  readonly depthDeficit: number;
}

/**
 * Where the four axes of an account disagree, and what that means in words. What is not measured is left out, neither
 * held against the account nor in its favour. Mortise's own proposal, configurable through the pairing. O(1).
 */
export function assessAxes(axes: FourAxes, pairing: Pairing = DEFAULT_PAIRING): AxesAssessment {
  const expected = expectations(axes, pairing);
  const level = assessAxis(axes.level, expected.level, RELATIONSHIP_LEVELS);
  const face = assessAxis(axes.interface, expected.interface, INTERFACE_READINGS);
  const posture = assessAxis(axes.posture, expected.posture, POSTURES);
  const holds = conditions(axes, { level, face, posture }, pairing);
  const misalignments = MISALIGNMENT_CODES.filter((code) => holds[code]).map((code) => ({
    code,
    ...MISALIGNMENTS[code],
  }));
  const unmeasured = axes.level === null && axes.interface === null;
  return {
    ...{ level, interface: face, posture, misalignments },
    reading: misalignments[0]?.reading ?? NO_MISALIGNMENT[unmeasured ? 'NOT_ENOUGH_MEASURED' : 'ALIGNED'],
    depthDeficit: (level.stepsBelowFloor ?? 0) + (face.stepsBelowFloor ?? 0),
  };
}

/** The pairing of the account's stage, with what its offer and its joint team change. */
function expectations({ stage, jointTeam, complexOffering }: FourAxes, pairing: Pairing): StagePairing {
  const { level, interface: face, posture } = pairing[stage];
  const carried = jointTeam === true && face.floor === 'DIAMOND';
  return {
    level: complexOffering === true ? { ...level, target: later(level.target, 'COOPERATIVE') } : level,
    interface: carried ? { ...face, floor: 'TRIANGLE' } : face,
    posture,
  };
}

interface Assessed {
  readonly level: AxisAssessment<RelationshipLevel>;
  readonly face: AxisAssessment<InterfaceReading>;
  readonly posture: AxisAssessment<Posture>;
}

function conditions(axes: FourAxes, assessed: Assessed, pairing: Pairing): Readonly<Record<MisalignmentCode, boolean>> {
  const { level, face, posture } = assessed;
  const shallow = level.status === 'BELOW_FLOOR';
  const narrow = face.status === 'BELOW_FLOOR';
  const wide = axes.interface === 'TRIANGLE' || axes.interface === 'DIAMOND';
  return {
    SHARE_WITHOUT_DEPTH: shallow && narrow,
    SHARE_ON_NARROW_INTERFACE: narrow && !shallow,
    SHARE_ABOVE_LEVEL: shallow && !narrow,
    KEY_ACCOUNT_BUTTERFLY: axes.keyAccount === true && axes.interface === 'BUTTERFLY',
    CUSTOMER_ADAPTS_TO_US: posture.status === 'BELOW_FLOOR',
    DEPTH_ON_ONE_THREAD: axes.interface === 'BUTTERFLY' && atLeast(axes.level, 'COOPERATIVE'),
    CONTACTS_WITHOUT_DEPTH: wide && (axes.level === 'EXPLORATORY' || axes.level === 'BASIC'),
    WE_ADAPT_BEYOND_STAGE: posture.status === 'ABOVE_TARGET',
    DEPTH_WITHOUT_SHARE: carriesMore(axes, pairing),
  };
}

/** Whether the level is already what the next stage asks for, and more than the offer brings along by itself. */
function carriesMore({ stage, level, complexOffering }: FourAxes, pairing: Pairing): boolean {
  const next = neighbourStage(stage, 1);
  const floor = next === null ? null : pairing[next].level.floor;
  if (floor === null) return false;
  const start = complexOffering === true ? 'INTERDEPENDENT' : 'BASIC';
  return atLeast(level, later(floor, start));
}

function atLeast(level: RelationshipLevel | null, floor: RelationshipLevel): boolean {
  return level !== null && isLevelAtLeast(level, floor);
}

function later(a: RelationshipLevel, b: RelationshipLevel): RelationshipLevel {
  return levelRank(a) >= levelRank(b) ? a : b;
}

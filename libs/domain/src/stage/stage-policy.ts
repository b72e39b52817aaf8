import { DEFAULT_TRUST_COMMITMENT_FLOORS } from '../relationship-quality/trust-commitment.js';
import type { Gate, GateCriterion } from './criteria.js';
import { STAGE_BANDS, type Movement, type Stage, type StagePosition } from './stages.js';

/** Who must agree to a move into a position. */
export interface ApprovalRule {
  /** Distinct people; never fewer than one, and never fewer than two for an end. */
  readonly approvers: number;
  readonly proposerMayApprove: boolean;
}

/** A tenant's rules of stage transition. Every decision keeps the `version` it was taken under. */
export interface StagePolicy {
  readonly version: string;
  readonly gates: {
    readonly advance: Readonly<Record<Exclude<Stage, 'DEVELOPMENT'>, Gate>>;
    readonly regress: Readonly<Record<Exclude<Stage, 'STRATEGIC'>, Gate>>;
    readonly terminate: Gate;
    readonly reenter: Gate;
  };
  readonly approvals: Readonly<Record<StagePosition, ApprovalRule>>;
  /** Months a repair plan has to bring the account back to the stage it lost. */
  readonly repairMonths: number;
}

/** Share hysteresis: how far beyond a threshold, and for how many months in a row, before a stage would change. */
export const SHARE_HYSTERESIS = { margin: 0.05, months: 3 } as const;

/** Months without an order after which an account no longer buys from us. */
export const NO_ORDER_MONTHS = 12;

/** Months for which a survey of trust and commitment speaks. */
export const TRUST_SURVEY_MONTHS = 12;

const required = (
  code: GateCriterion['code'],
  bounds: Omit<GateCriterion, 'code' | 'required'> = {},
): GateCriterion => ({
  code,
  required: true,
  ...bounds,
});

const shareHeld = (stage: Stage): GateCriterion => {
  return required('SHARE_LOWER_BOUND', { min: STAGE_BANDS[stage].lower, months: SHARE_HYSTERESIS.months });
};

const shareLost = (stage: Stage): GateCriterion =>
  required('SHARE_UPPER_BOUND', {
    oneOf: 'LOSS',
    below: STAGE_BANDS[stage].lower - SHARE_HYSTERESIS.margin,
    months: SHARE_HYSTERESIS.months,
  });

/** Trust and commitment turn trade into cooperation: both at the floor of the stage, from a survey that is not old. */
const trusted = (stage: 'STABLE' | 'STRATEGIC'): Gate => {
  const bounds = { min: DEFAULT_TRUST_COMMITMENT_FLOORS[stage], months: TRUST_SURVEY_MONTHS };
  return [required('TRUST', bounds), required('COMMITMENT', bounds)];
};

const regress = (loss: GateCriterion): Gate => [
  loss,
  required('LOSS_EVENT', { oneOf: 'LOSS' }),
  required('CAUSE_CODE'),
  required('REPAIR_PLAN'),
];

/** The gates and approvals a tenant starts with. */
export const DEFAULT_STAGE_POLICY: StagePolicy = {
  version: 'default-1',
  gates: {
    advance: {
      INITIAL: [
        required('FIRST_INVOICED_ORDER', { months: NO_ORDER_MONTHS }),
        required('CONTACT_PAIR', { min: 1 }),
        required('KEY_PERSON_STRENGTH', { min: 3 }),
        required('DMU_COVERAGE', { min: 0.4 }),
        required('TRIGGER_RECORDED'),
        required('VENDOR_QUALIFIED'),
      ],
      STABLE: [
        shareHeld('STABLE'),
        required('LEVEL_PROBABILITY', { min: 0.8, level: 'COOPERATIVE' }),
        required('FUNCTION_PAIRS', { min: 3 }),
        required('SINGLE_THREAD_RISK_OFF'),
        required('DMU_COVERAGE', { min: 0.6 }),
        required('MIDDLE_TIER_MET'),
        required('OTIF_FLOOR', { min: 0.95 }),
        required('NO_OPEN_CRISIS'),
        required('SATISFACTION_GAP', { min: 0 }),
        ...trusted('STABLE'),
      ],
      STRATEGIC: [
        shareHeld('STRATEGIC'),
        required('LEVEL_PROBABILITY', { min: 0.8, level: 'INTERDEPENDENT' }),
        required('INTERFACE_FORM', { forms: ['DIAMOND', 'TRIANGLE_WITH_JOINT_TEAM'] }),
        required('EXECUTIVE_VISITS', { months: 12 }),
        required('PARTNERSHIP_AGREEMENT'),
        required('ALLIANCE_SCORECARD', { min: 2 / 3 }),
        required('JOINT_INITIATIVE'),
        required('PROFIT_NOT_NEGATIVE', { min: 0 }),
        ...trusted('STRATEGIC'),
      ],
    },
    regress: {
      // A share can never be below zero: what ends a first cooperation is that nothing is bought any more.
      DEVELOPMENT: regress(required('NO_ORDER_IN_WINDOW', { oneOf: 'LOSS', months: NO_ORDER_MONTHS })),
      INITIAL: regress(shareLost('STABLE')),
      STABLE: regress(shareLost('STRATEGIC')),
    },
    terminate: [
      required('NO_ORDER_IN_WINDOW', { oneOf: 'END', months: NO_ORDER_MONTHS }),
      required('WRITTEN_TERMINATION', { oneOf: 'END' }),
      required('CAUSE_CODE'),
      required('RECOVERABILITY_ASSESSMENT'),
    ],
    reenter: [],
  },
  approvals: {
    DEVELOPMENT: { approvers: 1, proposerMayApprove: true },
    INITIAL: { approvers: 1, proposerMayApprove: true },
    STABLE: { approvers: 1, proposerMayApprove: true },
    STRATEGIC: { approvers: 1, proposerMayApprove: false },
    ENDED: { approvers: 2, proposerMayApprove: false },
  },
  repairMonths: 12,
};

/** The gate a movement into a position has to pass. */
export function gateFor(policy: StagePolicy, movement: Exclude<Movement, 'OPEN'>, to: StagePosition): Gate {
  const { advance, regress: back, terminate, reenter } = policy.gates;
  if (movement === 'TERMINATE') return terminate;
  if (movement === 'REENTER') return reenter;
  return movement === 'ADVANCE' ? advance[to as keyof typeof advance] : back[to as keyof typeof back];
}

/** How many distinct people must approve; an end takes two whatever the policy says. */
export function requiredApprovers(policy: StagePolicy, to: StagePosition): number {
  return Math.max(policy.approvals[to].approvers, to === 'ENDED' ? 2 : 1);
}

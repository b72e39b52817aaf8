/** Where the value behind a criterion is measured. `RECORD` is a document or fact on file, `PROPOSAL` the proposal itself. */
export type CriterionSource =
  | 'ORDERS'
  | 'SHARE'
  | 'CONTACTS'
  | 'LEVEL'
  | 'INTERFACE'
  | 'DELIVERY'
  | 'HEALTH'
  | 'SATISFACTION'
  | 'SURVEY'
  | 'PROFIT'
  | 'RECORD'
  | 'PROPOSAL';

export interface CriterionTraits {
  readonly measuredFrom: CriterionSource;
  /** Whether a person may vouch for it while it cannot be measured. Orders and shares are facts or they are not. */
  readonly attestable: boolean;
  /** Scale of a criterion that is a figure and nothing else: whoever vouches for it has to name the figure. */
  readonly scale?: { readonly min: number; readonly max: number };
}

/** Trust and commitment are means of answers from 1 to 7. */
const ANSWERS = { min: 1, max: 7 } as const;

/** Everything a gate can ask for. */
export const CRITERIA = {
  FIRST_INVOICED_ORDER: { measuredFrom: 'ORDERS', attestable: false },
  CONTACT_PAIR: { measuredFrom: 'CONTACTS', attestable: true },
  KEY_PERSON_STRENGTH: { measuredFrom: 'CONTACTS', attestable: true },
  DMU_COVERAGE: { measuredFrom: 'CONTACTS', attestable: true },
  TRIGGER_RECORDED: { measuredFrom: 'RECORD', attestable: true },
  VENDOR_QUALIFIED: { measuredFrom: 'RECORD', attestable: true },
  SHARE_LOWER_BOUND: { measuredFrom: 'SHARE', attestable: false },
  LEVEL_PROBABILITY: { measuredFrom: 'LEVEL', attestable: true },
  FUNCTION_PAIRS: { measuredFrom: 'CONTACTS', attestable: true },
  SINGLE_THREAD_RISK_OFF: { measuredFrom: 'CONTACTS', attestable: true },
  MIDDLE_TIER_MET: { measuredFrom: 'CONTACTS', attestable: true },
  OTIF_FLOOR: { measuredFrom: 'DELIVERY', attestable: true },
  NO_OPEN_CRISIS: { measuredFrom: 'HEALTH', attestable: true },
  SATISFACTION_GAP: { measuredFrom: 'SATISFACTION', attestable: true },
  TRUST: { measuredFrom: 'SURVEY', attestable: true, scale: ANSWERS },
  COMMITMENT: { measuredFrom: 'SURVEY', attestable: true, scale: ANSWERS },
  INTERFACE_FORM: { measuredFrom: 'INTERFACE', attestable: true },
  EXECUTIVE_VISITS: { measuredFrom: 'CONTACTS', attestable: true },
  PARTNERSHIP_AGREEMENT: { measuredFrom: 'RECORD', attestable: true },
  ALLIANCE_SCORECARD: { measuredFrom: 'RECORD', attestable: true },
  JOINT_INITIATIVE: { measuredFrom: 'RECORD', attestable: true },
  PROFIT_NOT_NEGATIVE: { measuredFrom: 'PROFIT', attestable: true },
  SHARE_UPPER_BOUND: { measuredFrom: 'SHARE', attestable: false },
  LOSS_EVENT: { measuredFrom: 'RECORD', attestable: true },
  CAUSE_CODE: { measuredFrom: 'PROPOSAL', attestable: false },
  REPAIR_PLAN: { measuredFrom: 'PROPOSAL', attestable: false },
  NO_ORDER_IN_WINDOW: { measuredFrom: 'ORDERS', attestable: false },
  WRITTEN_TERMINATION: { measuredFrom: 'RECORD', attestable: true },
  RECOVERABILITY_ASSESSMENT: { measuredFrom: 'RECORD', attestable: true },
} as const satisfies Readonly<Record<string, CriterionTraits>>;

export type CriterionCode = keyof typeof CRITERIA;

/** What is said of a criterion, with what only some have. */
export function criterionTraits(code: CriterionCode): CriterionTraits {
  return CRITERIA[code];
}

export const CRITERION_CODES = Object.keys(CRITERIA) as readonly CriterionCode[];

/** One line of a gate, with the bounds the measured value is held against. */
export interface GateCriterion {
  readonly code: CriterionCode;
  /** A criterion that is not required is shown and recorded, but holds nothing back. */
  readonly required: boolean;
  /** Criteria of one gate with the same name are alternatives: one of them is enough. */
  readonly oneOf?: string;
  /** Met at this value or above. */
  readonly min?: number;
  /** Met strictly below this value. */
  readonly below?: number;
  /** Consecutive months for which the bound must hold, or length of the window looked at. */
  readonly months?: number;
  /** Lowest relationship level that counts. */
  readonly level?: string;
  /** Interface forms that count. */
  readonly forms?: readonly string[];
}

export type Gate = readonly GateCriterion[];

/** Why a relationship went back or ended. An uncontrollable cause does not count against the account's owner. */
export interface RegressionCauseTraits {
  readonly controllable: boolean;
  /** Where the cause leads besides the repair plan. */
  readonly refersTo?: 'COMPLIANCE' | 'PRODUCT_FEEDBACK' | 'COMPLAINT';
}

export const REGRESSION_CAUSES = {
  DIRECTION_CHANGE: { controllable: false },
  SCOPE_SHRINK: { controllable: false },
  BACKWARD_INTEGRATION: { controllable: false },
  COMPETITOR_PRICE: { controllable: true },
  COMPETITOR_PRODUCT: { controllable: true },
  COMPETITOR_SERVICE: { controllable: true },
  COMPETITOR_BRIBERY: { controllable: true, refersTo: 'COMPLIANCE' },
  UNMET_NEED: { controllable: true, refersTo: 'PRODUCT_FEEDBACK' },
  COMPLAINT_NOT_RESOLVED_IN_TIME: { controllable: true, refersTo: 'COMPLAINT' },
  COMMUNICATION_GAP: { controllable: true },
  SINGLE_THREAD_LOST: { controllable: true },
} as const satisfies Readonly<Record<string, RegressionCauseTraits>>;

export type RegressionCause = keyof typeof REGRESSION_CAUSES;

export const REGRESSION_CAUSE_CODES = Object.keys(REGRESSION_CAUSES) as readonly RegressionCause[];

/** Slow by our silence, or sudden by a breach: the two ways of going back differ in what repairs them. */
export const REGRESSION_KINDS = ['NEGLECT', 'BETRAYAL'] as const;
export type RegressionKind = (typeof REGRESSION_KINDS)[number];

export function isRegressionCause(code: string): code is RegressionCause {
  return Object.hasOwn(REGRESSION_CAUSES, code);
}

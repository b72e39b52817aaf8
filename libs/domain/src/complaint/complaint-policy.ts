import type { EightDStep, ComplaintForm } from './eight-d.js';

/** How bad it is for the customer, mildest first. */
export const COMPLAINT_SEVERITIES = ['MINOR', 'MAJOR', 'CRITICAL'] as const;
export type ComplaintSeverity = (typeof COMPLAINT_SEVERITIES)[number];

/** Days from receipt until each step is due; a step left out has no deadline. */
export interface DeadlineTemplate {
  /** Days worked by the supplier's calendar, or days as they come. */
  readonly basis: 'BUSINESS_DAYS' | 'CALENDAR_DAYS';
  readonly days: { readonly [Step in EightDStep]?: number };
}

/** D1–D3 after 1 day, D4 after 7, D5 and D6 after 14, D7 after 25, D8 after 30; a customer may have its own. */
export const DEFAULT_DEADLINE_TEMPLATE: DeadlineTemplate = {
  basis: 'BUSINESS_DAYS',
  days: { D1: 1, D2: 1, D3: 1, D4: 7, D5: 14, D6: 14, D7: 25, D8: 30 },
};

/** What a severity may take: hours of work until somebody acknowledges, days until action is complete. */
export interface SeverityStandard {
  readonly acknowledgeHours: number;
  readonly resolveDays: number;
}

/** A tenant's rules of complaints: Mortise's own proposal, configurable. */
export interface ComplaintPolicy {
  readonly version: string;
  /** From this severity on the full 8D is asked for; safety, recurrence and the customer's demand always ask for it. */
  readonly fullFormFrom: ComplaintSeverity;
  readonly standards: Readonly<Record<ComplaintSeverity, SeverityStandard>>;
  /** The last satisfaction, on 1–5, that counts as low. */
  readonly lowSatisfaction: number;
  readonly onLowSatisfaction: 'REOPEN' | 'OPEN_CASE';
  /** Steps the customer must accept before the action counts as complete. */
  readonly customerReviews: readonly EightDStep[];
  /** Whether whoever gave a step may accept it for the supplier. */
  readonly authorMayAccept: boolean;
  /** Days back in which the same part and defect is a recurrence. */
  readonly recurrenceDays: number;
}

export const DEFAULT_COMPLAINT_POLICY: ComplaintPolicy = {
  version: 'default-1',
  fullFormFrom: 'MAJOR',
  standards: {
    MINOR: { acknowledgeHours: 16, resolveDays: 20 },
    MAJOR: { acknowledgeHours: 8, resolveDays: 14 },
    CRITICAL: { acknowledgeHours: 2, resolveDays: 7 },
  },
  lowSatisfaction: 2,
  onLowSatisfaction: 'REOPEN',
  customerReviews: [],
  authorMayAccept: false,
  recurrenceDays: 365,
};

/** Which form a complaint asks for. */
export function complaintForm(
  facts: {
    readonly severity: ComplaintSeverity;
    readonly safetyRelevant: boolean;
    readonly recurrence?: boolean;
    readonly customerDemandsFull?: boolean;
  },
  policy: Pick<ComplaintPolicy, 'fullFormFrom'> = DEFAULT_COMPLAINT_POLICY,
): ComplaintForm {
  const { severity, safetyRelevant, recurrence = false, customerDemandsFull = false } = facts;
  const grave = COMPLAINT_SEVERITIES.indexOf(severity) >= COMPLAINT_SEVERITIES.indexOf(policy.fullFormFrom);
  return grave || safetyRelevant || recurrence || customerDemandsFull ? 'FULL' : 'SHORT';
}

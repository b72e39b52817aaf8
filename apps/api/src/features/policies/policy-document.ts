import {
  CRITERION_CODES,
  DEFAULT_ALARM_BUDGET,
  DEFAULT_CASE_POLICY,
  DEFAULT_STAGE_POLICY,
  type CasePolicy,
  type Gate,
  isWeekday,
  type StagePolicy,
} from '@mortise/domain';
import { z } from 'zod';
import { day } from '../../platform/errors/input-schemas.js';

/** How watchful a tenant wants to be. */
export interface AlarmPolicy {
  /** Alarm starts per account and year that the tenant's people can follow up, over all detectors together. */
  readonly startsPerAccountYear: number;
  /**
   * When the tenant as a whole has no order for longer than this many days, orders are not arriving rather than
   * missing: accounts are then judged as of the newest order instead of today.
   */
  readonly staleOrdersDays: number;
}

/** Until when the steps of a case are to be taken, in working days: Monday to Friday without the holidays. */
export interface CaseDeadlines extends Omit<CasePolicy, 'calendar'> {
  readonly holidays: readonly string[];
}

/** How value is worked out; the shares and rates are the tenant's own assumptions. */
export interface ValuePolicy {
  /** Part of net sales whose cost must be told before a contribution is. */
  readonly minimumCostCoverage: number;
  /** What money costs that is overdue, in basis points a year. */
  readonly creditRateBasisPoints: number;
  /** Probability that an account reaches the share that is aimed at. */
  readonly reachProbability: number;
  /** Months for which mended terms are given time before an account may be proposed to be let go. */
  readonly repriceMonths: number;
}

/** Everything a tenant can set about decisions and warnings. */
export interface PolicyDocument {
  readonly stage: Omit<StagePolicy, 'version'>;
  readonly alarm: AlarmPolicy;
  readonly value: ValuePolicy;
  readonly case: CaseDeadlines;
}

const { version: _, ...stage } = DEFAULT_STAGE_POLICY;
const { calendar: __, ...deadlines } = DEFAULT_CASE_POLICY;

/** What holds until a tenant decides otherwise. */
export const DEFAULT_POLICY: PolicyDocument = {
  stage,
  alarm: { startsPerAccountYear: DEFAULT_ALARM_BUDGET, staleOrdersDays: 45 },
  value: { minimumCostCoverage: 0.95, creditRateBasisPoints: 800, reachProbability: 0.5, repriceMonths: 6 },
  case: { ...deadlines, holidays: [] },
};

const criterion = z.strictObject({
  code: z.enum(CRITERION_CODES as readonly [Gate[number]['code'], ...Gate[number]['code'][]]),
  required: z.boolean(),
  oneOf: z.string().min(1).max(40).exactOptional(),
  min: z.number().min(-1_000_000).max(1_000_000).exactOptional(),
  below: z.number().min(-1_000_000).max(1_000_000).exactOptional(),
  months: z.int().min(1).max(36).exactOptional(),
  level: z.string().max(40).exactOptional(),
  forms: z.array(z.string().max(40)).max(10).exactOptional(),
});

type Line = z.infer<typeof criterion>;
type Code = Gate[number]['code'];

/** A share that nothing bounds, or over no months, is met by everybody. */
const bounded = criterion.refine(({ code, min, below, months }) => {
  if (code !== 'SHARE_LOWER_BOUND' && code !== 'SHARE_UPPER_BOUND') return true;
  const bound = code === 'SHARE_LOWER_BOUND' ? min : below;
  return bound !== undefined && bound > 0 && bound <= 1 && months !== undefined;
}, 'a share needs its bound (min for the lower, below for the upper) above 0 and up to 1, and months');

interface GateRules {
  /** Required by themselves: a gate without them could be walked through without the one fact it is there for. */
  readonly essential?: readonly Code[];
  /** One of these is required, by itself or among alternatives that are all of these. */
  readonly ground?: readonly Code[];
  /** What the proposals of this gate never prove, so that it would never open. */
  readonly never?: readonly Code[];
}

const gate = ({ essential = [], ground, never = ['CAUSE_CODE', 'REPAIR_PLAN'] }: GateRules) =>
  z
    .array(bounded)
    .max(30)
    .refine((lines) => new Set(lines.map(({ code }) => code)).size === lines.length, 'names a criterion twice')
    .refine(
      (lines) =>
        essential.every((code) =>
          lines.some((line) => line.code === code && line.required && line.oneOf === undefined),
        ),
      `must require ${essential.join(' and ')}, not as an alternative`,
    )
    .refine((lines) => !ground || hasGround(lines, ground), `must require one of ${ground?.join(', ')}`)
    .refine((lines) => !lines.some(({ code }) => never.includes(code)), `cannot ask for ${never.join(' or ')}`);

function hasGround(lines: readonly Line[], ground: readonly Code[]): boolean {
  return lines.some(({ code, required, oneOf }) => {
    if (!required || !ground.includes(code)) return false;
    return oneOf === undefined || lines.every((other) => other.oneOf !== oneOf || ground.includes(other.code));
  });
}

const advance = (essential: Code) => gate({ essential: [essential] });
const regress = gate({
  essential: ['CAUSE_CODE', 'REPAIR_PLAN'],
  ground: ['SHARE_UPPER_BOUND', 'NO_ORDER_IN_WINDOW', 'LOSS_EVENT'],
  never: [],
});
const terminate = gate({
  essential: ['CAUSE_CODE'],
  ground: ['NO_ORDER_IN_WINDOW', 'WRITTEN_TERMINATION'],
  never: ['REPAIR_PLAN'],
});
const approval = z.strictObject({ approvers: z.int().min(1).max(5), proposerMayApprove: z.boolean() });

const workingDays = z.int().min(1).max(250);

const document = z.strictObject({
  stage: z.strictObject({
    gates: z.strictObject({
      advance: z.strictObject({
        INITIAL: advance('FIRST_INVOICED_ORDER'),
        STABLE: advance('SHARE_LOWER_BOUND'),
        STRATEGIC: advance('SHARE_LOWER_BOUND'),
      }),
      regress: z.strictObject({ DEVELOPMENT: regress, INITIAL: regress, STABLE: regress }),
      terminate,
      reenter: gate({}),
    }),
    approvals: z.strictObject({
      DEVELOPMENT: approval,
      INITIAL: approval,
      STABLE: approval,
      STRATEGIC: approval,
      ENDED: approval.refine(({ approvers }) => approvers >= 2, 'an end takes two approvers'),
    }),
    repairMonths: z.int().min(1).max(60),
  }),
  alarm: z.strictObject({
    startsPerAccountYear: z.number().min(0.01).max(52),
    staleOrdersDays: z.int().min(7).max(3_650),
  }),
  value: z.strictObject({
    minimumCostCoverage: z.number().min(0.5).max(1),
    creditRateBasisPoints: z.int().min(0).max(10_000),
    reachProbability: z.number().min(0).max(1),
    repriceMonths: z.int().min(1).max(36),
  }),
  case: z.strictObject({
    openWithinWorkingDays: workingDays,
    stepWorkingDays: z.strictObject({
      ...{ TRIAGE: workingDays, ANALYSE: workingDays, ENGAGE: workingDays, ESCALATED: workingDays },
    }),
    holidays: z.array(day).max(400),
  }),
});

/** Checks a whole policy: known criteria, sane bounds, and no gate without the fact it is there for. */
export const policyDocument: z.ZodType<PolicyDocument> = document as unknown as z.ZodType<PolicyDocument>;

/** The policy under which stages are decided, carrying the version that decisions store. */
export function stagePolicy({ stage: rules }: PolicyDocument, version: number): StagePolicy {
  return { ...rules, version: version === 0 ? DEFAULT_STAGE_POLICY.version : String(version) };
}

/** The rules under which cases are decided. */
export function casePolicy({ case: { holidays, ...rules } }: PolicyDocument): CasePolicy {
  const closed = new Set(holidays);
  return { ...rules, calendar: (date) => isWeekday(date) && !closed.has(date) };
}

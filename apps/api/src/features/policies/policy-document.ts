import {
  CRITERION_CODES,
  DEFAULT_ALARM_BUDGET,
  DEFAULT_STAGE_POLICY,
  type Gate,
  type StagePolicy,
} from '@mortise/domain';
import { z } from 'zod';

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

/** Everything a tenant can set about decisions and warnings. */
export interface PolicyDocument {
  readonly stage: Omit<StagePolicy, 'version'>;
  readonly alarm: AlarmPolicy;
}

const { version: _, ...stage } = DEFAULT_STAGE_POLICY;

/** What holds until a tenant decides otherwise. */
export const DEFAULT_POLICY: PolicyDocument = {
  stage,
  alarm: { startsPerAccountYear: DEFAULT_ALARM_BUDGET, staleOrdersDays: 45 },
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

/** A gate without these could be walked through without the one fact it is there for. */
const gate = (...essential: readonly Gate[number]['code'][]) =>
  z
    .array(criterion)
    .max(30)
    .refine((criteria) => new Set(criteria.map(({ code }) => code)).size === criteria.length, 'names a criterion twice')
    .refine(
      (criteria) => essential.every((code) => criteria.some((each) => each.code === code && each.required)),
      `must require ${essential.join(' and ')}`,
    );

const regress = gate('CAUSE_CODE', 'REPAIR_PLAN');
const approval = z.strictObject({ approvers: z.int().min(1).max(5), proposerMayApprove: z.boolean() });

const document = z.strictObject({
  stage: z.strictObject({
    gates: z.strictObject({
      advance: z.strictObject({
        INITIAL: gate('FIRST_INVOICED_ORDER'),
        STABLE: gate('SHARE_LOWER_BOUND'),
        STRATEGIC: gate('SHARE_LOWER_BOUND'),
      }),
      regress: z.strictObject({ DEVELOPMENT: regress, INITIAL: regress, STABLE: regress }),
      terminate: gate('CAUSE_CODE'),
      reenter: gate(),
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
});

/** Checks a whole policy: known criteria, sane bounds, and no gate without the fact it is there for. */
export const policyDocument: z.ZodType<PolicyDocument> = document as unknown as z.ZodType<PolicyDocument>;

/** The policy under which stages are decided, carrying the version that decisions store. */
export function stagePolicy({ stage: rules }: PolicyDocument, version: number): StagePolicy {
  return { ...rules, version: version === 0 ? DEFAULT_STAGE_POLICY.version : String(version) };
}

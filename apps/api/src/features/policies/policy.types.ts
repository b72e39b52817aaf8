import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { PolicyValueScalar } from './policy-value.scalar.js';
import { WeekdayEnum } from '../notifications/notification.enums.js';
import { StageGate } from '../stages/stage-gate.types.js';
import type { StagePosition, Weekday } from '@mortise/domain';

@ObjectType({ description: 'Who must agree to a move into a position.' })
export class ApprovalRule {
  @Field(() => StagePositionEnum, { description: 'The position moved into.' })
  to: StagePosition;

  @Field(() => Int, { description: 'How many different people must approve.' })
  approvers: number;

  @Field({ description: 'Whether the proposer may be one of them.' })
  proposerMayApprove: boolean;
}

@ObjectType({ description: 'Working days within which a case is to take its steps.' })
export class CaseWorkingDays {
  @Field(() => Int, { description: 'From the confirmation of an alert until its case is open.' })
  open: number;

  @Field(() => Int, { description: 'Until somebody has begun to look for the causes.' })
  triage: number;

  @Field(() => Int, { description: 'Until the causes are recorded.' })
  analyse: number;

  @Field(() => Int, { description: 'Until the case is resolved or escalated.' })
  engage: number;

  @Field(() => Int, { description: 'Until the executive has handed it back or resolved it.' })
  escalated: number;
}

@ObjectType({ description: 'How value is worked out.' })
export class ValuePolicy {
  @Field(() => Float, { description: 'Part of net sales whose cost must be told before a contribution is.' })
  minimumCostCoverage: number;

  @Field(() => Int, { description: 'What overdue money costs, in basis points a year.' })
  creditRateBasisPoints: number;

  @Field(() => Float, { description: 'Probability that an account reaches the share that is aimed at: an assumption.' })
  reachProbability: number;

  @Field(() => Int, {
    description: 'Months for which mended terms are given time before an account may be proposed to be let go.',
  })
  repriceMonths: number;
}

@ObjectType({ description: 'One value that the tenant can set by its path.' })
export class PolicySetting {
  @Field({ description: 'The path, for `updatePolicy`.' })
  path: string;

  @Field(() => PolicyValueScalar, { nullable: true, description: 'What holds.' })
  value: unknown;

  @Field(() => PolicyValueScalar, { nullable: true, description: 'What holds where nobody has decided otherwise.' })
  standard: unknown;

  @Field({ description: 'Whether the tenant has set it to something else.' })
  changed: boolean;

  @Field(() => Float, { nullable: true, description: 'The least it may be; null for what is no number.' })
  minimum: number | null;

  @Field(() => Float, { nullable: true, description: 'The most it may be; null for what is no number.' })
  maximum: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it must be a whole number; null for what is no number.',
  })
  whole: boolean | null;

  @Field(() => [String], { nullable: true, description: 'The codes it may be; null where it is no code.' })
  choices: readonly string[] | null;
}

@ObjectType({ description: 'A setting that a version changed.' })
export class PolicyChange {
  @Field({ description: 'The path of the setting.' })
  path: string;

  @Field(() => PolicyValueScalar, { nullable: true, description: 'What held before.' })
  from: unknown;

  @Field(() => PolicyValueScalar, { nullable: true, description: 'What has held since.' })
  to: unknown;
}

@ObjectType({ description: 'One version of the rules: who set it when, why, and what it changed.' })
export class PolicyHistoryEntry {
  @Field(() => Int, { description: 'Version; decisions store it.' })
  version: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was set.' })
  createdAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who set it, as `staff:<id>`.' })
  createdBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why; null where nobody said.' })
  note: string | null;

  @Field(() => [PolicyChange], { description: 'What it changed against the version before.' })
  changes: readonly PolicyChange[];
}

@ObjectType({
  description: "The tenant's rules of decision and warning. Every decision stores the version it was taken under.",
})
export class Policy {
  @Field(() => Int, { description: 'Version; 0 are the defaults that come with Mortise.' })
  version: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When this version was set; null for the defaults.' })
  createdAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who set it, as `staff:<id>`; null for the defaults.' })
  createdBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why this version was set; null where nobody said.' })
  note: string | null;

  @Field(() => [PolicySetting], {
    description: 'Everything that can be set by its path, with what it is now and what it may be.',
  })
  settings: readonly PolicySetting[];

  @Field(() => [StageGate], { description: 'Every gate, as it is asked for without evidence.' })
  gates: StageGate[];

  @Field(() => [ApprovalRule], { description: 'Approvals by position.' })
  approvals: ApprovalRule[];

  @Field(() => Int, { description: 'Months a repair plan has to bring an account back to the stage it lost.' })
  repairMonths: number;

  @Field(() => Float, { description: 'Alarm starts accepted per account and year, over all detectors together.' })
  alarmStartsPerAccountYear: number;

  @Field(() => Int, {
    description: 'Days without any order of the tenant after which accounts are judged as of the newest order.',
  })
  staleOrdersDays: number;

  @Field(() => ValuePolicy, { description: 'How value is worked out.' })
  value: ValuePolicy;

  @Field(() => CaseWorkingDays, { description: 'Deadlines of cases.' })
  caseWorkingDays: CaseWorkingDays;

  @Field(() => [DateScalar], {
    description:
      'Days on which nobody works, besides those of `calendar.weekdays`; days begin in the time zone of the tenant.',
  })
  holidays: readonly string[];

  @Field(() => [DateScalar], { description: 'Days that are worked all the same, in exchange for a holiday.' })
  workdays: readonly string[];

  @Field(() => [WeekdayEnum], { description: 'Days of the week on which the supplier works.' })
  weekdays: readonly Weekday[];

  @Field({ description: 'Where its days begin now, as a name such as Asia/Taipei; no earlier version has another.' })
  timeZone: string;
}

import type { CriterionCode, Movement, StagePosition, Weekday } from '@mortise/domain';
import { Field, Float, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { note } from '../../platform/errors/input-schemas.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { WeekdayEnum } from '../notifications/notification.enums.js';
import { PolicyValueScalar } from './policy-value.scalar.js';
import { CriterionCodeEnum, StageMovementEnum } from '../stages/stage.enums.js';

@InputType({ description: 'One line of a gate.' })
export class GateCriterionInput {
  @Field(() => CriterionCodeEnum, { description: 'What is asked for.' })
  code: CriterionCode;

  @Field({ description: 'Whether the gate stays shut without it; otherwise it is only shown.' })
  required: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Criteria of one gate with the same name are alternatives: one of them is enough.',
  })
  oneOf?: string | null;

  @Field(() => Float, { nullable: true, description: 'Met at this value or above; shares and probabilities are 0–1.' })
  min?: number | null;

  @Field(() => Float, { nullable: true, description: 'Met strictly below this value.' })
  below?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Months in a row for which the bound must hold, or length of the window looked at (1–36).',
  })
  months?: number | null;

  @Field(() => String, { nullable: true, description: 'Lowest relationship level that counts.' })
  level?: string | null;

  @Field(() => [String], { nullable: true, description: 'Interface forms that count.' })
  forms?: string[] | null;
}

@InputType({ description: 'A gate, given as a whole.' })
export class StageGateInput {
  @Field(() => StageMovementEnum, {
    description: 'Which way through the gate: ADVANCE, REGRESS, TERMINATE or REENTER.',
  })
  movement: Exclude<Movement, 'OPEN'>;

  @Field(() => StagePositionEnum, { nullable: true, description: 'Where it leads; needed for ADVANCE and REGRESS.' })
  to?: StagePosition | null;

  @Field(() => [GateCriterionInput], { description: 'All lines of the gate.' })
  criteria: GateCriterionInput[];
}

@InputType({ description: 'Who must agree to a move into a position.' })
export class ApprovalRuleInput {
  @Field(() => StagePositionEnum, { description: 'The position moved into.' })
  to: StagePosition;

  @Field(() => Int, { description: 'How many different people must approve (1–5; for ENDED at least 2).' })
  approvers: number;

  @Field({ description: 'Whether the proposer may be one of them.' })
  proposerMayApprove: boolean;
}

@InputType({ description: 'Working days within which a case is to take its steps; what is left out stays as it is.' })
export class CaseWorkingDaysInput {
  @Field(() => Int, {
    nullable: true,
    description: 'From the confirmation of an alert until its case is open (0–60).',
  })
  open?: number | null;

  @Field(() => Int, { nullable: true, description: 'Until somebody has begun to look for the causes (0–250).' })
  triage?: number | null;

  @Field(() => Int, { nullable: true, description: 'Until the causes are recorded (0–250).' })
  analyse?: number | null;

  @Field(() => Int, { nullable: true, description: 'Until the case is resolved or escalated (0–250).' })
  engage?: number | null;

  @Field(() => Int, { nullable: true, description: 'Until the executive has handed it back or resolved it (0–250).' })
  escalated?: number | null;
}

@InputType({ description: 'How value is worked out; what is left out stays as it is.' })
export class ValuePolicyInput {
  @Field(() => Float, {
    nullable: true,
    description: 'Part of net sales whose cost must be told before a contribution is (0.5–1).',
  })
  minimumCostCoverage?: number | null;

  @Field(() => Int, { nullable: true, description: 'What overdue money costs, in basis points a year (0–10000).' })
  creditRateBasisPoints?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Probability that an account reaches the share that is aimed at (0–1).',
  })
  reachProbability?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Months for which mended terms are given time before an account may be proposed to be let go (1–36).',
  })
  repriceMonths?: number | null;
}

@InputType({ description: 'One setting of the policy by its path, see `Policy.settings`.' })
export class PolicySettingInput {
  @Field({ description: 'The path, such as `alert.recoveryCycles`.' })
  path: string;

  @Field(() => PolicyValueScalar, { nullable: true, description: 'What it is to be: of the kind that it is now.' })
  value: unknown;
}

@InputType({ description: 'Changes to the policy; what is left out stays as it is.' })
export class UpdatePolicyInput {
  @Field(() => Int, { description: 'Version the change was made on.' })
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'Why, up to 2,000 characters; shown in the history.' })
  note?: string | null;

  @Field(() => [PolicySettingInput], {
    nullable: true,
    description: 'Settings by their path (up to 500); they win over the fields below.',
  })
  settings?: PolicySettingInput[] | null;

  @Field(() => [StageGateInput], { nullable: true, description: 'Gates to replace.' })
  gates?: StageGateInput[] | null;

  @Field(() => [ApprovalRuleInput], { nullable: true, description: 'Approval rules to replace.' })
  approvals?: ApprovalRuleInput[] | null;

  @Field(() => Int, { nullable: true, description: 'Months a repair plan has to bring an account back (1–60).' })
  repairMonths?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Alarm starts accepted per account and year, over all detectors together (0.01–52).',
  })
  alarmStartsPerAccountYear?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days without any order of the tenant after which accounts are judged as of the newest order (7–3650).',
  })
  staleOrdersDays?: number | null;

  @Field(() => ValuePolicyInput, { nullable: true, description: 'How value is worked out.' })
  value?: ValuePolicyInput | null;

  @Field(() => CaseWorkingDaysInput, { nullable: true, description: 'Deadlines of cases.' })
  caseWorkingDays?: CaseWorkingDaysInput | null;

  @Field(() => [DateScalar], {
    nullable: true,
    description: 'Days on which nobody works, besides those of `weekdays`; replaces the list (up to 400).',
  })
  holidays?: string[] | null;

  @Field(() => [DateScalar], {
    nullable: true,
    description: 'Days that are worked all the same, in exchange for a holiday; replaces the list (up to 400).',
  })
  workdays?: string[] | null;

  @Field(() => [WeekdayEnum], { nullable: true, description: 'Days of the week on which the supplier works.' })
  weekdays?: Weekday[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where its days begin: a name such as Asia/Taipei.',
  })
  timeZone?: string | null;
}

/** Checks of what the policy's own rules do not say. */
export const noteInput = z.object({
  note: note(2_000).nullish(),
  settings: z
    .array(z.object({ path: z.string().min(1).max(200) }))
    .max(500)
    .nullish(),
});

import type { Stage } from '@mortise/domain';
import { STAGES } from '@mortise/domain';
import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { minorUnits } from '../../platform/errors/amount-schemas.js';
import { countedDay, line, note, rowId } from '../../platform/errors/input-schemas.js';
import { BigIntScalar, DateScalar } from '../../platform/graphql/scalars.js';
import { StageEnum } from '../accounts/account.enums.js';
import { PLAN_GOALS, type PlanGoalCode, PlanGoalEnum } from './plan.enums.js';

const MINOR = "in minor units of the supplier's currency";
const OWNER = 'a member of staff who may see the account; without one it is refused with OWNER_REQUIRED.';

@InputType({ description: 'What a plan for a year is about.' })
export class CreateAccountPlanInput {
  @Field(() => ID, { description: 'The account, which has a stage and has not ended.' })
  accountId: string;

  @Field(() => DateScalar, { description: 'First day of its year: the first of a month.' })
  startsOn: string;

  @Field(() => PlanGoalEnum, { description: 'Whether to advance or to hold.' })
  goal: PlanGoalCode;

  @Field(() => StageEnum, { description: 'The next stage to reach, or the present one to hold.' })
  goalStage: Stage;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day by which the next stage is to be reached, within the year; its last day unless told.',
  })
  goalBy?: string | null;

  @Field({ description: 'What is to be achieved, up to 1,000 characters.' })
  objective: string;

  @Field(() => BigIntScalar, {
    description: `Most that may be invested in the year, ${MINOR}; not above what an approved value move of the account allows.`,
  })
  capMinor: string;
}

@InputType({ description: 'What is said anew of a plan that is being written; what is left out stays.' })
export class ReviseAccountPlanInput {
  @Field(() => ID, { description: 'The plan.' })
  id: string;

  @Field(() => PlanGoalEnum, { nullable: true, description: 'Whether to advance or to hold; with goalStage.' })
  goal?: PlanGoalCode | null;

  @Field(() => StageEnum, { nullable: true, description: 'The stage to reach, or to hold; with goal.' })
  goalStage?: Stage | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day by which it is to be reached; with goal ADVANCE.' })
  goalBy?: string | null;

  @Field(() => String, { nullable: true, description: 'What is to be achieved, up to 1,000 characters.' })
  objective?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: `Most that may be invested in the year, ${MINOR}.` })
  capMinor?: string | null;
}

@InputType({
  description: 'An action of a play that is not for the owner of the play, or not as long after its start as usual.',
})
export class PlanActionChoiceInput {
  @Field({ description: 'Its code within the play.' })
  code: string;

  @Field(() => ID, { nullable: true, description: "Who does it; the play's owner unless told." })
  ownerId?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Until when; the days of the playbook after the start unless told.',
  })
  dueOn?: string | null;
}

@InputType({ description: 'A play that a plan copies from the playbook.' })
export class AddPlanPlayInput {
  @Field(() => ID, { description: 'The plan.' })
  planId: string;

  @Field(() => ID, { description: 'The code of the play.' })
  playCode: string;

  @Field(() => ID, { nullable: true, description: `Who is answerable for it: ${OWNER}` })
  ownerId?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day from which its days count; today, or the first day of the plan where that is later, unless told.',
  })
  startsOn?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: `What it may cost, ${MINOR}; nothing unless told.` })
  budgetMinor?: string | null;

  @Field(() => [PlanActionChoiceInput], {
    nullable: true,
    description: 'Actions that others do, or on another day (up to 20).',
  })
  actions?: PlanActionChoiceInput[] | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'With a guard EXPECTATION_WITHIN_OUR_PERFORMANCE: how the customer finds us today, on a scale of yours.',
  })
  ourPerceived?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'With that guard: the expectation that is to be raised, on the same scale; not above how we are found.',
  })
  newExpectation?: number | null;
}

@InputType({ description: 'Money that was spent on a play.' })
export class InvestInPlanPlayInput {
  @Field(() => ID, { description: 'The play of the plan.' })
  playId: string;

  @Field(() => BigIntScalar, { description: `How much, ${MINOR}.` })
  amountMinor: string;

  @Field({ description: 'On what, up to 2,000 characters.' })
  note: string;
}

@InputType({ description: 'What the review of a quarter found and decided.' })
export class ReviewPlanQuarterInput {
  @Field(() => ID, { description: 'The plan.' })
  planId: string;

  @Field(() => Int, { description: 'The quarter of the plan, 1–4; earlier ones are reviewed first.' })
  quarter: number;

  @Field(() => PlanGoalEnum, {
    description: 'Whether to advance or to hold from now on, from where the account stands now.',
  })
  goal: PlanGoalCode;

  @Field(() => StageEnum, { description: 'The stage to reach, or to hold.' })
  goalStage: Stage;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The day by which it is to be reached; the year's last unless told.",
  })
  goalBy?: string | null;

  @Field({ description: 'What was found and decided, up to 2,000 characters.' })
  note: string;
}

const goal = { goal: z.enum(PLAN_GOALS), goalStage: z.enum(STAGES), goalBy: countedDay.nullish() };

/** Checks of the inputs above. An empty text is the domain's to refuse, with a code that says which. */
export const createInput = z.object({
  ...goal,
  accountId: rowId,
  startsOn: countedDay,
  objective: line(1_000),
  capMinor: minorUnits,
});
export const reviseInput = z
  .object({
    id: rowId,
    goal: goal.goal.nullish(),
    goalStage: goal.goalStage.nullish(),
    goalBy: goal.goalBy,
    objective: line(1_000).nullish(),
    capMinor: minorUnits.nullish(),
  })
  .refine((given) => (given.goal == null) === (given.goalStage == null), {
    path: ['goalStage'],
    message: 'goes with the goal',
  });
export const addPlayInput = z.object({
  planId: rowId,
  playCode: z.string().max(60),
  ownerId: rowId.nullish(),
  startsOn: countedDay.nullish(),
  budgetMinor: minorUnits.nullish(),
  actions: z
    .array(z.object({ code: z.string().max(60), ownerId: rowId.nullish(), dueOn: countedDay.nullish() }))
    .max(20)
    .nullish(),
  ourPerceived: z.number().nullish(),
  newExpectation: z.number().nullish(),
});
export const investInput = z.object({ playId: rowId, amountMinor: minorUnits, note: note(2_000) });
export const reviewInput = z.object({
  ...goal,
  planId: rowId,
  quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  note: note(2_000),
});
export const planArguments = z.object({ id: rowId });
export const approveArguments = z.object({ id: rowId, expectedVersion: z.int().min(0).nullish() });
export const notedArguments = z.object({ id: rowId, note: note(2_000) });
export const assignArguments = z.object({ id: rowId, ownerId: rowId });
export const postponeArguments = z.object({ id: rowId, dueOn: countedDay, note: note(2_000) });
export const capArguments = z.object({ id: rowId, capMinor: minorUnits, note: note(2_000) });

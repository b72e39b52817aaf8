import {
  CRITERION_CODES,
  type CriterionCode,
  REGRESSION_CAUSE_CODES,
  REGRESSION_KINDS,
  type RegressionCause,
  type RegressionKind,
  STAGE_POSITIONS,
  STAGES,
  type StagePosition,
} from '@mortise/domain';
import { Field, Float, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { note, rowId } from '../../platform/errors/input-schemas.js';
import { CriterionCodeEnum, RegressionCauseEnum, RegressionKindEnum } from './stage.enums.js';

@InputType({ description: 'A stage transition to propose.' })
export class ProposeStageInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => StagePositionEnum, { description: 'Where it should go: one step up or down, or ENDED.' })
  to: StagePosition;

  @Field(() => RegressionCauseEnum, {
    nullable: true,
    description: 'Why the relationship goes back or ends; needed on the way down.',
  })
  cause?: RegressionCause | null;

  @Field(() => RegressionKindEnum, { nullable: true, description: 'Slow or sudden, on the way down.' })
  regressionKind?: RegressionKind | null;

  @Field(() => String, { nullable: true, description: 'Anything the approvers should know, up to 2,000 characters.' })
  note?: string | null;
}

@InputType({ description: 'What a person vouches for.' })
export class AttestStageEvidenceInput {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => CriterionCodeEnum, {
    description: 'The criterion; one that its gate asks for and that can be vouched for.',
  })
  criterion: CriterionCode;

  @Field(() => Boolean, { nullable: true, description: 'false: vouch that it is not met. Default true.' })
  met?: boolean | null;

  @Field({ description: 'On what ground: a document, a visit, a date; up to 2,000 characters.' })
  note: string;

  @Field(() => Float, { nullable: true, description: 'The value seen, where the criterion is about one.' })
  value?: number | null;
}

const cause = z.enum(REGRESSION_CAUSE_CODES as readonly [RegressionCause, ...RegressionCause[]]);
const regressionKind = z.enum(REGRESSION_KINDS).nullish();

/** Checks of the inputs above. */
export const proposeInput = z.object({
  accountId: rowId,
  to: z.enum(STAGE_POSITIONS),
  cause: cause.nullish(),
  regressionKind,
  note: note(2_000).nullish(),
});
export const attestInput = z.object({
  proposalId: rowId,
  criterion: z.enum(CRITERION_CODES as readonly [CriterionCode, ...CriterionCode[]]),
  met: z.boolean().nullish(),
  note: note(2_000),
  value: z.number().nullish(),
});
export const openArguments = z.object({ accountId: rowId, stage: z.enum(STAGES), note: note(2_000).nullish() });
export const decisionArguments = z.object({
  id: rowId,
  note: note(2_000).nullish(),
  expectedVersion: z.int().min(0).nullish(),
});
export const causeArguments = z.object({ id: rowId, cause, regressionKind });

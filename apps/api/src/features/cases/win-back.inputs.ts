import {
  THIRD_PARTIES,
  type ThirdParty,
  type RegressionCause,
  WIN_BACK_STEPS,
  type WinBackStepKind,
} from '@mortise/domain';
import { Field, Float, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { minorUnits } from '../../platform/errors/amount-schemas.js';
import { line, note, rowId } from '../../platform/errors/input-schemas.js';
import { BigIntScalar } from '../../platform/graphql/scalars.js';
import { RegressionCauseEnum } from '../stages/stage.enums.js';
import { ThirdPartyEnum, WinBackStepKindEnum } from './case.enums.js';
import { causeCode } from './case.inputs.js';

const MINOR = "in minor units of the supplier's currency";

@InputType({ description: 'Somebody beside us who is to help, and what that costs.' })
export class WinBackHelperInput {
  @Field(() => ThirdPartyEnum, { description: 'Who.' })
  kind: ThirdParty;

  @Field(() => BigIntScalar, { description: `Cost ${MINOR}.` })
  costMinor: string;
}

@InputType({ description: 'A plan to win a customer back, to be weighed.' })
export class AssessWinBackInput {
  @Field(() => ID, { description: 'The case.' })
  caseId: string;

  @Field(() => RegressionCauseEnum, { description: 'The cause that the plan removes: one that the case has recorded.' })
  rootCause: RegressionCause;

  @Field({ description: 'What removes it, up to 2,000 characters.' })
  rootCauseFix: string;

  @Field(() => Float, {
    nullable: true,
    description:
      "Probability that it succeeds, 0…1, as a person judges it; from the supplier's own record when left out.",
  })
  probability?: number | null;

  @Field(() => BigIntScalar, {
    description: `Contribution margin expected of the customer over the horizon of the plan, ${MINOR}.`,
  })
  marginMinor: string;

  @Field(() => BigIntScalar, { description: `Value of the customer over its remaining life, ${MINOR}.` })
  lifetimeValueMinor: string;

  @Field({ description: 'Where these two figures come from, up to 500 characters.' })
  valueBasis: string;

  @Field(() => BigIntScalar, { description: `Own cost, ${MINOR}.` })
  ownCostMinor: string;

  @Field(() => BigIntScalar, { description: `Cost of removing the cause, ${MINOR}.` })
  rootCauseFixMinor: string;

  @Field(() => BigIntScalar, { nullable: true, description: `Cost of the special service, ${MINOR}; 0 when left out.` })
  specialServiceMinor?: string | null;

  @Field(() => String, { nullable: true, description: 'The special service offered, up to 2,000 characters.' })
  specialService?: string | null;

  @Field(() => [WinBackHelperInput], { nullable: true, description: 'Third parties who are to help (up to 20).' })
  thirdParties?: WinBackHelperInput[] | null;
}

@InputType({ description: 'Something that was done to win a customer back.' })
export class RecordWinBackStepInput {
  @Field(() => ID, { description: 'The win-back.' })
  winBackId: string;

  @Field(() => WinBackStepKindEnum, { description: 'Of which kind.' })
  kind: WinBackStepKind;

  @Field({ description: 'What, up to 2,000 characters.' })
  what: string;

  @Field(() => BigIntScalar, { nullable: true, description: `What it has cost, ${MINOR}; 0 when left out.` })
  costMinor?: string | null;

  @Field(() => ThirdPartyEnum, { nullable: true, description: 'Who helped; with THIRD_PARTY and only there.' })
  thirdParty?: ThirdParty | null;
}

const cost = minorUnits.refine((amount) => amount >= 0n, 'must not be negative');
const costOrNone = cost.nullish().transform((amount) => amount ?? 0n);

/** Checks of the inputs above. */
export const assessInput = z.object({
  caseId: rowId,
  rootCause: causeCode,
  rootCauseFix: note(2_000),
  probability: z.number().min(0).max(1).nullish(),
  marginMinor: minorUnits,
  lifetimeValueMinor: minorUnits,
  valueBasis: line(500),
  ownCostMinor: cost,
  rootCauseFixMinor: cost,
  specialServiceMinor: costOrNone,
  specialService: note(2_000).nullish(),
  thirdParties: z
    .array(z.object({ kind: z.enum(THIRD_PARTIES), costMinor: cost }))
    .max(20)
    .nullish(),
});
export const winBackStepInput = z.object({
  winBackId: rowId,
  kind: z.enum(WIN_BACK_STEPS),
  what: note(2_000),
  costMinor: costOrNone,
  thirdParty: z.enum(THIRD_PARTIES).nullish(),
});
export const winBackArguments = z.object({ id: rowId });

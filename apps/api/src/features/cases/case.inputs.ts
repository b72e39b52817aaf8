import { REGRESSION_CAUSE_CODES, type RegressionCause } from '@mortise/domain';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { countedDay, line, note, rowId } from '../../platform/errors/input-schemas.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { RegressionCauseEnum } from '../stages/stage.enums.js';
import { CASE_RESOLUTIONS, type CaseResolution, CaseResolutionEnum } from './case.enums.js';

const VERSION = {
  nullable: true,
  description: "The case's `version` you decided on; refused with CASE_CHANGED when something happened since.",
};

@InputType({ description: 'Causes that were found, on our side and outside it. They are added to those found before.' })
export class AddCaseCausesInput {
  @Field(() => ID, { description: 'The case.' })
  caseId: string;

  @Field(() => [RegressionCauseEnum], { description: 'Causes on our side; may be empty with a note.' })
  subjective: RegressionCause[];

  @Field(() => [RegressionCauseEnum], { description: 'Causes of circumstances; may be empty with a note.' })
  objective: RegressionCause[];

  @Field(() => [RegressionCauseEnum], { nullable: true, description: 'Causes named before that turned out not to be.' })
  withdrawn?: RegressionCause[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What was found, up to 2,000 characters; needed where one of the two sides has no cause. Everybody who sees the case reads it.',
  })
  note?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'With COMPETITOR_BRIBERY: what the suspicion rests on, up to 2,000 characters; read by compliance alone.',
  })
  complianceNote?: string | null;

  @Field(() => Int, VERSION)
  expectedVersion?: number | null;
}

@InputType({ description: 'Something that will be done.' })
export class AddCaseActionInput {
  @Field(() => ID, { description: 'The case.' })
  caseId: string;

  @Field({ description: 'What, up to 500 characters.' })
  what: string;

  @Field(() => ID, { description: 'The member of staff who does it.' })
  ownerId: string;

  @Field(() => DateScalar, { description: 'The day until which it is done.' })
  due: string;

  @Field(() => String, { nullable: true, description: 'With what: people, money, machines; up to 500 characters.' })
  resources?: string | null;
}

@InputType({ description: 'A talk with the customer.' })
export class RecordCaseCommunicationInput {
  @Field(() => ID, { description: 'The case.' })
  caseId: string;

  @Field(() => ID, { description: 'With whom: a contact of the account, by `AccountContact.id`.' })
  accountContactId: string;

  @Field({ description: 'What was said, up to 2,000 characters.' })
  note: string;
}

@InputType({ description: 'A case that goes to an executive.' })
export class EscalateCaseInput {
  @Field(() => ID, { description: 'The case.' })
  caseId: string;

  @Field(() => ID, { description: 'The executive: a member of staff who may decide on the end of a relationship.' })
  executiveId: string;

  @Field({ description: 'Why, up to 2,000 characters.' })
  note: string;

  @Field(() => Int, VERSION)
  expectedVersion?: number | null;
}

@InputType({ description: 'How a case ended.' })
export class ResolveCaseInput {
  @Field(() => ID, { description: 'The case.' })
  caseId: string;

  @Field(() => CaseResolutionEnum, { description: 'How.' })
  outcome: CaseResolution;

  @Field({ description: 'What was learnt, up to 2,000 characters.' })
  note: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'With LOST: also propose the end of the relationship in the stage workflow, where others approve it; true unless told.',
  })
  proposeEnd?: boolean | null;

  @Field(() => RegressionCauseEnum, {
    nullable: true,
    description:
      "With LOST: the cause to propose the end with; the win-back's root cause while it is recorded, else the first cause recorded, unless told. COMPETITOR_BRIBERY is refused.",
  })
  endCause?: RegressionCause | null;

  @Field(() => Int, VERSION)
  expectedVersion?: number | null;
}

export const causeCode = z.enum(REGRESSION_CAUSE_CODES as readonly [RegressionCause, ...RegressionCause[]]);
const expectedVersion = z.int().min(0).nullish();

/** Checks of the inputs above. */
export const causesInput = z.object({
  caseId: rowId,
  subjective: z.array(causeCode).max(20),
  objective: z.array(causeCode).max(20),
  withdrawn: z.array(causeCode).max(20).nullish(),
  note: note(2_000).nullish(),
  complianceNote: note(2_000).nullish(),
  expectedVersion,
});
export const actionInput = z.object({
  caseId: rowId,
  what: line(500),
  ownerId: rowId,
  due: countedDay,
  resources: line(500).nullish(),
});
export const communicationInput = z.object({ caseId: rowId, accountContactId: rowId, note: note(2_000) });
export const escalateInput = z.object({ caseId: rowId, executiveId: rowId, note: note(2_000), expectedVersion });
export const resolveInput = z.object({
  caseId: rowId,
  outcome: z.enum(CASE_RESOLUTIONS),
  note: note(2_000),
  proposeEnd: z.boolean().nullish(),
  endCause: causeCode.nullish(),
  expectedVersion,
});
export const assignArguments = z.object({ id: rowId, ownerId: rowId, expectedVersion });
export const stepArguments = z.object({ id: rowId, expectedVersion });
export const completeArguments = z.object({ id: rowId, actionId: rowId, result: note(2_000).nullish() });

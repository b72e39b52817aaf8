import {
  COMPLAINT_SEVERITIES,
  COMPLAINT_STATES,
  type ComplaintSeverity,
  type ComplaintState,
  EIGHT_D_STEPS,
  type EightDStep,
  PAUSE_REASONS,
  type PauseReason,
} from '@mortise/domain';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { idempotencyKey } from '../../platform/errors/idempotency-key.js';
import { note, rowId } from '../../platform/errors/input-schemas.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { ComplaintPauseEnum, ComplaintSeverityEnum, ComplaintStatusEnum } from './complaint.model.js';

const change = z.object({
  id: rowId,
  version: z.int(),
  idempotencyKey: idempotencyKey.nullish().transform((key) => key ?? null),
});
const why = note(2_000)
  .nullish()
  .transform((text) => text ?? null);

export const changeInput = change.extend({
  status: z.enum(COMPLAINT_STATES),
  note: why,
  from: z
    .enum(EIGHT_D_STEPS)
    .nullish()
    .transform((step) => step ?? null),
});
export const containInput = change.extend({ answer: note(4_000) });
export const assessInput = change.extend({ severity: z.enum(COMPLAINT_SEVERITIES), note: why });
export const pauseInput = change.extend({ reason: z.enum(PAUSE_REASONS), note: why });
export const resumeInput = change.extend({ note: why });

/** Which complaint, as it was seen, and the key of the change. */
export type ComplaintChange = z.output<typeof change>;

export const EightDStepEnum = codeEnum('EightDStep', EIGHT_D_STEPS, 'A discipline of an 8D report.');

@InputType({ isAbstract: true })
abstract class ComplaintChangeInput {
  @Field(() => ID, { description: 'Complaint.' })
  id: string;

  @Field(() => Int, { description: 'The version the change was made from.' })
  version: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Key of this change, 8 to 100 letters, digits, hyphens or underscores: sending it again does not do it twice.',
  })
  idempotencyKey?: string | null;
}

@InputType({ isAbstract: true })
abstract class ExplainedChangeInput extends ComplaintChangeInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why, up to 2,000 characters; kept with the event, not shown to the customer.',
  })
  note?: string | null;
}

@InputType({ description: 'A complaint taken one step further.' })
export class ChangeComplaintStatusInput extends ExplainedChangeInput {
  @Field(() => ComplaintStatusEnum, { description: 'The next step; REOPENED needs a note.' })
  status: ComplaintState;

  @Field(() => EightDStepEnum, {
    nullable: true,
    description:
      'Of REOPENED: the step from which it is done anew, D2 to D6; D4 unless told. The clocks of these steps and of the whole begin from zero.',
  })
  from?: EightDStep | null;
}

@InputType({ description: 'How the customer is protected until the cause is removed.' })
export class ContainComplaintInput extends ComplaintChangeInput {
  @Field({ description: 'What the customer is told, up to 4,000 characters; shown in the portal.' })
  answer: string;
}

@InputType({ description: 'How bad a complaint is, as somebody who has looked at it judges.' })
export class AssessComplaintInput extends ExplainedChangeInput {
  @Field(() => ComplaintSeverityEnum, { description: 'The severity by which its deadlines go from its receipt on.' })
  severity: ComplaintSeverity;
}

@InputType({ description: 'A complaint whose clocks are to stand still.' })
export class PauseComplaintInput extends ExplainedChangeInput {
  @Field(() => ComplaintPauseEnum, { description: 'What is waited for.' })
  reason: PauseReason;
}

@InputType({ description: 'A complaint whose clocks are to run on.' })
export class ResumeComplaintInput extends ExplainedChangeInput {}

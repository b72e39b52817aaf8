import { ASSESSMENT_FORMS, type AssessmentForm, RATER_GROUPS, type RaterGroup } from '@mortise/domain';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { countedDay, note, rowId } from '../../platform/errors/input-schemas.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { AssessmentFormEnum, RaterGroupEnum } from './assessment.enums.js';

/** Our groups of raters. */
const STAFF_GROUPS = RATER_GROUPS.filter((group) => group !== 'CUSTOMER');

@InputType({ description: 'One of our people who is asked.' })
export class StaffRaterInput {
  @Field(() => ID, { description: 'The member of staff; has to see the account.' })
  staffId: string;

  @Field(() => RaterGroupEnum, { description: 'As what: any group but CUSTOMER.' })
  group: RaterGroup;
}

@InputType({ description: 'A round of assessment to open.' })
export class OpenAssessmentRoundInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => AssessmentFormEnum, { description: 'How many questions.' })
  form: AssessmentForm;

  @Field(() => DateScalar, { description: 'Last day (UTC) on which answers are taken; up to 90 days ahead.' })
  deadline: string;

  @Field(() => [StaffRaterInput], { description: 'Our people who are asked, up to 50.' })
  staff: StaffRaterInput[];

  @Field(() => [ID], {
    description:
      "Places of contacts at the account who are asked, up to 50; each gets a link by mail, in the contact's language. Needs portal.invite.",
  })
  accountContactIds: string[];
}

@InputType({ description: 'An answer to one question.' })
export class AssessmentAnswerInput {
  @Field({ description: 'Code of the question.' })
  item: string;

  @Field(() => Int, { nullable: true, description: '1 to 4; null or left out: cannot say.' })
  answer?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'What bears it out, up to 2,000 characters; a 4 needs it.',
  })
  evidence?: string | null;
}

/** Checks of what the mutations take. */
export const openInput = z.object({
  accountId: rowId,
  form: z.enum(ASSESSMENT_FORMS),
  deadline: countedDay,
  staff: z.array(z.object({ staffId: rowId, group: z.enum(STAFF_GROUPS) })).max(50),
  accountContactIds: z.array(rowId).max(50),
});
export const roundArguments = z.object({ id: rowId });
export const noteArguments = z.object({ id: rowId, note: note(2_000) });
export const publishArguments = z.object({ id: rowId, overrideCap: note(2_000).nullish() });

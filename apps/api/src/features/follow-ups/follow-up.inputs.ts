import { type BusinessFunction, LEDGER_KINDS } from '@mortise/domain';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { countedDay, note, rowId } from '../../platform/errors/input-schemas.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { BusinessFunctionEnum } from '../departments/department.entity.js';
import { fieldEnum } from '../ledger/ledger.codes.js';

const TouchChannelEnum = fieldEnum('TOUCH', 'channel', LEDGER_KINDS.TOUCH.fields.channel.codes);

@InputType({
  description: 'The contact in which it was done, as the relationship ledger records it: yours, of business.',
})
export class FollowUpTouchInput {
  @Field(() => ID, { description: 'Whom of the customer you spoke to.' })
  contactId: string;

  @Field(() => TouchChannelEnum, { description: 'How.' })
  channel: string;

  @Field(() => BusinessFunctionEnum, {
    nullable: true,
    description: "Their function. What the contact's department at the account does unless told.",
  })
  theirFunction?: BusinessFunction | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day; today unless told.' })
  observedOn?: string | null;

  @Field(() => Int, { nullable: true, description: 'Minutes, 0–1,440.' })
  minutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Tone, 1–5.' })
  tone?: number | null;

  @Field(() => String, { nullable: true, description: 'What you promised, up to 500 characters.' })
  promise?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'For when you promised it.' })
  promisedBy?: string | null;
}

@InputType({ description: 'That something was done, and what came of it.' })
export class CompleteFollowUpInput {
  @Field(() => ID, { description: 'The follow-up.' })
  id: string;

  @Field({ description: 'What came of it, up to 2,000 characters.' })
  note: string;

  @Field(() => FollowUpTouchInput, {
    nullable: true,
    description: 'The contact in which it was done, which is recorded with it; needs ledger.write.',
  })
  touch?: FollowUpTouchInput | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Of SEASON: the promotion that was agreed on, with a day in the peak; the account takes part in it from now on. Needs account.write.',
  })
  promotionId?: string | null;
}

const said = note(2_000);

export const completeInput = z.object({
  id: rowId,
  note: said,
  // What the ledger takes, it checks.
  touch: z.looseObject({ contactId: z.string(), channel: z.string() }).nullish(),
  promotionId: rowId.nullish(),
});
export const dropArguments = z.object({ id: rowId, note: said });
export const assignArguments = z.object({ id: rowId, ownerId: rowId });
export const postponeArguments = z.object({ id: rowId, dueOn: countedDay, note: said });

import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { LOCALES } from '../../platform/context/request-context.js';
import { note, rowId } from '../../platform/errors/input-schemas.js';

/** More than anybody wants to read of a plan in a review. */
const MOST_ACTIONS = 50;

/** Checks of what the operations take. */
export const reviewInput = z.object({
  accountId: rowId,
  year: z.int().min(1990).max(2999),
  quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  language: z.enum(LOCALES).nullish(),
  planActionIds: z
    .array(rowId)
    .max(MOST_ACTIONS)
    .nullish()
    .transform((ids) => [...new Set(ids ?? [])]),
});
export const issueInput = reviewInput
  .extend({ message: note(2_000).nullish(), replaces: rowId.nullish(), reason: note(500).nullish() })
  .refine(({ replaces, reason }) => (replaces == null) === (reason == null), {
    path: ['reason'],
    message: 'must be given with replaces, and only then',
  });

/** Which quarter of which account, and what of its plan is shown. */
export type AskedReview = z.output<typeof reviewInput> & { readonly message?: string | null | undefined };

@InputType({ description: 'A quarter of an account, as the customer is to be shown it.' })
export class QuarterlyReviewInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => Int, { description: 'The year, 1990–2999.' })
  year: number;

  @Field(() => Int, { description: 'The quarter of the calendar, 1–4.' })
  quarter: number;

  @Field(() => String, {
    nullable: true,
    description: "The customer's language: en, zh-CN or zh-TW; the one that most of its people have unless told.",
  })
  language?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Actions of its plans that the customer may read, up to 50. Nothing else of a plan is ever shown.',
  })
  planActionIds?: string[] | null;
}

@InputType({ description: 'A pack for the quarterly review with a customer.' })
export class IssueQuarterlyReviewInput extends QuarterlyReviewInput {
  @Field(() => String, {
    nullable: true,
    description: 'What you want to say to the customer, in its language, up to 2,000 characters.',
  })
  message?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The newest pack of this quarter in this language, if another one is to take its place.',
  })
  replaces?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is replaced, for your own people, up to 500 characters; with `replaces` only.',
  })
  reason?: string | null;
}

import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Connection } from '../../platform/graphql/connection.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

@ObjectType({
  description:
    'A pack for the quarterly review with a customer, as it was issued: its figures stay what they were, whatever becomes known later.',
})
export class QuarterlyReviewPack {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => Int, { description: 'The year.' })
  year: number;

  @Field(() => Int, { description: 'The quarter, 1–4.' })
  quarter: number;

  @Field({ description: 'Language: en, zh-CN or zh-TW.' })
  language: string;

  @Field(() => Int, { description: 'How many times it was issued in this language, this one included.' })
  edition: number;

  @Field(() => String, { nullable: true, description: 'Why it took the place of an earlier one; null of the first.' })
  reason: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was issued.' })
  issuedAt: Date;

  @Field(() => Int, { description: 'Version of the policy its times were measured by; 0 are the defaults.' })
  policyVersion: number;
}

/** A page of packs. */
export const QuarterlyReviewPackConnection = Connection(QuarterlyReviewPack, 'QuarterlyReviewPack');

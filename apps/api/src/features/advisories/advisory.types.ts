import type { AdvisoryEvent as Event, AdvisoryKind, AdvisoryState, FigureAdvisory, IsoDate } from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  AdvisoryEventTypeEnum,
  type AdvisoryFactCode,
  AdvisoryFactCodeEnum,
  type AdvisoryGap,
  AdvisoryGapEnum,
  AdvisoryKindEnum,
  AdvisoryStateEnum,
} from './advisory.enums.js';

@ObjectType({ description: 'What a customer reads, in one language.' })
export class AdvisoryText {
  @Field({ description: 'Language tag.' })
  language: string;

  @Field({ description: 'What it is about, in one line.' })
  title: string;

  @Field({ description: 'The text; paragraphs are separated by an empty line.' })
  body: string;
}

@ObjectType({ description: 'One thing that the figure of an advisory rests on, as it was known then.' })
export class AdvisoryFact {
  @Field(() => AdvisoryFactCodeEnum, { description: 'What it is.' })
  code: AdvisoryFactCode;

  @Field(() => Float, { description: 'Days of a period, else a quantity.' })
  value: number;

  @Field(() => Int, { nullable: true, description: 'Days in which a quantity went out; null of the others.' })
  days: number | null;

  @Field(() => Int, { nullable: true, description: 'Fiscal year of the statement; null of what was observed.' })
  fiscalYear: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was observed; null of statements.' })
  on: IsoDate | null;

  @Field({ description: 'Table it comes from: customer_financials or ledger_entry.' })
  source: string;

  @Field(() => ID, { description: 'Its row there.' })
  sourceId: string;
}

@ObjectType({ description: "A customer's figure against its limit, with texts to begin an advisory with." })
export class SuggestedAdvisory {
  @Field(() => AdvisoryKindEnum, { description: 'What to warn of.' })
  kind: FigureAdvisory;

  @Field(() => Float, {
    nullable: true,
    description:
      'Days that the stock lasts, or by which the collection period has grown in a year. Null: see `reason`.',
  })
  measured: number | null;

  @Field(() => Float, { description: 'Days beyond which it is worth a warning, by the policy.' })
  limit: number;

  @Field({ description: 'Whether it is beyond its limit; only then it can be warned of.' })
  beyond: boolean;

  @Field(() => AdvisoryGapEnum, { nullable: true, description: 'Why it is not known.' })
  reason: AdvisoryGap | null;

  @Field(() => [AdvisoryFact], { description: 'What it rests on, the oldest first.' })
  facts: readonly AdvisoryFact[];

  @Field(() => [AdvisoryText], {
    description: 'Texts to begin with, in the languages of the policy; none within the limit.',
  })
  drafts: readonly AdvisoryText[];
}

@ObjectType({
  description:
    'A warning to the customer of something that could harm its business: written, approved by somebody who has not written it, sent to contacts, read, acted on.',
})
export class Advisory {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => AdvisoryKindEnum, { description: 'What it warns of.' })
  kind: AdvisoryKind;

  @Field(() => AdvisoryStateEnum, { description: 'Where it stands.' })
  state: AdvisoryState;

  @Field(() => Float, { nullable: true, description: 'The figure it rests on, in days; null of what people write.' })
  measured: number | null;

  @Field(() => Float, { nullable: true, description: 'Its limit when it was written, in days.' })
  limitDays: number | null;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  composedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was approved; null while it is not.' })
  approvedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent; null before.' })
  sentAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody first read it; null before.' })
  readAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the customer told what it did; null before.' })
  actedAt: Date | null;

  @Field(() => String, { nullable: true, description: "What it did, in the customer's words; null before." })
  action: string | null;

  @Field(() => Int, {
    description: 'How many things have happened to it; what you rewrite or approve is this version.',
  })
  version: number;
}

@ObjectType({ description: 'Somebody to whom an advisory was sent.' })
export class AdvisoryRecipient {
  @Field(() => DateTimeScalar, { description: 'When.' })
  sentAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When this person read it; null before.' })
  readAt: Date | null;
}

@ObjectType({ description: 'One thing that happened to an advisory. Events are only ever added.' })
export class AdvisoryEvent {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq: number;

  @Field(() => AdvisoryEventTypeEnum, { description: 'What happened.' })
  type: Event['type'];

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who did it: `staff:<member>`, `buyer:<account contact>` or `system:<name>`.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'Why; of ADVISORY_TAKEN_BACK.' })
  reason: string | null;

  @Field(() => String, { nullable: true, description: 'What the customer did; of ADVISORY_ACTED_ON.' })
  action: string | null;
}

/** A page of advisories. */
export const AdvisoryConnection = Connection(Advisory, 'Advisory');

@InputType({ description: 'Which advisories; what is given must all hold.' })
export class AdvisoryFilter {
  @Field(() => AdvisoryStateEnum, { nullable: true, description: 'Only those at this step.' })
  state?: AdvisoryState | null;

  @Field(() => AdvisoryKindEnum, { nullable: true, description: 'Only those of this kind.' })
  kind?: AdvisoryKind | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this account.' })
  accountId?: string | null;
}

@ArgsType()
export class AdvisoryArgs extends ConnectionArgs {
  @Field(() => AdvisoryFilter, { nullable: true, description: 'Which advisories.' })
  filter?: AdvisoryFilter | null;
}

@InputType({ description: 'What a customer is to read, in one language.' })
export class AdvisoryTextInput {
  @Field({ description: 'Language tag, one of the languages that the policy offers for advisories.' })
  language: string;

  @Field({ description: 'What it is about, in one line of up to 200 characters.' })
  title: string;

  @Field({ description: 'The text, up to 10,000 characters; an empty line separates paragraphs.' })
  body: string;
}

@InputType({ description: 'A new advisory.' })
export class ComposeAdvisoryInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => AdvisoryKindEnum, { description: 'What it warns of.' })
  kind: AdvisoryKind;

  @Field(() => [AdvisoryTextInput], { description: 'The same in each language, the one it was written in first.' })
  texts: AdvisoryTextInput[];
}

@InputType({ description: 'An advisory written anew.' })
export class RewriteAdvisoryInput {
  @Field(() => ID, { description: 'The advisory.' })
  id: string;

  @Field(() => Int, { description: 'The version that you have before you.' })
  version: number;

  @Field(() => [AdvisoryTextInput], { description: 'All its texts; a language that is left out is gone.' })
  texts: AdvisoryTextInput[];
}

@InputType({ description: 'Whom an advisory goes to.' })
export class SendAdvisoryInput {
  @Field(() => ID, { description: 'The advisory.' })
  id: string;

  @Field(() => [ID], { description: 'Places of contacts at the account, 1–50; each has access to the portal.' })
  accountContactIds: string[];
}

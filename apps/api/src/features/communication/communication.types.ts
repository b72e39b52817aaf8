import { COMMUNICATION_KINDS, type CommunicationKind } from '@mortise/domain';
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { BigIntScalar, DateScalar } from '../../platform/graphql/scalars.js';

export const CommunicationKindEnum = codeEnum(
  'CommunicationKind',
  COMMUNICATION_KINDS,
  'What a plan of communication is made of. EXECUTIVE_VISIT: as the relationship ledger has them. CUSTOMER_FORUM: customers come together with us. STUDY_TOUR: they visit something with us. OPINION_SURVEY: they are asked.',
);

/** What is recorded here; executive visits are recorded in the ledger. */
export const RECORDED_COMMUNICATION = ['CUSTOMER_FORUM', 'STUDY_TOUR', 'OPINION_SURVEY'] as const;
export type RecordedCommunicationKind = (typeof RECORDED_COMMUNICATION)[number];
export const RecordedCommunicationEnum = codeEnum(
  'RecordedCommunicationKind',
  RECORDED_COMMUNICATION,
  'What is recorded as communication; an executive visit is recorded in the relationship ledger.',
);

@ObjectType({ description: 'How often something is planned with an account, against how often it was done.' })
export class CommunicationLine {
  @Field(() => CommunicationKindEnum, { description: 'What.' })
  kind: CommunicationKind;

  @Field(() => DateScalar, { description: 'The day from which it is planned.' })
  from: string;

  @Field(() => Int, { description: 'Every how many months.' })
  everyMonths: number;

  @Field(() => Int, { description: 'How often it has been due up to today.' })
  planned: number;

  @Field(() => Int, { description: 'How often it was done since then.' })
  done: number;

  @Field(() => Float, { nullable: true, description: 'Done ÷ planned, at most 1; null while nothing has been due.' })
  kept: number | null;

  @Field(() => Int, { description: "How many of the customer's people took part, all together." })
  attendees: number;

  @Field(() => Money, { description: 'What it has cost; executive visits are without.' })
  cost: Money;

  @Field(() => DateScalar, { description: 'The day of the first one that is planned and not done.' })
  nextDueOn: string;

  @Field({ description: 'Whether that day is over.' })
  overdue: boolean;
}

@ObjectType({ description: 'Something that was done with an account as communication.' })
export class CommunicationActivityEntry {
  @Field(() => ID, { description: 'Identifier; of an executive visit that of its ledger entry.' })
  id: string;

  @Field(() => CommunicationKindEnum, { description: 'What.' })
  kind: CommunicationKind;

  @Field(() => DateScalar, { description: 'When.' })
  on: string;

  @Field(() => Int, { description: "How many of the customer's people took part." })
  attendees: number;

  @Field(() => Money, { description: 'What it has cost.' })
  cost: Money;

  @Field(() => Money, { description: "Of that, meals, travel and gifts for the customer's people." })
  hospitality: Money;

  @Field(() => ID, {
    nullable: true,
    description:
      'Its entry in the register of gifts and hospitality, an entry of the ledger; null where there is none.',
  })
  registerEntryId: string | null;
}

@ObjectType({ description: 'The communication with an account: planned against done.' })
export class AccountCommunication {
  @Field(() => [CommunicationLine], { description: 'What is planned; none where nobody has planned anything.' })
  lines: CommunicationLine[];

  @Field(() => [CommunicationActivityEntry], { description: 'What was done, the latest first, at most 200.' })
  activities: CommunicationActivityEntry[];

  @Field(() => [ID], { description: 'Activities with hospitality that is not in the register. There should be none.' })
  unregistered: readonly string[];
}

@InputType({ description: 'How often something is planned.' })
export class CommunicationLineInput {
  @Field(() => CommunicationKindEnum, { description: 'What.' })
  kind: CommunicationKind;

  @Field(() => DateScalar, { description: 'The day from which it is planned; the first is due so many months later.' })
  from: string;

  @Field(() => Int, { description: 'Every how many months, 1–60.' })
  everyMonths: number;
}

@InputType({ description: 'Something that was done.' })
export class RecordCommunicationInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => RecordedCommunicationEnum, { description: 'What.' })
  kind: RecordedCommunicationKind;

  @Field(() => DateScalar, { description: 'When; not a day to come.' })
  on: string;

  @Field(() => Int, { description: "How many of the customer's people took part, 0–10,000." })
  attendees: number;

  @Field(() => BigIntScalar, { description: "What it has cost, in minor units of the supplier's currency." })
  costMinor: string;

  @Field(() => BigIntScalar, {
    nullable: true,
    description: "Of that, meals, travel and gifts for the customer's people; none unless told.",
  })
  hospitalityMinor?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Its entry in the register: an entry GIFT of the account in the ledger.',
  })
  registerEntryId?: string | null;
}

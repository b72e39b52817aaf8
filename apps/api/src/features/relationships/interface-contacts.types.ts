import { type BusinessFunction, type IsoDate, MOST_EVIDENCE, type Tier } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { TierEnum } from '../contacts/contact.enums.js';
import { BusinessFunctionEnum } from '../departments/department.entity.js';

const EVIDENCE = `Ledger entries it rests on, the newest first, up to ${MOST_EVIDENCE}.`;

@ObjectType({ description: 'A person in an interface.' })
export class InterfacePerson {
  @Field(() => ID, { description: 'Of the member of staff, or of the contact.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Name; null where you may not see the person.' })
  name: string | null;
}

/** Contacts of somebody with somebody. */
@ObjectType({ isAbstract: true })
abstract class Contacts {
  @Field(() => Int, { description: 'Contacts.' })
  touches: number;

  @Field(() => DateScalar, { description: 'The last contact.' })
  lastOn: IsoDate;

  @Field(() => [ID], { description: EVIDENCE })
  evidence: readonly string[];
}

/** Contacts of a pair, which is active or not. */
@ObjectType({ isAbstract: true })
abstract class PairContacts extends Contacts {
  @Field(() => Int, { description: 'Contacts inside the shorter span that decides whether the pair is active.' })
  recent: number;

  @Field({ description: 'Whether the pair is active.' })
  active: boolean;

  @Field(() => [TierEnum], { description: 'Tiers of the customer met.' })
  tiers: readonly Tier[];
}

@ObjectType({ description: 'Contacts between one of our functions and one of theirs, inside the window.' })
export class InterfaceCell extends PairContacts {
  @Field(() => BusinessFunctionEnum, { description: 'Our function.' })
  ours: BusinessFunction;

  @Field(() => BusinessFunctionEnum, { description: 'Their function.' })
  theirs: BusinessFunction;

  @Field(() => Float, { description: 'Contacts weighed by age: half after the half-life of the policy.' })
  weight: number;
}

@ObjectType({ description: 'Contacts of one of our people with one of theirs, inside the window.' })
export class CounterpartPair extends PairContacts {
  ourPersonId: string;
  contactId: string;

  @Field(() => BusinessFunctionEnum, { description: 'What our person did when they last met.' })
  ourFunction: BusinessFunction;

  @Field(() => BusinessFunctionEnum, { description: 'What theirs did.' })
  theirFunction: BusinessFunction;
}

@ObjectType({ description: 'Contacts with a hierarchy tier of the customer inside the window.' })
export class InterfaceTier extends Contacts {
  @Field(() => TierEnum, { description: 'The tier.' })
  tier: Tier;
}

@ObjectType({ description: 'A team of people of both companies that is at work.' })
export class InterfaceTeam {
  @Field({ description: 'Its task.' })
  subject: string;

  @Field(() => DateScalar, { description: 'Since when it has been seen at work.' })
  from: IsoDate;

  @Field(() => Int, { description: 'Our people in it.' })
  ourMembers: number;

  @Field(() => Int, { description: 'Their people in it.' })
  theirMembers: number;

  @Field(() => [ID], { description: 'The ledger entries that say so, the oldest first.' })
  evidence: readonly string[];
}

@ObjectType({ description: 'How tightly the people of two companies are woven together.' })
export class InterfaceNetwork {
  @Field(() => Int, { description: 'Our people in contact.' })
  ourPeople: number;

  @Field(() => Int, { description: 'Their people in contact.' })
  theirPeople: number;

  @Field(() => Int, { description: 'Pairs of people in contact.' })
  links: number;

  @Field(() => Float, { description: 'Links ÷ all pairs there could be, 0–1.' })
  density: number;

  @Field(() => Float, { description: 'Links per person of the customer; 1 is a star of single threads.' })
  linksPerContact: number;
}

@ObjectType({ description: "One person's part of all contacts on one side." })
export class InterfaceThread {
  personId: string;

  @Field(() => Float, { description: 'Part of the contacts, 0–1.' })
  share: number;
}

@ObjectType({ description: 'Whether the relationship hangs by one person.' })
export class SingleThread {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether most contact runs through one person of theirs or of ours; null where nothing is logged.',
  })
  atRisk: boolean | null;

  @Field(() => InterfaceThread, { nullable: true, description: 'Their person with most contacts.' })
  topContact: InterfaceThread | null;

  @Field(() => InterfaceThread, { nullable: true, description: 'Our person with most contacts.' })
  topOfOurs: InterfaceThread | null;
}

import {
  type BusinessFunction,
  INTERFACE_FORMS,
  INTERFACE_READINGS,
  type InterfaceForm,
  type InterfaceGap,
  type InterfaceReading,
  type IsoDate,
  MOST_EVIDENCE,
  MOST_PAIRS,
  type Tier,
} from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { TierEnum } from '../contacts/contact.enums.js';
import { BusinessFunctionEnum } from '../departments/department.entity.js';

export const InterfaceFormEnum = codeEnum(
  'InterfaceForm',
  INTERFACE_FORMS,
  'Form of the interface between two companies. BUTTERFLY: sales and purchasing alone. TRIANGLE: functions meet their counterparts. DIAMOND: executives and joint teams, too.',
);

export const InterfaceReadingEnum = codeEnum(
  'InterfaceReading',
  INTERFACE_READINGS,
  'What one look at the contacts says. FORMING: more than a butterfly and not yet a triangle.',
);

export const INTERFACE_GAPS = [
  'MORE_FUNCTION_PAIRS',
  'MORE_TIERS',
  'LESS_SALES_PURCHASING',
  'EXECUTIVE_PAIR',
  'JOINT_TEAM',
] as const satisfies readonly InterfaceGap[];

export const InterfaceGapEnum = codeEnum(
  'InterfaceGap',
  INTERFACE_GAPS,
  'What an interface needs for a form: active pairs of functions, tiers of the customer, a smaller part of sales↔purchasing, executives who meet, a team of both companies.',
);

export const TargetFormEnum = codeEnum('InterfaceTarget', ['TRIANGLE', 'DIAMOND'] as const, 'A form to be reached.');

const EVIDENCE = `Ledger entries it rests on, the newest first, up to ${MOST_EVIDENCE}.`;

@ObjectType({ description: 'A person in an interface.' })
export class InterfacePerson {
  @Field(() => ID, { description: 'Of the member of staff, or of the contact.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Name; null where you may not see the person.' })
  name: string | null;
}

@ObjectType({ description: 'A condition of a form: what it needs, and what there is.' })
export class InterfaceCriterion {
  @Field(() => TargetFormEnum, { description: 'The form.' })
  form: 'TRIANGLE' | 'DIAMOND';

  @Field(() => InterfaceGapEnum, { description: 'What it needs.' })
  criterion: InterfaceGap;

  @Field(() => Float, { description: 'What there is: pairs, tiers, a share 0–1; 0 or 1 for executives and teams.' })
  actual: number;

  @Field(() => Float, { description: 'At least this; for LESS_SALES_PURCHASING less than this.' })
  needed: number;

  @Field({ description: 'Whether it is met.' })
  met: boolean;
}

@ObjectType({ description: 'Contacts between one of our functions and one of theirs, inside the window.' })
export class InterfaceCell {
  @Field(() => BusinessFunctionEnum, { description: 'Our function.' })
  ours: BusinessFunction;

  @Field(() => BusinessFunctionEnum, { description: 'Their function.' })
  theirs: BusinessFunction;

  @Field(() => Int, { description: 'Contacts.' })
  touches: number;

  @Field(() => Int, { description: 'Contacts inside the shorter span that decides whether the pair is active.' })
  recent: number;

  @Field({ description: 'Whether the pair is active.' })
  active: boolean;

  @Field(() => Float, { description: 'Contacts weighed by age: half after the half-life of the policy.' })
  weight: number;

  @Field(() => DateScalar, { description: 'The last contact.' })
  lastOn: IsoDate;

  @Field(() => [TierEnum], { description: 'Tiers of the customer met.' })
  tiers: readonly Tier[];

  @Field(() => [ID], { description: EVIDENCE })
  evidence: readonly string[];
}

@ObjectType({ description: 'Contacts of one of our people with one of theirs, inside the window.' })
export class CounterpartPair {
  ourPersonId: string;
  contactId: string;

  @Field(() => BusinessFunctionEnum, { description: 'What our person did when they last met.' })
  ourFunction: BusinessFunction;

  @Field(() => BusinessFunctionEnum, { description: 'What theirs did.' })
  theirFunction: BusinessFunction;

  @Field(() => Int, { description: 'Contacts.' })
  touches: number;

  @Field(() => Int, { description: 'Contacts inside the shorter span that decides whether the pair is active.' })
  recent: number;

  @Field({ description: 'Whether the pair is active.' })
  active: boolean;

  @Field(() => DateScalar, { description: 'The last contact.' })
  lastOn: IsoDate;

  @Field(() => [TierEnum], { description: 'Tiers of the customer met.' })
  tiers: readonly Tier[];

  @Field(() => [ID], { description: EVIDENCE })
  evidence: readonly string[];
}

@ObjectType({ description: 'Contacts with a hierarchy tier of the customer inside the window.' })
export class InterfaceTier {
  @Field(() => TierEnum, { description: 'The tier.' })
  tier: Tier;

  @Field(() => Int, { description: 'Contacts.' })
  touches: number;

  @Field(() => DateScalar, { description: 'The last contact.' })
  lastOn: IsoDate;

  @Field(() => [ID], { description: EVIDENCE })
  evidence: readonly string[];
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

@ObjectType({ description: 'A step of the interface from one form to the next.' })
export class InterfaceStep {
  @Field(() => DateScalar, { description: 'When it was taken.' })
  on: IsoDate;

  @Field(() => InterfaceFormEnum, { description: 'Before.' })
  from: InterfaceForm;

  @Field(() => InterfaceFormEnum, { description: 'After.' })
  to: InterfaceForm;

  @Field({ description: 'UPGRADE or REGRESSION.' })
  direction: string;

  @Field(() => DateScalar, { description: 'Since when the contacts pointed there.' })
  pointedSince: IsoDate;
}

@ObjectType({ description: 'Where the contacts point, without having lasted long enough for a step.' })
export class InterfacePending {
  @Field({ description: 'WIDER or NARROWER.' })
  direction: string;

  @Field(() => DateScalar, { description: 'Since when.' })
  since: IsoDate;
}

@ObjectType({
  description:
    'The interface of an account on a day, out of what the ledger knew at the end of it: who really talks to whom. Asked again for the same day it says the same.',
})
export class RelationshipInterface {
  accountId: string;

  @Field(() => DateScalar, { description: 'The day.' })
  asOf: IsoDate;

  @Field(() => Int, { description: 'Days the contacts are looked back on.' })
  windowDays: number;

  @Field(() => Int, { description: 'The version of the policy it was judged under; 0 for the defaults.' })
  policyVersion: number;

  @Field(() => Int, { description: 'Contacts inside the window.' })
  touches: number;

  @Field(() => InterfaceReadingEnum, {
    nullable: true,
    description: 'What the contacts of the window say; null where none is logged: unlogged is not absent.',
  })
  reading: InterfaceReading | null;

  @Field(() => String, { nullable: true, description: 'NOTHING_LOGGED where there is no reading.' })
  reason: string | null;

  @Field(() => [InterfaceGapEnum], { description: 'What is missing for the next form.' })
  missing: readonly InterfaceGap[];

  @Field({ description: 'Whether one thing alone is missing.' })
  nearMiss: boolean;

  @Field(() => [InterfaceCriterion], { description: 'The conditions of triangle and diamond, met or not.' })
  criteria: readonly InterfaceCriterion[];

  @Field(() => [InterfaceCell], { description: 'The contact matrix: pairs of functions with a contact.' })
  matrix: readonly InterfaceCell[];

  @Field(() => Int, { description: 'Active pairs of functions beside sales↔purchasing.' })
  activePairs: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Part of the contacts between our sales and their purchasing, weighed by age, 0–1.',
  })
  salesPurchasingShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Effective number of function pairs in contact.' })
  effectiveBreadth: number | null;

  @Field(() => [InterfaceTier], { description: 'Tiers of the customer met, from the bottom.' })
  tiers: readonly InterfaceTier[];

  @Field(() => [CounterpartPair], {
    description: `Pairs of people, active ones first, then by contacts, up to ${MOST_PAIRS}.`,
  })
  counterparts: readonly CounterpartPair[];

  @Field(() => Int, { description: 'All pairs of people that are active.' })
  activeCounterparts: number;

  @Field(() => CounterpartPair, { nullable: true, description: 'Executives of both sides who meet.' })
  executivePair: CounterpartPair | null;

  @Field(() => [InterfaceTeam], { description: 'Joint teams at work, the oldest first.' })
  jointTeams: readonly InterfaceTeam[];

  @Field(() => InterfaceNetwork, {
    nullable: true,
    description: 'Of all people in contact; null where nothing is logged.',
  })
  network: InterfaceNetwork | null;

  @Field(() => Float, { nullable: true, description: 'Part of the contacts that we began, 0–1.' })
  contactInitiative: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Proposals of value in a year that we began ÷ all; null where none is on record.',
  })
  initiativeRatio: number | null;

  @Field(() => [ID], { description: `The entries of those proposals, the newest first, up to ${MOST_EVIDENCE}.` })
  proposals: readonly string[];

  @Field(() => SingleThread, { description: 'Whether it hangs by one person.' })
  singleThread: SingleThread;

  @Field(() => [String], { description: 'The facts it rests on.' })
  sources: readonly string[];
}

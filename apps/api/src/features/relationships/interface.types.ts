import {
  type InterfaceForm,
  type InterfaceGap,
  type InterfaceReading,
  type IsoDate,
  MOST_EVIDENCE,
  MOST_PAIRS,
} from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import {
  CounterpartPair,
  InterfaceCell,
  InterfaceNetwork,
  InterfaceTeam,
  InterfaceTier,
  SingleThread,
} from './interface-contacts.types.js';
import { InterfaceFormEnum, InterfaceGapEnum, InterfaceReadingEnum, TargetFormEnum } from './interface.enums.js';

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

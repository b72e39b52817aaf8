import type { DmuRole, InterfaceGap, InterfaceReading, IsoDate, Stance, Tier } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { DmuRoleEnum, StanceEnum, TierEnum } from '../contacts/contact.enums.js';
import { SingleThread } from './interface-contacts.types.js';
import { InterfaceGapEnum, InterfaceReadingEnum } from './interface.enums.js';

@ObjectType({ description: "A role of the decision-making unit, as the tenant's policy lists it." })
export class DmuRoleCoverage {
  @Field(() => DmuRoleEnum, { description: 'The role.' })
  role: DmuRole;

  @Field(() => Float, { description: 'Its part of the decision, 0–1; all roles together 1.' })
  weight: number;

  contactIds: readonly string[];

  @Field({ description: 'Whether one of ours is assigned to, or in contact with, somebody in it.' })
  assigned: boolean;
}

@ObjectType({ description: 'A person of the decision-making unit, as was said at the end of the day.' })
export class DecisionMaker {
  contactId: string;
  counterpartId: string | null;

  @Field(() => ID, { description: "The person's link to the account." })
  accountContactId: string;

  @Field(() => TierEnum, { description: 'Hierarchy tier.' })
  tier: Tier;

  @Field(() => [DmuRoleEnum], { description: 'Roles.' })
  roles: readonly DmuRole[];

  @Field(() => Float, { nullable: true, description: 'Weight among the people of the same role, as was said.' })
  influenceWeight: number | null;

  @Field(() => Float, { description: 'Part of the whole known influence, 0–1; all together 1.' })
  influence: number;

  @Field(() => StanceEnum, { description: 'Whom the person supports.' })
  stance: Stance;

  @Field(() => String, { nullable: true, description: 'What shows it.' })
  stanceEvidence: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When that was seen.' })
  stanceAt: IsoDate | null;

  @Field({ description: 'Whether the person coaches us.' })
  coach: boolean;

  @Field(() => Int, { description: 'Strength of the personal relation, 0 to 5.' })
  strength: number;

  @Field(() => String, {
    nullable: true,
    description:
      'ASSIGNED: our counterpart was named. CONTACTS: the one of ours who meets the person most. Null: nobody.',
  })
  counterpartSource: string | null;

  @Field(() => Int, { description: 'Contacts inside the window of the interface.' })
  touches: number;

  @Field(() => DateScalar, { nullable: true, description: 'The last of them.' })
  lastTouchOn: IsoDate | null;
}

@ObjectType({ description: 'What would be left if a person left.' })
export class DepartureView {
  contactId: string;

  @Field(() => Float, { description: 'Influence that would be lost, 0–1.' })
  influenceLost: number;

  @Field(() => Float, { description: 'Coverage afterwards, 0–1.' })
  coverage: number;

  @Field(() => Float, { description: 'Coverage now less then.' })
  coverageLost: number;

  @Field(() => Float, { description: 'Balance of the coalition afterwards, −1 to 1.' })
  balance: number;

  @Field(() => [DmuRoleEnum], { description: 'Roles in which nobody would be known any more.' })
  rolesLost: readonly DmuRole[];

  @Field(() => Int, { description: 'Strength of the relation that would be lost, 0 to 5.' })
  strengthLost: number;

  @Field(() => Int, { description: 'Active pairs of people that would end.' })
  pairsLost: number;

  @Field(() => Int, { description: 'Active pairs of functions beside sales↔purchasing that would be left.' })
  activePairs: number;

  @Field(() => InterfaceReadingEnum, { nullable: true, description: 'What the other contacts say.' })
  reading: InterfaceReading | null;

  @Field(() => [InterfaceGapEnum], { description: 'What would be missing for the next form.' })
  missing: readonly InterfaceGap[];

  @Field(() => SingleThread, { description: 'Whether the rest would hang by one person.' })
  singleThread: SingleThread;
}

@ObjectType({
  description:
    'Who decides at an account, as was known at the end of a day. Asked again for the same day it says the same.',
})
export class DecisionMakingUnit {
  accountId: string;
  topContactId: string | null;

  @Field(() => DateScalar, { description: 'The day.' })
  asOf: IsoDate;

  @Field(() => Int, { description: 'The version of the policy it was judged under; 0 for the defaults.' })
  policyVersion: number;

  @Field(() => Int, { description: 'People known in any role.' })
  known: number;

  @Field(() => Int, { description: 'People at the account of whom no role is known.' })
  withoutRole: number;

  @Field({ description: 'Whether so few are known that this is a gap in the data.' })
  dataGap: boolean;

  @Field(() => Float, { description: 'Part of the roles in which somebody is known, 0–1.' })
  completeness: number;

  @Field(() => [DmuRoleCoverage], { description: "Every role of the tenant's list with who is known in it." })
  roles: readonly DmuRoleCoverage[];

  @Field(() => [DmuRoleEnum], { description: 'Roles in which nobody is known.' })
  gaps: readonly DmuRole[];

  @Field(() => [DecisionMaker], { description: 'The people in a role, most influence first.' })
  members: readonly DecisionMaker[];

  @Field(() => Float, { description: 'Influence weighed by the strength of the relation, 0–1.' })
  coverage: number;

  @Field(() => Float, { description: 'Coverage if the person left who carries most of it.' })
  coverageWithoutTop: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Influence weighed by stance, −1 against us to 1 for us; null where nobody is known.',
  })
  balance: number | null;

  @Field(() => Float, { description: 'Influence that supports us or leans to us, 0–1.' })
  supporters: number;

  @Field(() => Float, { description: 'Influence that takes no side, 0–1.' })
  neutral: number;

  @Field(() => Float, { description: 'Influence that supports a rival or leans to one, 0–1.' })
  opponents: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Influence that somebody of ours spoke with inside the window of the interface, 0–1; null where nobody is known.',
  })
  contactReach: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'ONE_TO_DMU: everything runs through one of ours. UNITS_TO_DMU: several. Null: through nobody.',
  })
  communicationMode: string | null;

  @Field(() => [DmuRoleEnum], {
    description: 'Roles to which nobody of ours is assigned and with which nobody is in contact.',
  })
  rolesUnassigned: readonly DmuRole[];

  @Field(() => [String], {
    description: 'ONE_CONTACT_CARRIES_MOST, ONE_OF_OURS_CARRIES_MOST, ONLY_ONE_STRONG_RELATION.',
  })
  threadWarnings: readonly string[];

  @Field(() => [String], { description: 'The facts it rests on.' })
  sources: readonly string[];
}

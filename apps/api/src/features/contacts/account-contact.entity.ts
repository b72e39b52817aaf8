import type { DmuRole, Stance, Tier } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { DmuRoleEnum, StanceEnum, TierEnum } from './contact.enums.js';

@Entity('account_contact')
@ObjectType({ description: 'A person at an account for a time, and what she or he is there.' })
export class AccountContact {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid')
  contactId: string;

  @Column('uuid', { nullable: true })
  departmentId: string | null;

  @Column('text')
  @Field(() => TierEnum, { description: 'Hierarchy tier there.' })
  tier: Tier;

  @Column('date')
  @Field(() => DateScalar, { description: 'First day.' })
  validFrom: string;

  @Column('date', { nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'Last day; null: until further notice.' })
  validTo: string | null;

  @Column('text', { array: true })
  @Field(() => [DmuRoleEnum], { description: 'Roles in the decision-making unit.' })
  roles: DmuRole[];

  @Column('real', { nullable: true })
  @Field(() => Float, { nullable: true, description: 'Weight in the decision, 0 to 1; null: unknown.' })
  influenceWeight: number | null;

  @Column('text')
  @Field(() => StanceEnum, { description: 'Whom the person supports.' })
  stance: Stance;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What was seen or heard that shows the stance.' })
  stanceEvidence: string | null;

  @Column('date', { nullable: true })
  @Field(() => DateScalar, { nullable: true, description: 'Day of that observation.' })
  stanceAt: string | null;

  @Column('boolean')
  @Field({ description: 'Whether the person coaches us: tells us how things are decided and wants us to win.' })
  coach: boolean;

  @Column('smallint')
  @Field(() => Int, { description: 'Strength of the personal relation: 0 unknown to us to 5 works for our success.' })
  relationStrength: number;

  @Column('uuid', { nullable: true })
  counterpartId: string | null;

  @Column('timestamptz', { nullable: true })
  recordedAt: Date | null;
}

@ObjectType({ description: 'What was said of a person at an account until it was changed.' })
export class AccountContactPast {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When it was changed: until then this held.' })
  until: Date;

  @Field({ description: 'Who changed it, as `staff:<id>`.' })
  changedBy: string;

  @Field(() => TierEnum, { description: 'Hierarchy tier there.' })
  tier: Tier;

  @Field(() => DateScalar, { description: 'First day.' })
  validFrom: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day; null: until further notice.' })
  validTo: string | null;

  @Field(() => [DmuRoleEnum], { description: 'Roles in the decision-making unit.' })
  roles: DmuRole[];

  @Field(() => Float, { nullable: true, description: 'Weight in the decision, 0 to 1; null: unknown.' })
  influenceWeight: number | null;

  @Field(() => StanceEnum, { description: 'Whom the person supported.' })
  stance: Stance;

  @Field(() => String, { nullable: true, description: 'What showed the stance.' })
  stanceEvidence: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of that observation.' })
  stanceAt: string | null;

  @Field({ description: 'Whether the person coached us.' })
  coach: boolean;

  @Field(() => Int, { description: 'Strength of the personal relation, 0 to 5.' })
  relationStrength: number;
}

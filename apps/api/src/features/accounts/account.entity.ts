import type { Stage, StagePosition } from '@mortise/domain';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StageEnum, StagePositionEnum } from './account.enums.js';

@Entity('account')
@ObjectType({ description: 'A customer: a company, or a part of a group that buys on its own.' })
export class Account {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "The account's number in the supplier's own systems; unique." })
  externalId: string | null;

  @Column('text')
  @Field({ description: 'Name.' })
  name: string;

  @Column('text')
  nameLower: string;

  @Column('uuid', { nullable: true })
  parentId: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2.' })
  country: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Region or province.' })
  region: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'City.' })
  city: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Industry the customer works in.' })
  industry: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the customer does with what it buys: maker, distributor, contractor, …',
  })
  businessModel: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "Currency of its trade, ISO 4217; null: the supplier's own." })
  currency: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "The supplier's own priority class, for example A." })
  priorityClass: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postcode: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "The supplier's own class of size, for example L." })
  sizeClass: string | null;

  @Column('uuid', { nullable: true })
  ownerId: string | null;

  @Column('boolean')
  @Field({ description: 'Whether it buys complex offerings, made or adapted for it.' })
  complexOffering: boolean;

  @Column('text', { nullable: true })
  @Field(() => StagePositionEnum, {
    nullable: true,
    description: 'Where the relationship stands; null until an opening stage is recorded.',
  })
  stage: StagePosition | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it stands there.' })
  stageSince: Date | null;

  @Column('text', { nullable: true })
  @Field(() => StageEnum, { nullable: true, description: 'The stage the account plan aims at.' })
  targetStage: Stage | null;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was archived; null while in use. Archived accounts stay readable.',
  })
  archivedAt: Date | null;

  @Column('int')
  @Field(() => Int, { description: 'Grows with every change; an update names the version it was made from.' })
  version: number;
}

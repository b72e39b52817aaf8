import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

@Entity('team')
@ObjectType({
  description: 'A team of staff. Its members see the accounts assigned to it and all accounts below those.',
})
export class Team {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('text')
  @Field({ description: 'Name; unique.' })
  name: string;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt: Date;
}

import { BUSINESS_FUNCTIONS, type BusinessFunction } from '@mortise/domain';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const BusinessFunctionEnum = codeEnum(
  'BusinessFunction',
  BUSINESS_FUNCTIONS,
  'What a department does in a company, ours or theirs.',
);

@Entity('department')
@ObjectType({ description: "A department: one of the supplier's own, or one at an account." })
export class Department {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('uuid', { nullable: true })
  accountId: string | null;

  @Column('text')
  @Field({ description: 'Name.' })
  name: string;

  @Column('text')
  @Field(() => BusinessFunctionEnum, { description: 'What it does in its company.' })
  function: BusinessFunction;

  @Column('timestamptz')
  createdAt: Date;
}

import type { BusinessFunction } from '@mortise/domain';
import { Field, ID, InputType } from '@nestjs/graphql';
import { Connection } from '../../platform/graphql/connection.js';
import { BusinessFunctionEnum, Department } from './department.entity.js';

/** A page of departments. */
export const DepartmentConnection = Connection(Department, 'Department');

@InputType({ description: 'A new department.' })
export class CreateDepartmentInput {
  @Field(() => ID, { nullable: true, description: 'The account it is a department of; none: it is one of our own.' })
  accountId?: string | null;

  @Field({ description: 'Name, 1–200 characters.' })
  name: string;

  @Field(() => BusinessFunctionEnum, { description: 'What it does in its company.' })
  function: BusinessFunction;
}

@InputType({ description: 'What to change about a department; what is left out stays.' })
export class UpdateDepartmentInput {
  @Field(() => String, { nullable: true, description: 'Name, 1–200 characters.' })
  name?: string;

  @Field(() => BusinessFunctionEnum, { nullable: true, description: 'What it does in its company.' })
  function?: BusinessFunction;
}

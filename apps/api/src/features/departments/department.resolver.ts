import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { Account } from '../accounts/account.entity.js';
import { Department } from './department.entity.js';
import { DEPARTMENTS_BY_NAME } from './department.reads.js';
import { DepartmentService } from './department.service.js';
import { CreateDepartmentInput, DepartmentConnection, UpdateDepartmentInput } from './department.types.js';

const DEPARTMENT_ID = { type: () => ID, description: 'The department.' };

@Resolver(() => Department)
export class DepartmentResolver {
  constructor(@Inject(DepartmentService) private readonly service: DepartmentService) {}

  @Query(() => DepartmentConnection, { description: 'Our own departments, by name.' })
  @Allow('staff.read')
  departments(@Args() args: ConnectionArgs): Read<Department> {
    return readConnection(args, DEPARTMENTS_BY_NAME, {
      where: (department) => sql`${department('account_id')} is null`,
    });
  }

  @ResolveField(() => Account, {
    nullable: true,
    description: 'The account it is a department of, null for one of our own; needs account.read.',
  })
  account(): never {
    return readByEngine();
  }

  @Mutation(() => Department, {
    description:
      'Adds a department: at an account with account.write, one of our own with staff.manage. Errors: INPUT_INVALID, NOT_FOUND (account), FORBIDDEN.',
  })
  @Allow('staff')
  @Transactional()
  async createDepartment(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The department.' }) input: CreateDepartmentInput,
  ): Promise<Read<Department>> {
    return readWritten(await this.service.create(ctx, input));
  }

  @Mutation(() => Department, {
    description: 'Changes a department; rights as to add one. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN.',
  })
  @Allow('staff')
  @Transactional()
  async updateDepartment(
    @Ctx() ctx: RequestContext,
    @Args('id', DEPARTMENT_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateDepartmentInput,
  ): Promise<Read<Department>> {
    return readWritten(await this.service.update(ctx, id, input));
  }

  @Mutation(() => Boolean, {
    description:
      'Deletes a department nobody belongs to; rights as to add one. Errors: NOT_FOUND, DEPARTMENT_IN_USE, FORBIDDEN.',
  })
  @Allow('staff')
  @Transactional()
  deleteDepartment(@Ctx() ctx: RequestContext, @Args('id', DEPARTMENT_ID) id: string): Promise<boolean> {
    return this.service.delete(ctx, id);
  }
}

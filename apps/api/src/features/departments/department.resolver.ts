import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { Account } from '../accounts/account.entity.js';
import { AccountService } from '../accounts/account.service.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { DepartmentListService } from './department-list.service.js';
import { Department } from './department.entity.js';
import { DepartmentService } from './department.service.js';
import { CreateDepartmentInput, DepartmentConnection, UpdateDepartmentInput } from './department.types.js';

const DEPARTMENT_ID = { type: () => ID, description: 'The department.' };

@Resolver(() => Department)
export class DepartmentResolver {
  constructor(
    @Inject(DepartmentService) private readonly service: DepartmentService,
    @Inject(DepartmentListService) private readonly lists: DepartmentListService,
    @Inject(AccountService) private readonly accounts: AccountService,
  ) {}

  @Query(() => DepartmentConnection, { description: 'Our own departments, by name.' })
  @Allow('staff.read')
  departments(@Ctx() ctx: RequestContext, @Args() args: ConnectionArgs): Promise<ConnectionOf<Department>> {
    return this.lists.ours(ctx, args);
  }

  @ResolveField(() => Account, {
    nullable: true,
    description: 'The account it is a department of, null for one of our own; needs account.read.',
  })
  async account(@Ctx() ctx: RequestContext, @Parent() { accountId }: Department): Promise<Account | null> {
    if (accountId === null) return null;
    demandPermission(ctx, 'account.read');
    return (await batchLoad(ctx, this.accounts.byIds, accountId)) ?? null;
  }

  @Mutation(() => Department, {
    description:
      'Adds a department: at an account with account.write, one of our own with staff.manage. Errors: INPUT_INVALID, NOT_FOUND (account), FORBIDDEN.',
  })
  @Allow('staff')
  @Transactional()
  createDepartment(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The department.' }) input: CreateDepartmentInput,
  ): Promise<Department> {
    return this.service.create(ctx, input);
  }

  @Mutation(() => Department, {
    description: 'Changes a department; rights as to add one. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN.',
  })
  @Allow('staff')
  @Transactional()
  updateDepartment(
    @Ctx() ctx: RequestContext,
    @Args('id', DEPARTMENT_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateDepartmentInput,
  ): Promise<Department> {
    return this.service.update(ctx, id, input);
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

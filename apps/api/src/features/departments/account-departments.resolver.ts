import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { Account } from '../accounts/account.entity.js';
import { DepartmentListService } from './department-list.service.js';
import type { Department } from './department.entity.js';
import { DepartmentConnection } from './department.types.js';

@Resolver(() => Account)
export class AccountDepartmentsResolver {
  constructor(@Inject(DepartmentListService) private readonly lists: DepartmentListService) {}

  @ResolveField(() => DepartmentConnection, { description: "The customer's departments, by name." })
  departments(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<Department>> {
    return this.lists.at(ctx, id, args);
  }
}

import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { DepartmentConnection } from './department.types.js';

@Resolver(() => Account)
export class AccountDepartmentsResolver {
  @ResolveField(() => DepartmentConnection, { description: "The customer's departments, by name." })
  departments(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}

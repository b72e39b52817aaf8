import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { AccountContactConnection, AccountContactsArgs } from './account-contact.types.js';

@Resolver(() => Account)
export class AccountContactsResolver {
  @ResolveField(() => AccountContactConnection, {
    description: 'Who is there on a day and what they are there, by name; needs contact.read.',
  })
  contacts(@Args() _args: AccountContactsArgs): never {
    return readByEngine();
  }
}

import { Args, Int, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { Account } from './account.entity.js';
import { AccountConnection } from './account.types.js';

/** Fields of accounts that are no columns; how they are read stands in `account.reads.ts`. */
@Resolver(() => Account)
export class AccountFieldsResolver {
  @ResolveField(() => Account, {
    nullable: true,
    description: 'The account it is a part of; null when there is none you may see.',
  })
  parent(): never {
    return readByEngine();
  }

  @ResolveField(() => [Account], { description: 'All accounts above it that you may see, the nearest first.' })
  ancestors(): never {
    return readByEngine();
  }

  @ResolveField(() => AccountConnection, { description: 'Its direct parts in use, by name.' })
  children(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => Int, { description: 'How many accounts in use lie below it, at any depth.' })
  descendantCount(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, {
    nullable: true,
    description: 'The member of staff who answers for it; needs staff.read.',
  })
  owner(): never {
    return readByEngine();
  }
}

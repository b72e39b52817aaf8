import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { AlertWhy } from './alert-explanation.js';
import { Alert } from './alert.entity.js';
import { AlertConnection } from './alert.types.js';

/** Fields of alerts that are no columns; how they are read stands in `alert.reads.ts`. */
@Resolver(() => Alert)
export class AlertFieldsResolver {
  @ResolveField(() => Account, { description: 'The account it warns about.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who looked at it; null before.' })
  triagedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => AlertWhy, { description: 'Why it was raised.' })
  why(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountAlertsResolver {
  @ResolveField(() => AlertConnection, { description: 'Its alerts, the newest first; needs alert.read.' })
  alerts(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}

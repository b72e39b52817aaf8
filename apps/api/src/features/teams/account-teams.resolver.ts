import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { Team } from './team.entity.js';

@Resolver(() => Account)
export class AccountTeamsResolver {
  @ResolveField(() => [Team], { description: 'The teams it is assigned to itself, by name; needs staff.read.' })
  teams(): never {
    return readByEngine();
  }
}

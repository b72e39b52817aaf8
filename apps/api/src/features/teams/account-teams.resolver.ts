import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { Account } from '../accounts/account.entity.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { TeamRosterService } from './team-roster.service.js';
import { Team } from './team.entity.js';

@Resolver(() => Account)
export class AccountTeamsResolver {
  constructor(@Inject(TeamRosterService) private readonly roster: TeamRosterService) {}

  @ResolveField(() => [Team], { description: 'The teams it is assigned to itself, by name; needs staff.read.' })
  async teams(@Ctx() ctx: RequestContext, @Parent() { id }: Account): Promise<Team[]> {
    demandPermission(ctx, 'staff.read');
    return (await batchLoad(ctx, this.roster.teamsOf, id)) ?? [];
  }
}

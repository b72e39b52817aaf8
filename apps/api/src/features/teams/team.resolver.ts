import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { AccountConnection } from '../accounts/account.types.js';
import { StaffMemberConnection } from '../staff/staff.types.js';
import { Team } from './team.entity.js';
import { TEAMS_BY_NAME } from './team.reads.js';
import { TeamService } from './team.service.js';
import { CreateTeamInput, TeamConnection } from './team.types.js';

const TEAM_ID = { type: () => ID, description: 'The team.' };
const STAFF_ID = { type: () => ID, description: 'The member of staff.' };
const ACCOUNT_ID = { type: () => ID, description: 'The account.' };

@Resolver(() => Team)
export class TeamResolver {
  constructor(@Inject(TeamService) private readonly service: TeamService) {}

  @Query(() => TeamConnection, { description: 'All teams, by name.' })
  @Allow('staff.read')
  teams(@Args() args: ConnectionArgs): Read<Team> {
    return readConnection(args, TEAMS_BY_NAME);
  }

  @Query(() => Team, { nullable: true, description: 'One team; null when there is none.' })
  @Allow('staff.read')
  team(@Args('id', TEAM_ID) id: string): Read<Team> {
    return readById(id);
  }

  @ResolveField(() => StaffMemberConnection, { description: 'Its active members, by name; needs staff.read.' })
  members(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => AccountConnection, {
    description: 'The accounts assigned to it that you may see, by name; needs account.read.',
  })
  accounts(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @Mutation(() => Team, { description: 'Adds a team. Errors: INPUT_INVALID, TEAM_NAME_TAKEN.' })
  @Allow('staff.manage')
  @Transactional()
  async createTeam(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The team.' }) input: CreateTeamInput,
  ): Promise<Read<Team>> {
    return readWritten(await this.service.create(ctx, input));
  }

  @Mutation(() => Team, {
    description: "Puts somebody on a team, who at once sees the team's accounts. Errors: NOT_FOUND (team, staff).",
  })
  @Allow('staff.manage')
  @Transactional()
  async addTeamMember(
    @Ctx() ctx: RequestContext,
    @Args('teamId', TEAM_ID) teamId: string,
    @Args('staffId', STAFF_ID) staffId: string,
  ): Promise<Read<Team>> {
    return readWritten(await this.service.addMember(ctx, teamId, staffId));
  }

  @Mutation(() => Team, {
    description: 'Takes somebody off a team, who at once sees nothing of it any more. Errors: NOT_FOUND (team).',
  })
  @Allow('staff.manage')
  @Transactional()
  async removeTeamMember(
    @Ctx() ctx: RequestContext,
    @Args('teamId', TEAM_ID) teamId: string,
    @Args('staffId', STAFF_ID) staffId: string,
  ): Promise<Read<Team>> {
    return readWritten(await this.service.removeMember(ctx, teamId, staffId));
  }

  @Mutation(() => Team, {
    description: 'Assigns an account, with everything below it, to a team. Errors: NOT_FOUND (team, account).',
  })
  @Allow('staff.manage')
  @Transactional()
  async assignTeam(
    @Ctx() ctx: RequestContext,
    @Args('teamId', TEAM_ID) teamId: string,
    @Args('accountId', ACCOUNT_ID) accountId: string,
  ): Promise<Read<Team>> {
    return readWritten(await this.service.assign(ctx, teamId, accountId));
  }

  @Mutation(() => Team, { description: 'Takes an account away from a team. Errors: NOT_FOUND (team, account).' })
  @Allow('staff.manage')
  @Transactional()
  async unassignTeam(
    @Ctx() ctx: RequestContext,
    @Args('teamId', TEAM_ID) teamId: string,
    @Args('accountId', ACCOUNT_ID) accountId: string,
  ): Promise<Read<Team>> {
    return readWritten(await this.service.unassign(ctx, teamId, accountId));
  }
}

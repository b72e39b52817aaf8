import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import type { Account } from '../accounts/account.entity.js';
import { AccountConnection } from '../accounts/account.types.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { StaffMember } from '../staff/staff-member.entity.js';
import { StaffMemberConnection } from '../staff/staff.types.js';
import { TeamRosterService } from './team-roster.service.js';
import { Team } from './team.entity.js';
import { TeamService } from './team.service.js';
import { CreateTeamInput, TeamConnection } from './team.types.js';

const TEAM_ID = { type: () => ID, description: 'The team.' };
const STAFF_ID = { type: () => ID, description: 'The member of staff.' };
const ACCOUNT_ID = { type: () => ID, description: 'The account.' };

@Resolver(() => Team)
export class TeamResolver {
  constructor(
    @Inject(TeamService) private readonly service: TeamService,
    @Inject(TeamRosterService) private readonly roster: TeamRosterService,
  ) {}

  @Query(() => TeamConnection, { description: 'All teams, by name.' })
  @Allow('staff.read')
  teams(@Ctx() ctx: RequestContext, @Args() args: ConnectionArgs): Promise<ConnectionOf<Team>> {
    return this.service.list(ctx, args);
  }

  @Query(() => Team, { nullable: true, description: 'One team; null when there is none.' })
  @Allow('staff.read')
  team(@Ctx() ctx: RequestContext, @Args('id', TEAM_ID) id: string): Promise<Team | null> {
    return this.service.find(ctx, id);
  }

  @ResolveField(() => StaffMemberConnection, { description: 'Its active members, by name; needs staff.read.' })
  members(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Team,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<StaffMember>> {
    demandPermission(ctx, 'staff.read');
    return this.roster.members(ctx, id, args);
  }

  @ResolveField(() => AccountConnection, {
    description: 'The accounts assigned to it that you may see, by name; needs account.read.',
  })
  accounts(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Team,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<Account>> {
    demandPermission(ctx, 'account.read');
    return this.roster.assigned(ctx, id, args);
  }

  @Mutation(() => Team, { description: 'Adds a team. Errors: INPUT_INVALID, TEAM_NAME_TAKEN.' })
  @Allow('staff.manage')
  @Transactional()
  createTeam(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The team.' }) input: CreateTeamInput,
  ): Promise<Team> {
    return this.service.create(ctx, input);
  }

  @Mutation(() => Team, {
    description: "Puts somebody on a team, who at once sees the team's accounts. Errors: NOT_FOUND (team, staff).",
  })
  @Allow('staff.manage')
  @Transactional()
  addTeamMember(
    @Ctx() ctx: RequestContext,
    @Args('teamId', TEAM_ID) teamId: string,
    @Args('staffId', STAFF_ID) staffId: string,
  ): Promise<Team> {
    return this.service.addMember(ctx, teamId, staffId);
  }

  @Mutation(() => Team, {
    description: 'Takes somebody off a team, who at once sees nothing of it any more. Errors: NOT_FOUND (team).',
  })
  @Allow('staff.manage')
  @Transactional()
  removeTeamMember(
    @Ctx() ctx: RequestContext,
    @Args('teamId', TEAM_ID) teamId: string,
    @Args('staffId', STAFF_ID) staffId: string,
  ): Promise<Team> {
    return this.service.removeMember(ctx, teamId, staffId);
  }

  @Mutation(() => Team, {
    description: 'Assigns an account, with everything below it, to a team. Errors: NOT_FOUND (team, account).',
  })
  @Allow('staff.manage')
  @Transactional()
  assignTeam(
    @Ctx() ctx: RequestContext,
    @Args('teamId', TEAM_ID) teamId: string,
    @Args('accountId', ACCOUNT_ID) accountId: string,
  ): Promise<Team> {
    return this.service.assign(ctx, teamId, accountId);
  }

  @Mutation(() => Team, { description: 'Takes an account away from a team. Errors: NOT_FOUND (team, account).' })
  @Allow('staff.manage')
  @Transactional()
  unassignTeam(
    @Ctx() ctx: RequestContext,
    @Args('teamId', TEAM_ID) teamId: string,
    @Args('accountId', ACCOUNT_ID) accountId: string,
  ): Promise<Team> {
    return this.service.unassign(ctx, teamId, accountId);
  }
}

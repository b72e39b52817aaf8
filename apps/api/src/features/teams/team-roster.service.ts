import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ConnectionArgs, ConnectionOf } from '../../platform/graphql/connection.js';
import type { Account } from '../accounts/account.entity.js';
import { AccountService } from '../accounts/account.service.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';
import type { StaffMember } from '../staff/staff-member.entity.js';
import { StaffService } from '../staff/staff.service.js';
import type { Team } from './team.entity.js';
import { TeamService } from './team.service.js';

interface Row {
  readonly parent: string;
  readonly id: string;
  readonly name: string;
}

/** Who and what belongs to teams, seen from the team and from the account. */
@Injectable()
export class TeamRosterService {
  constructor(
    @Inject(TeamService) private readonly teams: TeamService,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(AccountService) private readonly accounts: AccountService,
  ) {}

  /** The teams an account is assigned to itself, by name. */
  readonly teamsOf = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, Team[]>> => {
    const rows = await ctx.unit.query<{ account: string; team: string }>(tenantSql`
      select t.account_id as account, t.team_id as team from account_team t
      where t.tenant_id = ${TENANT} and t.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 't.account_id')}`);
    const teams = await this.teams.byIds(ctx, [...new Set(rows.map(({ team }) => team))]);
    const found = new Map<string, Team[]>(accountIds.map((id) => [id, []]));
    for (const { account, team: id } of rows) {
      const team = teams.get(id);
      if (team) found.get(account)?.push(team);
    }
    for (const each of found.values()) each.sort((a, b) => (a.name < b.name ? -1 : 1));
    return found;
  };

  /** A team's people, by name. */
  members(ctx: RequestContext, teamId: string, args: ConnectionArgs): Promise<ConnectionOf<StaffMember>> {
    return this.memberPages.page(ctx, teamId, args);
  }

  /** The visible accounts assigned to a team itself, by name. */
  assigned(ctx: RequestContext, teamId: string, args: ConnectionArgs): Promise<ConnectionOf<Account>> {
    return this.accountPages.page(ctx, teamId, args);
  }

  private readonly memberPages = new NestedPages<Row, StaffMember>({
    order: [
      { column: 's.name', type: 'text' },
      { column: 's.id', type: 'uuid' },
    ],
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query(tenantSql`
      select p.id as parent, s.* from unnest(${parents}::uuid[]) p(id) cross join lateral (
        select s.id, s.name from team_member m join staff_member s on s.tenant_id = m.tenant_id and s.id = m.staff_id
        where m.tenant_id = ${TENANT} and m.team_id = p.id and s.disabled_at is null and ${after} order by ${orderBy} ${limit}) s
      order by ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query(tenantSql`
      select m.team_id as parent, count(*) from team_member m join staff_member s on s.tenant_id = m.tenant_id and s.id = m.staff_id
      where m.tenant_id = ${TENANT} and m.team_id = any(${parents}::uuid[]) and s.disabled_at is null group by m.team_id`),
    key: ({ name, id }) => [name, id],
    nodes: async (ctx, rows) => {
      const members = await this.staff.byIds(
        ctx,
        rows.map(({ id }) => id),
      );
      return rows.map(({ id }) => members.get(id) as StaffMember);
    },
  });

  private readonly accountPages = new NestedPages<Row, Account>({
    order: [
      { column: 'a.name_lower', type: 'text' },
      { column: 'a.id', type: 'uuid' },
    ],
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query(tenantSql`
      select p.id as parent, a.id, a.name_lower as name from unnest(${parents}::uuid[]) p(id) cross join lateral (
        select a.id, a.name_lower from account_team t join account a on a.tenant_id = t.tenant_id and a.id = t.account_id
        where t.tenant_id = ${TENANT} and t.team_id = p.id and ${visibleAccount(ctx, 'a.id')} and ${after} order by ${orderBy} ${limit}) a
      order by ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query(tenantSql`
      select t.team_id as parent, count(*) from account_team t
      where t.tenant_id = ${TENANT} and t.team_id = any(${parents}::uuid[]) and ${visibleAccount(ctx, 't.account_id')} group by t.team_id`),
    key: ({ name, id }) => [name, id],
    nodes: async (ctx, rows) => {
      const accounts = await this.accounts.byIds(
        ctx,
        rows.map(({ id }) => id),
      );
      return rows.map(({ id }) => accounts.get(id) as Account);
    },
  });
}

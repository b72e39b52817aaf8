import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { isRowId, line } from '../../platform/errors/input-schemas.js';
import { StaffService } from '../staff/staff.service.js';
import { Team } from './team.entity.js';
import { TeamNameTaken } from './team.errors.js';
import type { CreateTeamInput } from './team.types.js';

const createInput = z.object({ name: line(100) });

/** Teams, who is in them, and which accounts are assigned to them. Rights follow at once: nothing is cached. */
@Injectable()
export class TeamService {
  constructor(
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** @throws TeamNameTaken */
  async create(ctx: RequestContext, input: CreateTeamInput): Promise<{ readonly id: string }> {
    const { name } = parseInput(createInput, input);
    const id = uuidv7();
    const repository = await ctx.unit.repository(Team);
    await naming(UNIQUE_VIOLATION, () => new TeamNameTaken(), repository.insert({ id, name, createdAt: ctx.now() }));
    await this.audit.record(ctx, { action: 'created', entity: 'team', entityId: id, detail: { name } });
    return { id };
  }

  /** Twice is once. @throws NotFound for the team or the person */
  async addMember(ctx: RequestContext, teamId: string, staffId: string): Promise<Team> {
    const team = await this.require(ctx, teamId);
    const member = isRowId(staffId) ? await this.staff.get(ctx, staffId) : undefined;
    if (!member || member.disabledAt !== null) throw new NotFound('Staff member');
    const added = await ctx.unit.execute(tenantSql`
      insert into team_member (tenant_id, team_id, staff_id) values (${TENANT}, ${team.id}, ${member.id}) on conflict do nothing`);
    if (added > 0) await this.recordMember(ctx, 'member-added', team.id, member.id);
    return team;
  }

  /** Twice is once. @throws NotFound for the team */
  async removeMember(ctx: RequestContext, teamId: string, staffId: string): Promise<Team> {
    const team = await this.require(ctx, teamId);
    const removed =
      isRowId(staffId) &&
      (await ctx.unit.execute(tenantSql`
      delete from team_member where tenant_id = ${TENANT} and team_id = ${team.id} and staff_id = ${staffId}`));
    if (removed) await this.recordMember(ctx, 'member-removed', team.id, staffId);
    return team;
  }

  /** Twice is once. @throws NotFound for the team @throws AccountNotFound */
  async assign(ctx: RequestContext, teamId: string, accountId: string): Promise<Team> {
    const team = await this.require(ctx, teamId);
    const account = await this.accounts.requireVisible(ctx, accountId, ['accountId']);
    const added = await ctx.unit.execute(tenantSql`
      insert into account_team (tenant_id, account_id, team_id, since) values (${TENANT}, ${account.id}, ${team.id}, ${ctx.now()})
      on conflict do nothing`);
    if (added > 0) await this.recordAssignment(ctx, 'assigned', team.id, account.id);
    return team;
  }

  /** Twice is once. @throws NotFound for the team @throws AccountNotFound */
  async unassign(ctx: RequestContext, teamId: string, accountId: string): Promise<Team> {
    const team = await this.require(ctx, teamId);
    const account = await this.accounts.requireVisible(ctx, accountId, ['accountId']);
    const removed = await ctx.unit.execute(tenantSql`
      delete from account_team where tenant_id = ${TENANT} and account_id = ${account.id} and team_id = ${team.id}`);
    if (removed > 0) await this.recordAssignment(ctx, 'unassigned', team.id, account.id);
    return team;
  }

  private async require(ctx: RequestContext, id: string): Promise<Team> {
    const team = isRowId(id) ? await (await ctx.unit.repository(Team)).findOne({ id }) : null;
    if (!team) throw new NotFound('Team');
    return team;
  }

  private recordMember(ctx: RequestContext, action: string, teamId: string, staffId: string): Promise<void> {
    return this.audit.record(ctx, { action, entity: 'team', entityId: teamId, detail: { staffId } });
  }

  private recordAssignment(ctx: RequestContext, action: string, teamId: string, accountId: string): Promise<void> {
    return this.audit.recordForAccount(ctx, { accountId, action, entity: 'team', entityId: teamId });
  }
}

import type { CommunicationActivity, IsoDate, PlannedCommunication } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';

/** An activity as it is recorded. */
export interface StoredActivity extends CommunicationActivity {
  readonly accountId: string;
}

/** What is planned and done as communication. */
@Injectable()
export class CommunicationStore {
  async lines(ctx: RequestContext, accountIds: readonly string[]) {
    return ctx.unit.query<PlannedCommunication & { readonly accountId: string }>(tenantSql`
      select account_id as "accountId", kind, from_day::text as "from", every_months as "everyMonths" from communication_line
      where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) order by account_id, kind`);
  }

  /** Puts these lines in the place of an account's. */
  async replaceLines(ctx: RequestContext, accountId: string, lines: readonly PlannedCommunication[]): Promise<void> {
    await ctx.unit.execute(tenantSql`
      delete from communication_line where tenant_id = ${TENANT} and account_id = ${accountId}`);
    if (lines.length === 0) return;
    await ctx.unit.execute(tenantSql`
      insert into communication_line (tenant_id, account_id, kind, from_day, every_months)
      select ${TENANT}::uuid, ${accountId}::uuid, l.kind, l.from_day, l.every_months
      from unnest(${lines.map(({ kind }) => kind)}::text[], ${lines.map(({ from }) => from)}::date[],
        ${lines.map(({ everyMonths }) => everyMonths)}::int[]) as l (kind, from_day, every_months)`);
  }

  async activities(ctx: RequestContext, accountIds: readonly string[]): Promise<StoredActivity[]> {
    const rows = await ctx.unit.query<StoredActivity & { costMinor: unknown; hospitalityMinor: unknown }>(tenantSql`
      select id, account_id as "accountId", kind, on_day::text as "on", attendees, cost_minor as "costMinor", hospitality_minor as "hospitalityMinor",
        register_entry_id as "registerEntryId"
      from communication_activity where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) and withdrawn_at is null order by on_day, id`);
    return rows.map((row) => ({
      ...row,
      costMinor: BigInt(String(row.costMinor)),
      hospitalityMinor: BigInt(String(row.hospitalityMinor)),
    }));
  }

  async add(ctx: RequestContext, activity: StoredActivity & { readonly on: IsoDate }): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into communication_activity (tenant_id, id, account_id, kind, on_day, attendees, cost_minor, hospitality_minor, register_entry_id,
        recorded_at, recorded_by)
      values (${TENANT}, ${activity.id}, ${activity.accountId}, ${activity.kind}, ${activity.on}, ${activity.attendees}, ${activity.costMinor},
        ${activity.hospitalityMinor}, ${activity.registerEntryId}, ${ctx.now()}, ${ctx.actor})`);
  }

  /** Takes back what was recorded by mistake; doing so twice changes nothing. @throws NotFound @returns its account */
  async withdraw(ctx: RequestContext, id: string): Promise<string> {
    const row = await ctx.unit.first<{ account_id: string }>(tenantSql`
      update communication_activity c set withdrawn_at = coalesce(c.withdrawn_at, ${ctx.now()}), withdrawn_by = coalesce(c.withdrawn_by, ${ctx.actor})
      where c.tenant_id = ${TENANT} and c.id = ${id} and ${visibleAccount(ctx, 'c.account_id')} returning c.account_id`);
    if (!row) throw new NotFound('Activity');
    return row.account_id;
  }
}

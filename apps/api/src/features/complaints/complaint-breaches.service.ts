import type { CourseClock, IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantDayOf } from '../../platform/context/tenant-day.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** A deadline that passed unmet. */
export interface ComplaintBreach {
  readonly complaintId: string;
  readonly number: string;
  readonly step: CourseClock;
  readonly dueAt: Date;
  /** The day on which it passed, where the tenant is. */
  readonly breachedOn: IsoDate;
  readonly reachedAt: Date | null;
}

/** Deadlines of complaints that passed unmet, as they are on record. The caller has made sure that the accounts may be seen. */
@Injectable()
export class ComplaintBreaches {
  /**
   * Of each of these accounts and days, in the order given, the breaches of so many days up to then: of each complaint the
   * latest, the latest first. As many statements for many as for one.
   */
  async before(
    ctx: RequestContext,
    asked: readonly { readonly accountId: string; readonly on: IsoDate }[],
    days: number,
  ): Promise<readonly (readonly ComplaintBreach[])[]> {
    if (asked.length === 0) return [];
    const rows = await ctx.unit.query<ComplaintBreach & { readonly place: number }>(tenantSql`
      select distinct on (v.place, b.complaint_id) v.place::int - 1 as place, b.complaint_id as "complaintId", c.number, b.step, b.due_at as "dueAt",
        ${tenantDayOf(sql`b.due_at`)}::text as "breachedOn", b.reached_at as "reachedAt"
      from unnest(${asked.map(({ accountId }) => accountId)}::uuid[], ${asked.map(({ on }) => on)}::date[])
        with ordinality as v (account_id, day, place)
      join complaint_breach b on b.tenant_id = ${TENANT} and b.account_id = v.account_id
      join complaint c on c.tenant_id = ${TENANT} and c.id = b.complaint_id
      where ${tenantDayOf(sql`b.due_at`)} between v.day - ${days}::int and v.day
      order by v.place, b.complaint_id, b.due_at desc`);
    const found: ComplaintBreach[][] = asked.map(() => []);
    for (const { place, ...breach } of rows) found[place]?.push(breach);
    for (const breaches of found) breaches.sort((a, b) => b.dueAt.getTime() - a.dueAt.getTime());
    return found;
  }

  /** The complaints of these accounts of which a step was overdue at a moment, by account. */
  async overdue(
    ctx: RequestContext,
    accountIds: readonly string[],
    moment: Date,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await ctx.unit.query<{ account_id: string; ids: string[] }>(tenantSql`
      select b.account_id, array_agg(distinct b.complaint_id::text order by b.complaint_id::text) as ids from complaint_breach b
      where b.tenant_id = ${TENANT} and b.account_id = any(${accountIds}::uuid[]) and b.due_at < ${moment}
        and (b.reached_at is null or b.reached_at > ${moment}) group by b.account_id`);
    return new Map(rows.map(({ account_id: id, ids }) => [id, ids]));
  }
}

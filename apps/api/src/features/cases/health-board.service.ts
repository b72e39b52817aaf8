import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import type { HealthBoard, HealthBoardEntry, HealthLane } from './health-board.types.js';

type LaneName = keyof Pick<HealthBoard, 'before' | 'during' | 'after'>;

const boardArguments = z.object({
  first: z
    .int()
    .min(1)
    .max(100)
    .nullish()
    .transform((first) => first ?? 20),
});

/** Who is in trouble, and how far that is. */
@Injectable()
export class HealthBoardService {
  async board(ctx: RequestContext, args: unknown): Promise<HealthBoard> {
    const { first } = parseArguments(boardArguments, args);
    demandPermission(ctx, 'alert.read');
    const today = await ctx.unit.first<{ day: string }>(tenantSql`
      select ${tenantToday(ctx)}::text as day from tenant t where t.id = ${TENANT}`);
    const asOf = today?.day ?? todayOf(ctx);
    const rows = await ctx.unit.query<HealthBoardEntry & { lane: LaneName; total: string }>(tenantSql`
      with troubled as (
        select l.id as "alertId", l.account_id as "accountId", l.state as "alertState", coalesce(c.since, l.since) as since, c.id as "caseId",
          c.state as "caseState", c.owner_id as "ownerId", w.id as "winBackId", w.state as "winBackState",
          least(c.next_due, l.triage_due_on) as "nextDue",
          case when l.state = 'WIN_BACK' or w.state = 'UNDER_WAY' then 'after' when c.id is null then 'before' else 'during' end as lane
        from alert l left join relationship_case c on c.tenant_id = ${TENANT} and c.alert_id = l.id
          left join win_back w on w.tenant_id = ${TENANT} and w.case_id = c.id
        where l.tenant_id = ${TENANT} and (l.closed_at is null or c.next_due is not null) and ${visibleAccount(ctx, 'l.account_id', true)}),
      ranked as (
        select t.*, count(*) over (partition by t.lane) as total,
          row_number() over (partition by t.lane order by t."nextDue" nulls last, t.since, t."alertId") as place from troubled t)
      select r.*, a.name as "accountName", a.stage, s.name as "ownerName", coalesce(r."nextDue" < ${asOf}::date, false) as overdue
      from ranked r join account a on a.tenant_id = ${TENANT} and a.id = r."accountId"
        left join staff_member s on s.tenant_id = ${TENANT} and s.id = r."ownerId"
      where r.place <= ${first} order by r.lane, r.place`);
    const lane = (name: LaneName): HealthLane => {
      const entries = rows.filter((row) => row.lane === name);
      return { total: Number(entries[0]?.total ?? 0), entries };
    };
    return { asOf, before: lane('before'), during: lane('during'), after: lane('after') };
  }
}

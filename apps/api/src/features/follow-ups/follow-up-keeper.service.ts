import { callBackDays, dateInZone, type FollowUpKind } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { PolicyService } from '../policies/policy.service.js';
import { SeasonCalendar } from '../seasons/season-calendar.service.js';

/**
 * Asks for what is to be done because of deliveries and seasons, each thing once, and takes back what is open of those that
 * are there no more. What follows from the same facts is the same, so that it runs as often as anybody likes.
 */
@Injectable()
export class FollowUpKeeper implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(SeasonCalendar) private readonly seasons: SeasonCalendar,
  ) {}

  onModuleInit(): void {
    this.handlers.handle('follow-ups.keep', (ctx) => this.keep(ctx));
  }

  async keep(ctx: RequestContext): Promise<void> {
    const { document, calendar, timeZone, version } = await this.policies.current(ctx);
    const today = dateInZone(ctx.now().toISOString(), zoneOf(timeZone));
    const { followUp, advisory } = document;
    const days = callBackDays(today, calendar, followUp);
    const called = sql`unnest(${days.map(({ deliveredOn }) => deliveredOn)}::date[], ${days.map(({ dueOn }) => dueOn)}::date[]) as w (on_day, due_on)
      cross join lateral (select distinct d.account_id from delivery d where d.tenant_id = ${TENANT} and d.delivered_on = w.on_day) d
      join account a on a.tenant_id = ${TENANT} and a.id = d.account_id and ${isServed}`;
    await this.ask(ctx, 'CALL_BACK', called, version);
    const rules = { today, leadWeeks: advisory.seasonLeadWeeks, followUp };
    const tasks = await this.seasons.tasks(ctx, rules);
    const wanted = sql`unnest(${tasks.map(({ startsOn }) => startsOn)}::date[], ${tasks.map(({ endsOn }) => endsOn)}::date[],
        ${tasks.map(({ planBy }) => planBy)}::date[], ${tasks.map(({ seasonId }) => seasonId)}::uuid[], ${tasks.map(({ name }) => name)}::text[],
        ${tasks.map(({ country }) => country)}::text[], ${tasks.map(({ region }) => region)}::text[])
        as w (on_day, until_day, due_on, season_id, subject, country, region)
      join account a on a.tenant_id = ${TENANT} and ${isServed} and a.stage is not null
        and coalesce(w.country, a.country) is not distinct from a.country and coalesce(w.region, a.region) is not distinct from a.region`;
    await this.ask(ctx, 'SEASON', wanted, version);
    await ctx.unit.execute(tenantSql`
      delete from follow_up f where f.tenant_id = ${TENANT} and f.status = 'OPEN' and (
        not exists (select from account a where a.tenant_id = ${TENANT} and a.id = f.account_id and ${isServed})
        or (f.kind = 'CALL_BACK' and not exists (
          select from delivery d where d.tenant_id = ${TENANT} and d.delivered_on = f.on_day and d.account_id = f.account_id))
        or (f.kind = 'SEASON' and f.on_day > ${today}::date and not exists (
          select from ${wanted} where w.season_id = f.season_id and w.on_day = f.on_day and a.id = f.account_id)))`);
    await this.handOver(ctx);
  }

  /**
   * What is asked for already stays as it is, but for what its season is called and how long it lasts.
   * @param wanted rows `w` of what and until when, each with an account `a`
   */
  private async ask(ctx: RequestContext, kind: FollowUpKind, wanted: Sql, version: number): Promise<void> {
    const season =
      kind === 'SEASON' ? sql`w.season_id, w.until_day, w.subject` : sql`null::uuid, null::date, null::text`;
    const told = kind === 'SEASON' ? sql`w.season_id::text` : sql`''`;
    await ctx.unit.execute(tenantSql`
      insert into follow_up (tenant_id, id, account_id, kind, on_day, season_id, until_day, subject, owner_id, due_on, status, created_at, policy_version)
      select ${TENANT}::uuid, md5(concat_ws(' ', ${kind}::text, a.id, to_char(w.on_day, 'YYYY-MM-DD'), ${told}))::uuid, a.id, ${kind}::text, w.on_day, ${season},
        (select s.id from staff_member s where s.tenant_id = ${TENANT}::uuid and s.id = a.owner_id and s.disabled_at is null),
        w.due_on, 'OPEN', ${ctx.now()}::timestamptz, ${version}::integer
      from ${wanted}
      on conflict (tenant_id, id) do update set subject = excluded.subject, until_day = excluded.until_day
      where follow_up.status = 'OPEN' and (follow_up.subject, follow_up.until_day) is distinct from (excluded.subject, excluded.until_day)`);
  }

  /** What is nobody's, or of somebody who has left, becomes that of whoever the account is. */
  private async handOver(ctx: RequestContext): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update follow_up f set owner_id = a.owner_id from account a
      join staff_member s on s.tenant_id = ${TENANT} and s.id = a.owner_id and s.disabled_at is null
      where f.tenant_id = ${TENANT} and f.status = 'OPEN' and a.tenant_id = ${TENANT} and a.id = f.account_id
        and not exists (select from staff_member o where o.tenant_id = ${TENANT} and o.id = f.owner_id and o.disabled_at is null)`);
  }
}

/** Whether an account `a` is still worked for. */
const isServed = sql`a.archived_at is null and a.stage is distinct from 'ENDED'`;

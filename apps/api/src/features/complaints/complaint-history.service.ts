import {
  type ComplaintState,
  COMPLAINT_STATES,
  durationPercentiles,
  type IsoDate,
  minutesPerBusinessDay,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { endOfTenantDay, startOfTenantDay, tenantDayOf } from '../../platform/context/tenant-day.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { PolicyService } from '../policies/policy.service.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A complaint as it stood when a period was over. */
export interface PastComplaint {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: ComplaintState;
  readonly receivedOn: IsoDate;
  /** The day on which it was last closed; null where it was open. */
  readonly closedOn: IsoDate | null;
}

/** The complaints of an account in a period. */
export interface PastComplaints {
  readonly received: number;
  readonly closed: number;
  /** Not closed when the period was over. */
  readonly open: number;
  /** Median working hours from receipt to acknowledgement, of those received in the period; null of none. */
  readonly responseHours: number | null;
  /** Likewise, median working days until they were resolved. */
  readonly resolutionDays: number | null;
  /** Received or closed in the period, or open when it was over; the latest ones, the newest first. */
  readonly cases: readonly PastComplaint[];
}

interface Row extends PastComplaint {
  readonly received: boolean;
  readonly acknowledged_in: string | null;
  readonly resolved_in: string | null;
}

/** Most complaints that a period is told with; counts and times are of all of them. */
const MOST_CASES = 30;

/** What became of an account's complaints in a period. */
@Injectable()
export class ComplaintHistory {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /** Of an account that the caller may see; of any other there are none. */
  async ofPeriod(
    ctx: RequestContext,
    accountId: string,
    { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
  ): Promise<PastComplaints> {
    const [begin, end] = [startOfTenantDay(from), endOfTenantDay(to)];
    const rows = await ctx.unit.query<Row>(tenantSql`
      select * from (
        select c.id, c.number, c.subject, coalesce(last.type, 'RECEIVED') as status, ${tenantDayOf(sql`c.created_at`)}::text as "receivedOn",
          case last.type when 'CLOSED' then ${tenantDayOf(sql`last.at`)}::text end as "closedOn", c.created_at, c.created_at >= ${begin} as received,
          last.at as last_at, c.acknowledged_in, c.resolved_in
        from complaint c
        left join lateral (
          select e.type, e.at from complaint_event e where e.tenant_id = ${TENANT} and e.complaint_id = c.id
            and e.type = any(${COMPLAINT_STATES}::text[]) and e.at < ${end} order by e.seq desc limit 1) last on true
        where c.tenant_id = ${TENANT} and c.account_id = ${accountId} and c.created_at < ${end} and ${visibleAccount(ctx, 'c.account_id')}) c
      where c.received or c.status <> 'CLOSED' or c.last_at >= ${begin}
      order by c.created_at desc, c.id desc`);
    const { calendar } = await this.policies.current(ctx);
    const received = rows.filter((row) => row.received);
    const day = minutesPerBusinessDay(calendar) * MINUTE_MS;
    return {
      received: received.length,
      closed: rows.filter(({ closedOn }) => closedOn !== null && closedOn >= from).length,
      open: rows.filter(({ status }) => status !== 'CLOSED').length,
      responseHours: median(
        received.map((row) => row.acknowledged_in),
        HOUR_MS,
      ),
      resolutionDays: median(
        received.map((row) => row.resolved_in),
        day,
      ),
      cases: rows.slice(0, MOST_CASES).map(({ id, number, subject, status, receivedOn, closedOn }) => ({
        ...{ id, number, subject, status, receivedOn, closedOn },
      })),
    };
  }
}

/** @param unit in milliseconds; nothing has a length for a tenant that never works */
function median(milliseconds: readonly (string | null)[], unit: number): number | null {
  const times = milliseconds.flatMap((each) => (each === null || unit <= 0 ? [] : [Number(each) / unit]));
  return durationPercentiles(times)?.p50 ?? null;
}

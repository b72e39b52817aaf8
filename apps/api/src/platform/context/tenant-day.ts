import type { IsoDate } from '@mortise/domain';
import { type Sql, sql, TENANT } from '../database/tenant-sql.js';
import type { RequestContext } from './request-context.js';

/** The day on which a moment falls in the tenant's own time zone, in SQL. Deadlines are counted in these days. */
export function tenantDayOf(moment: Sql): Sql {
  return sql`(${moment} at time zone (select z.time_zone from tenant z where z.id = ${TENANT}))::date`;
}

/** The instant at which a day begins where the tenant is, in SQL. */
export function startOfTenantDay(day: IsoDate): Sql {
  return sql`(${day}::date::timestamp at time zone (select z.time_zone from tenant z where z.id = ${TENANT}))`;
}

/** The instant at which a day is over where the tenant is, in SQL. */
export function endOfTenantDay(day: IsoDate): Sql {
  return sql`((${day}::date + 1)::timestamp at time zone (select z.time_zone from tenant z where z.id = ${TENANT}))`;
}

/**
 * The instant, in SQL, from which on nothing more is known of a day in UTC: it is over there and where the tenant is. A day
 * that is over in the east while it still is today in UTC would not know what has just been recorded.
 */
export function endOfKnownDay(day: IsoDate): Sql {
  return sql`greatest(${endOfTenantDay(day)}, (${day}::date + 1)::timestamp at time zone 'UTC')`;
}

/** The day it is where the tenant is, in SQL: what is due on an earlier one is overdue. */
export function tenantToday(ctx: RequestContext): Sql {
  return tenantDayOf(sql`${ctx.now()}::timestamptz`);
}

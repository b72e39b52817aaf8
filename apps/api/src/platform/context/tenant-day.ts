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

/** The day it is where the tenant is, in SQL: what is due on an earlier one is overdue. */
export function tenantToday(ctx: RequestContext): Sql {
  return tenantDayOf(sql`${ctx.now()}::timestamptz`);
}

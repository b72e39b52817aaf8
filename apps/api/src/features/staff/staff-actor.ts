import { sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';

/** The id in an actor such as `staff:<id>`; null where Mortise itself acted. */
export function staffIdOf(actor: Sql): Sql {
  return sql`case when ${actor} like 'staff:%' then substr(${actor}, 7)::uuid end`;
}

/** The name of the member of staff whom an actor such as `staff:<id>` stands for; null where Mortise itself acted. */
export function staffNameOf(actor: Sql): Sql {
  return sql`select s.name from staff_member s where s.tenant_id = ${TENANT} and s.id = ${staffIdOf(actor)}`;
}

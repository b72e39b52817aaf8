import { sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';

/** Condition that holds for the accounts a team looks after: those assigned to it and all below them. */
export function lookedAfterBy(teamId: string, accountId: Sql): Sql {
  return sql`${accountId} in (
    select c.descendant_id from account_closure c join account_team t on t.tenant_id = c.tenant_id and t.account_id = c.ancestor_id
    where c.tenant_id = ${TENANT} and t.team_id = ${teamId})`;
}

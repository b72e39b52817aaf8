import type { RequestContext } from '../context/request-context.js';
import { identifier, sql, TENANT, type Sql } from '../database/tenant-sql.js';

/**
 * Condition that holds for the accounts the caller may see; everything under an account follows it.
 * Staff see the accounts of their teams, the accounts they own, and all accounts below those; `account.read.all` sees all.
 * A buyer sees exactly the one account of the session.
 * @param column the account id's column, e.g. `a.id` or `c.account_id`
 */
export function visibleAccount(ctx: RequestContext, column: string | Sql): Sql {
  const { principal } = ctx;
  const account = typeof column === 'string' ? identifier(column) : column;
  switch (principal.kind) {
    case 'SYSTEM':
      return sql`true`;
    case 'BUYER':
      return sql`${account} = ${principal.accountId}`;
    case 'STAFF':
      if (principal.permissions.has('account.read.all')) return sql`true`;
      return sql`${account} in (
        select v.descendant_id from account_closure v
        where v.tenant_id = ${TENANT} and v.ancestor_id in (
          select t.account_id from team_member m join account_team t on t.tenant_id = m.tenant_id and t.team_id = m.team_id
            where m.tenant_id = ${TENANT} and m.staff_id = ${principal.staffId}
          union all
          select o.id from account o where o.tenant_id = ${TENANT} and o.owner_id = ${principal.staffId}))`;
  }
}

import type { RequestContext } from '../context/request-context.js';
import { identifier, sql, TENANT, type Sql } from '../database/tenant-sql.js';
import { ROLE_PERMISSIONS, type StaffRole } from './permissions.js';

/**
 * Condition that holds for the accounts the caller may see; everything under an account follows it.
 * Staff see the accounts of their teams, the accounts they own, and all accounts below those; `account.read.all` sees all.
 * A buyer sees exactly the one account of the session.
 * @param column the account id's column, e.g. `a.id` or `c.account_id`
 * @param several whether it picks rows out of a list. Who sees little starts from what he or she sees; for everybody else
 *   PostgreSQL reads in the list's order and asks row by row, which costs the same however much there is to see.
 */
export function visibleAccount(ctx: RequestContext, column: string | Sql, several = false): Sql {
  const { principal } = ctx;
  const account = typeof column === 'string' ? identifier(column) : column;
  switch (principal.kind) {
    case 'SYSTEM':
      return sql`true`;
    case 'BUYER':
      return sql`${account} = ${principal.accountId}`;
    case 'STAFF':
      if (principal.permissions.has('account.read.all')) return sql`true`;
      if (several && principal.portfolio === 'NARROW')
        return sql`${account} = any(array(${portfolioOf(principal.staffId)}))`;
      return isUnder(account, principal.staffId);
  }
}

/** The same for a statement that adds up all of them: it finds out once which they are. */
export function visibleAccounts(ctx: RequestContext, column: string): Sql {
  const { principal } = ctx;
  if (principal.kind !== 'STAFF' || principal.permissions.has('account.read.all')) return visibleAccount(ctx, column);
  return sql`${identifier(column)} in (${portfolioOf(principal.staffId)})`;
}

/** The same for a member of staff who does not ask: whether he or she sees an account. */
export function visibleToStaff({ id, role }: { readonly id: string; readonly role: StaffRole }, column: string): Sql {
  return ROLE_PERMISSIONS[role].includes('account.read.all') ? sql`true` : isUnder(identifier(column), id);
}

/** The identifiers of all accounts that somebody sees through teams and ownership. */
export function portfolioOf(staffId: string): Sql {
  return sql`
    select v.descendant_id from account_closure v
    where v.tenant_id = ${TENANT} and v.ancestor_id in (
      select t.account_id from team_member m join account_team t on t.tenant_id = m.tenant_id and t.team_id = m.team_id
        where m.tenant_id = ${TENANT} and m.staff_id = ${staffId}
      union all
      select o.id from account o where o.tenant_id = ${TENANT} and o.owner_id = ${staffId})`;
}

/**
 * The same, asked of one account: whether it, or one above it, is somebody's. `offset 0` keeps PostgreSQL from finding out
 * about all accounts at once instead.
 */
function isUnder(account: Sql, staffId: string): Sql {
  return sql`exists (
    select from account_closure v where v.tenant_id = ${TENANT} and v.descendant_id = ${account} and (
      exists (
        select from account_team t join team_member m on m.tenant_id = t.tenant_id and m.team_id = t.team_id
        where t.tenant_id = ${TENANT} and t.account_id = v.ancestor_id and m.staff_id = ${staffId} offset 0)
      or exists (
        select from account o where o.tenant_id = ${TENANT} and o.id = v.ancestor_id and o.owner_id = ${staffId} offset 0))
    offset 0)`;
}

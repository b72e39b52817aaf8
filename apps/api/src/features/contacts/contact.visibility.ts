import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';

/** Condition that holds for the people the caller may see: those with a link, of whatever time, to a visible account. */
export function visibleContact(ctx: RequestContext, column: string | Sql): Sql {
  // People without any link are seen by those alone who see every account.
  if (hasPermission(ctx, 'account.read.all')) return sql`true`;
  return sql`${typeof column === 'string' ? identifier(column) : column} in (
    select k.contact_id from account_contact k where k.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'k.account_id')})`;
}

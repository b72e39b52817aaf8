import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';

/**
 * Condition that holds for the people the caller may see: those with a link, of whatever time, to a visible account.
 * @param several whether it picks rows out of a list, see {@link visibleAccount}
 */
export function visibleContact(ctx: RequestContext, column: string | Sql, several = false): Sql {
  // People without any link are seen by those alone who see every account.
  if (hasPermission(ctx, 'account.read.all')) return sql`true`;
  const contact = typeof column === 'string' ? identifier(column) : column;
  const links = sql`account_contact k where k.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'k.account_id', several)}`;
  if (several && ctx.principal.kind === 'STAFF' && ctx.principal.portfolio === 'NARROW')
    return sql`${contact} = any(array(select k.contact_id from ${links}))`;
  return sql`exists (select from ${links} and k.contact_id = ${contact} offset 0)`;
}

import { portfolioOf } from '../../platform/auth/account-visibility.js';
import { sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import type { AccountScope } from './notification.enums.js';

/** Condition that holds for the accounts somebody wants to hear of; it grants nothing, visibility is asked beside it. */
export function withinScope(scope: AccountScope, staffId: string, account: Sql): Sql {
  switch (scope) {
    case 'OWNED':
      return sql`exists (select from account owned where owned.tenant_id = ${TENANT} and owned.id = ${account} and owned.owner_id = ${staffId})`;
    case 'PORTFOLIO':
      return sql`${account} = any(array(${portfolioOf(staffId)}))`;
    case 'ALL':
      return sql`true`;
  }
}

/** Everybody who sees an account because it, or one above it, is his or hers or a team's. */
export function peopleOf(accountId: string): Sql {
  return sql`
    select m.staff_id from account_closure v
      join account_team t on t.tenant_id = v.tenant_id and t.account_id = v.ancestor_id
      join team_member m on m.tenant_id = t.tenant_id and m.team_id = t.team_id
      where v.tenant_id = ${TENANT} and v.descendant_id = ${accountId}
    union
    select o.owner_id from account_closure v join account o on o.tenant_id = v.tenant_id and o.id = v.ancestor_id
      where v.tenant_id = ${TENANT} and v.descendant_id = ${accountId} and o.owner_id is not null`;
}

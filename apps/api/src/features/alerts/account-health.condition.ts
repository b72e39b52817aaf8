import { ALERT_MACHINE, ALERT_STATES, HEALTH_OF_ALERT, type HealthState, isFinal } from '@mortise/domain';
import { type Sql, sql, TENANT } from '../../platform/database/tenant-sql.js';
import type { RowRef } from '../../platform/graphql/read-engine/read-model.js';

/** Condition that holds for accounts in a state of health: ended with the relationship, else by the one open alert. */
export function isInHealth(account: RowRef, health: HealthState): Sql {
  if (health === 'ENDED') return sql`${account('stage')} = 'ENDED'`;
  const alive = sql`${account('stage')} is distinct from 'ENDED'`;
  if (health === 'NORMAL') {
    return sql`${alive} and not exists (
      select from alert l where l.tenant_id = ${TENANT} and l.account_id = ${account('id')} and l.closed_at is null)`;
  }
  const states = ALERT_STATES.filter((state) => !isFinal(ALERT_MACHINE, state) && HEALTH_OF_ALERT[state] === health);
  // Few accounts are unwell: found first, they are not looked for among all of them.
  return sql`${alive} and ${account('id')} = any(array(
    select l.account_id from alert l where l.tenant_id = ${TENANT} and l.state = any(${states}::text[]) and l.closed_at is null))`;
}

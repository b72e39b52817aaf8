import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { computed, late, latestFirst, readModel, type RowRef } from '../../platform/graphql/read-engine/read-model.js';
import { holds } from './ledger.reads.js';

/** Values, the newest observation first. */
export const NEWEST_VALUES = latestFirst('observed_on', 'date');

function judged(entry: RowRef, column: Sql): Sql {
  return sql`(select ${column} from value_judgement j where j.tenant_id = ${TENANT} and j.entry_id = ${entry('id')})`;
}

/** How buyers read what their supplier claims to have delivered to them: of the ledger this kind alone, and of it these fields alone. */
export const PORTAL_DELIVERED_VALUE_READS = readModel('PortalDeliveredValue', {
  table: 'ledger_entry',
  visible: (entry, ctx, several) =>
    sql`${visibleAccount(ctx, entry('account_id'), several)} and ${entry('kind')} = 'VALUE_ENTRY' and ${holds(entry)}`,
  fields: {
    type: computed((entry) => sql`${entry('payload')} ->> 'valueType'`),
    evidence: computed((entry) => sql`${entry('payload')} ->> 'evidence'`),
    grade: computed((entry) => sql`(${entry('payload')} ->> 'grade')::float8`),
    amount: late((entry) => ({ amount: sql`${entry('payload')} -> 'amount'` })),
    state: computed(
      (entry) =>
        sql`coalesce(${judged(
          entry,
          sql`case j.judgement when 'VALUE_CONFIRMED' then 'CUSTOMER_CONFIRMED' else 'CUSTOMER_DISPUTED' end`,
        )}, 'CLAIMED')`,
    ),
    judgedAt: computed((entry) => judged(entry, sql`j.judged_at`)),
    reason: computed((entry) => judged(entry, sql`j.reason`)),
    judgedByYou: computed(
      (entry, { ctx }) =>
        sql`coalesce(${judged(entry, sql`j.account_contact_id = ${ctx.buyer.accountContactId}`)}, false)`,
    ),
  },
});

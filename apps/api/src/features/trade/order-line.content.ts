import { sql, type Sql } from '../../platform/database/tenant-sql.js';

/** What a stored line `o` says beside its key and its numbers. */
export const STORED_CONTENT = sql`row(o.account_id, o.product_id, o.ordered_on, o.quantity, o.net_minor, o.list_minor, o.cost_minor, o.currency, o.lot)`;

/** The same of a staged line `s` of account `a` and product `p`: where the key is the same and this is not, the line has changed. */
export function stagedContent(currency: string): Sql {
  return sql`row(a.id, p.id, s.ordered_on, s.quantity, s.net_minor, s.list_minor, s.cost_minor, ${currency}::text, s.lot)`;
}

import { identifier, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';

/** The promotion that a staged line `s` names. */
export const PROMOTION_ID = sql`(select q.id from promotion q where q.tenant_id = ${TENANT}::uuid and q.code = s.promotion_ref)`;

/** What a stored line says beside its key and its numbers. */
export function storedContent(line: string): Sql {
  const of = identifier(line);
  return sql`row(${of}.account_id, ${of}.product_id, ${of}.ordered_on, ${of}.quantity, ${of}.net_minor, ${of}.list_minor, ${of}.cost_minor, ${of}.currency,
        ${of}.lot, ${of}.promotion_id)`;
}

/**
 * The same of a staged line `s` of account `a` and product `p`: where the key is the same and this is not, the line has changed.
 * @param promoted whether the file has codes of promotions
 */
export function stagedContent(currency: string, promoted: boolean): Sql {
  return sql`row(a.id, p.id, s.ordered_on, s.quantity, s.net_minor, s.list_minor, s.cost_minor, ${currency}::text, s.lot,
        ${promoted ? PROMOTION_ID : sql`null::uuid`})`;
}

import type { GiftPolicy } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { GIFT_LIMITS } from './ledger.errors.js';

/** Gifts that hold, of those that we gave: what was withdrawn or corrected is not among them. */
export const REGISTERED = sql`y.kind = 'GIFT' and y.payload ->> 'direction' = 'GIVEN' and not y.withdrawn
  and not exists (select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = y.id)`;
/** Those in a currency. */
export const GIVEN = (currency: Sql) => sql`${REGISTERED} and y.payload -> 'amount' ->> 'currency' = ${currency}`;
/** What one of them is worth. */
export const MINOR = sql`(y.payload -> 'amount' ->> 'amountMinor')::numeric`;

/**
 * Takes gifts over a limit out of a batch that was just added, and says why; what is over a year's limit only together, on
 * one day, is refused together.
 *
 * @param rows staging table of the batch's rows
 * @returns how many
 */
export async function refuseGifts(
  ctx: RequestContext,
  { importId, rows, heading }: { readonly importId: string; readonly rows: string; readonly heading: string },
  { limitMinor, yearlyLimitMinor }: GiftPolicy,
): Promise<number> {
  const [one, year] = [GIFT_LIMITS.ABOVE_LIMIT, GIFT_LIMITS.ABOVE_YEARLY_LIMIT];
  const sums = sql`(select coalesce(sum(${MINOR}), 0) from ledger_entry y where y.tenant_id = ${TENANT} and y.contact_id = e.contact_id
    and ${GIVEN(sql`e.payload -> 'amount' ->> 'currency'`)} and y.observed_on > e.observed_on - interval '1 year' and y.observed_on <= e.observed_on
      and (y.import_id is distinct from ${importId}::uuid or ${MINOR} <= ${limitMinor.toString()}::numeric))`;
  const result = await ctx.unit.first<{ refused: string }>(tenantSql`
    with over as (
      select s.row_number, e.id, e.account_id, f.code, f.message, e.payload -> 'amount' ->> 'amountMinor' as value
      from ${identifier(rows)} s join ledger_entry e on e.tenant_id = ${TENANT}::uuid and e.id = s.id and e.import_id = ${importId}::uuid
      cross join lateral (values
        (1, (e.payload -> 'amount' ->> 'amountMinor')::numeric > ${limitMinor.toString()}::numeric, ${one[0]}::text, ${one[1]}::text),
        (2, ${sums} > ${yearlyLimitMinor.toString()}::numeric, ${year[0]}::text, ${year[1]}::text)) f (place, holds, code, message)
      where e.payload ->> 'direction' = 'GIVEN' and f.holds),
    gone as (
      delete from ledger_entry e where e.tenant_id = ${TENANT}::uuid and e.import_id = ${importId}::uuid and e.id in (select id from over)
      returning e.account_id),
    noted as (
      update import_account a set rows = a.rows - g.rows from (select account_id, count(*) as rows from gone group by account_id) g
      where a.tenant_id = ${TENANT}::uuid and a.import_id = ${importId}::uuid and a.account_id = g.account_id),
    told as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, row_number, row_number() over (partition by row_number order by code) - 1, ${heading}::text, code,
        value, message from over)
    select count(*) as refused from gone`);
  return Number(result?.refused);
}

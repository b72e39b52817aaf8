import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Columns of the staging table that {@link mergeRebateAgreements} reads, besides `row_number`. */
export const STAGED_REBATE_AGREEMENT = {
  content_hash: 'uuid not null',
  number: 'text not null',
  account_ref: 'text not null',
  account_name: 'text',
  from_month: 'date not null',
  to_month: 'date not null',
  basis: 'text not null',
  kind: 'text not null',
  scope: 'text not null',
  tiers: 'jsonb not null',
  categories: 'jsonb not null',
  products: 'jsonb not null',
  includes_group: 'boolean not null',
  state: 'text not null',
  note: 'text',
} as const;

/** What staged agreements are merged with. */
interface RebateBatch {
  readonly importId: string;
  readonly currency: string;
  /** Staging table of the rows. */
  readonly rows: string;
  /** Whether the sender may write agreements. */
  readonly allowed: boolean;
  readonly headings: Readonly<Record<'number' | 'account' | 'categories' | 'products', string>>;
}

/**
 * Adds staged agreements whose number is new, with tiers and scope. The same row again changes nothing; one that says
 * something else, or whose agreement people have changed since, is rejected.
 * @returns how many rows added an agreement and how many were rejected; the rest was there already
 */
export async function mergeRebateAgreements(
  ctx: RequestContext,
  { importId, currency, allowed, headings, ...batch }: RebateBatch,
): Promise<{ added: number; rejected: number }> {
  const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
    with joined as (
      select s.*, a.id as account_id,
        (select string_agg(n.ref, ', ') from jsonb_array_elements_text(s.categories) n (ref)
          where not exists (select from product_category c where c.tenant_id = ${TENANT}::uuid and c.external_id = n.ref)) as no_category,
        (select string_agg(n.ref, ', ') from jsonb_array_elements_text(s.products) n (ref)
          where not exists (select from product p where p.tenant_id = ${TENANT}::uuid and p.external_id = n.ref)) as no_product
      from ${identifier(batch.rows)} s
      left join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}),
    known as (select j.*, ${allowed}::boolean and account_id is not null and no_category is null and no_product is null as fits from joined j),
    numbered as (
      select k.*, row_number() over same as nth, first_value(k.content_hash) over same as first_hash
      from known k window same as (partition by k.number, k.fits order by k.row_number)),
    placed as materialized (
      select n.*, gen_random_uuid() as id, n.fits and g.id is null and n.nth = 1 as fresh,
        n.fits and (case when g.id is null then n.first_hash else g.terms_hash end) is distinct from n.content_hash as changed
      from numbered n left join rebate_agreement g on g.tenant_id = ${TENANT}::uuid and g.number = n.number),
    added as (
      insert into rebate_agreement (tenant_id, id, account_id, number, includes_group, from_month, to_month, basis, kind, scope, currency, state, note,
        terms_hash, import_id, recorded_at, recorded_by)
      select ${TENANT}::uuid, id, account_id, number, includes_group, from_month, to_month, basis, kind, scope, ${currency}::text, state, note,
        content_hash, ${importId}::uuid, ${ctx.now()}::timestamptz, ${ctx.actor}::text from placed where fresh),
    with_tiers as (
      insert into rebate_tier (tenant_id, agreement_id, ordinal, from_volume, rate)
      select ${TENANT}::uuid, p.id, t.ordinal, trim_scale((t.tier ->> 'from')::numeric), trim_scale((t.tier ->> 'rate')::numeric)
      from placed p cross join lateral jsonb_array_elements(p.tiers) with ordinality t (tier, ordinal) where p.fresh),
    with_scope as (
      insert into rebate_scope (tenant_id, agreement_id, ordinal, category_id, product_id)
      select ${TENANT}::uuid, p.id, n.ordinal, c.id, null from placed p
      cross join lateral jsonb_array_elements_text(p.categories) with ordinality n (ref, ordinal)
      join product_category c on c.tenant_id = ${TENANT}::uuid and c.external_id = n.ref where p.fresh
      union all
      select ${TENANT}::uuid, p.id, n.ordinal, null, d.id from placed p
      cross join lateral jsonb_array_elements_text(p.products) with ordinality n (ref, ordinal)
      join product d on d.tenant_id = ${TENANT}::uuid and d.external_id = n.ref where p.fresh),
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) from placed where fresh group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values
        (0, not ${allowed}::boolean, ${headings.number}::text, 'REBATE_NOT_ALLOWED', p.number, 'Recording rebate agreements needs rebate.write.'),
        (1, p.account_id is null, ${headings.account}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
        (2, p.no_category is not null, ${headings.categories}::text, 'UNKNOWN_CATEGORY', p.no_category, 'There is no such category.'),
        (3, p.no_product is not null, ${headings.products}::text, 'UNKNOWN_PRODUCT', p.no_product, 'There is no such product.'),
        (4, p.changed, ${headings.number}::text, 'ROW_CHANGED', p.number,
          'This agreement is there already with other terms; imports only add.')) f (ordinal, holds, heading, code, value, message)
      where (p.changed or not p.fits) and f.holds)
    select count(*) filter (where fresh) as added, count(*) filter (where changed or not fits) as rejected from placed`);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}

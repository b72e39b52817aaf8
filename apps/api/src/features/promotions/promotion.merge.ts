import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Columns of the staging table that {@link mergePromotions} reads, besides `row_number`. */
export const STAGED_PROMOTION = {
  content_hash: 'uuid not null',
  code: 'text not null',
  name: 'text not null',
  starts_on: 'date not null',
  ends_on: 'date not null',
  mechanic: 'text not null',
  discount_percent: 'numeric',
  buy_quantity: 'numeric',
  free_quantity: 'numeric',
  terms: 'text',
  audience: 'text not null',
  country: 'text',
  region: 'text',
  cost_minor: 'bigint',
  product_ref: 'text',
  category_ref: 'text',
} as const;

/** What a batch of promotions is merged with. */
export interface PromotionBatch {
  readonly importId: string;
  readonly currency: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** Headings for the reports of rejected rows. */
  readonly headings: { readonly code: string; readonly product: string; readonly category: string };
}

/**
 * Moves staged rows into the promotions. A row brings a promotion, something it is on, or both, each added once; a
 * promotion that is there with other content, as it is once somebody has changed it, has the row rejected.
 * @returns how many rows added something and how many were rejected; the rest was there already
 */
export async function mergePromotions(
  ctx: RequestContext,
  { importId, currency, rows, headings }: PromotionBatch,
): Promise<{ added: number; rejected: number }> {
  const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
    with joined as (
      select s.*, q.id as product_id, c.id as category_id, s.product_ref is not null and q.id is null as no_product,
        s.category_ref is not null and c.id is null as no_category
      from ${identifier(rows)} s
      left join product q on q.tenant_id = ${TENANT}::uuid and q.external_id = s.product_ref
      left join product_category c on c.tenant_id = ${TENANT}::uuid and c.external_id = s.category_ref),
    numbered as (
      select j.*, row_number() over alike as nth, first_value(content_hash) over alike as first_hash
      from (select *, not (no_product or no_category) as known from joined) j window alike as (partition by code, known order by row_number)),
    compared as (
      select n.*, p.id as stored_id, n.known and (case when p.id is null then n.first_hash else p.content_hash end is not distinct from n.content_hash) as taken
      from numbered n left join promotion p on p.tenant_id = ${TENANT}::uuid and p.code = n.code),
    opened as materialized (
      select gen_random_uuid() as id, code, row_number from compared where taken and stored_id is null and nth = 1),
    placed as materialized (
      select c.*, coalesce(c.stored_id, o.id) as promotion_id, c.known and not c.taken as changed,
        c.taken and o.row_number = c.row_number as adds_promotion,
        c.taken and (c.product_id is not null or c.category_id is not null)
          and row_number() over (partition by c.code, c.product_id, c.category_id, c.taken order by c.row_number) = 1
          and not exists (select from promotion_item i where i.tenant_id = ${TENANT}::uuid and i.promotion_id = c.stored_id
            and (i.product_id = c.product_id or i.category_id = c.category_id)) as adds_item
      from compared c left join opened o on o.code = c.code),
    promoted as (
      insert into promotion (tenant_id, id, code, name, starts_on, ends_on, mechanic, discount_percent, buy_quantity, free_quantity, terms, audience,
        country, region, cost_minor, currency, content_hash, import_id, created_at, created_by)
      select ${TENANT}::uuid, promotion_id, code, name, starts_on, ends_on, mechanic, trim_scale(discount_percent), trim_scale(buy_quantity),
        trim_scale(free_quantity), terms, audience, country, region, cost_minor, ${currency}::text, content_hash, ${importId}::uuid,
        ${ctx.now()}::timestamptz, ${ctx.actor}::text
      from placed where adds_promotion),
    listed as (
      insert into promotion_item (tenant_id, id, promotion_id, product_id, category_id, import_id)
      select ${TENANT}::uuid, gen_random_uuid(), promotion_id, product_id, category_id, ${importId}::uuid from placed where adds_item),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values
        (0, p.no_product, ${headings.product}::text, 'UNKNOWN_PRODUCT', p.product_ref, 'There is no such product.'),
        (1, p.no_category, ${headings.category}::text, 'UNKNOWN_CATEGORY', p.category_ref, 'There is no such category.'),
        (2, p.changed, ${headings.code}::text, 'ROW_CHANGED', p.code,
          'This promotion is there already with other content; imports only add.')) f (ordinal, holds, heading, code, value, message)
      where f.holds)
    select count(*) filter (where adds_promotion or adds_item) as added, count(*) filter (where changed or not known) as rejected from placed`);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}

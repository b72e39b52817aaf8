import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { storedContent } from './order-line.content.js';

/** A batch looked at before it is merged: what there is to look up, and what can be left out. */
export interface Survey {
  /** Latest day of which the tenant has order lines; null: none. */
  readonly newest: string | null;
  /** Between these all keys lie. */
  readonly first: string;
  readonly last: string;
  /** Whether a key stands twice in the batch. */
  readonly repeated: boolean;
  /** Order lines whose ids lie between these; counted up to an eighth of the batch's rows. */
  readonly between: number;
  /** Whether they are fewer than that. */
  readonly sparse: boolean;
}

/** Looks at a staged batch, which must not be empty; at its rows only where their keys are not known to be in order. */
export async function survey(
  ctx: RequestContext,
  rows: Sql,
  rowCount: number,
  keys: Pick<Survey, 'first' | 'last'> | undefined,
): Promise<Survey> {
  const few = Math.ceil(rowCount / 8);
  const staged = keys
    ? sql`select false as repeated, ${keys.first}::uuid as first, ${keys.last}::uuid as last`
    : sql`select exists (select 1 from ${rows} group by key having count(*) > 1) as repeated,
        (select key from ${rows} order by key limit 1) as first, (select key from ${rows} order by key desc limit 1) as last`;
  const row = await ctx.unit.first<Omit<Survey, 'between' | 'sparse'> & { between: string }>(tenantSql`
    with staged as materialized (${staged})
    select s.*, (select max(day)::text from account_order_day where tenant_id = ${TENANT}::uuid) as newest, (
      select count(*) from (
        select from order_line o where o.tenant_id = ${TENANT}::uuid and o.id between (select first from staged) and (select last from staged)
        limit ${few}) o) as between
    from staged s`);
  if (!row) throw new Error('A survey has one row.');
  const between = Number(row.between);
  return { ...row, between, sparse: between < few };
}

/** What a staged line is once its account and its product are known. */
const PLACED = sql`a.n as a, p.n as p, s.month, s.net_minor, s.list_minor, s.cost_minor, a.id as account_id, p.id as product_id, p.category_id, s.ordered_on,
        s.row_number, s.account_n, s.product_n, a.id is not null and p.id is not null as known`;
/** Of varying length, so behind the others: what stands before them is found without reading them. */
const PLACED_TEXT = sql`s.quantity, s.order_number, s.line_number, s.lot, s.promotion_ref`;

/**
 * The statement's `placed`, with `id`, `fresh` and `changed`, for a batch that numbers its own lines and lies beside what is
 * there, as most do: no key stands twice in it, and hardly a line lies between its first and its last key. These few are read
 * at one go instead of asking for each key.
 */
export function placedBeside(rows: Sql, { between, first, last }: Survey, content: Sql): Sql {
  const there = between > 0;
  const stored = sql`
    stored as materialized (
      select * from order_line o where o.tenant_id = ${TENANT}::uuid and o.id between ${first}::uuid and ${last}::uuid),`;
  return sql`${there ? stored : sql``}
    placed as materialized (
      select ${PLACED}, s.key as id, a.id is not null and p.id is not null ${there ? sql`and o.id is null` : sql``} as fresh,
        ${there ? sql`a.id is not null and p.id is not null and o.id is not null and ${storedContent('o')} is distinct from ${content}` : sql`false`} as changed, ${PLACED_TEXT}
      from ${rows} s left join account_of a on a.given = s.account_n left join product_of p on p.given = s.product_n
        ${there ? sql`left join stored o on o.id = s.key` : sql``})`;
}

/**
 * The same for any batch, key by key. The n-th line of a file without numbers and with the same content is the same line
 * again when the file is.
 * @param seen staging table of how often each content stood in the batches before; null: no line is without numbers
 */
export function placedAmong(rows: Sql, seen: string | null, content: Sql): Sql {
  const counted =
    seen === null
      ? sql`cross join (select 0 as n) before`
      : sql`left join lateral (select s.n from ${identifier(seen)} s where s.key = n.key and not n.keyed limit 1) before on true`;
  return sql`
    joined as (
      select ${PLACED}, s.key, s.keyed, ${content} as content, ${PLACED_TEXT}
      from ${rows} s left join account_of a on a.given = s.account_n left join product_of p on p.given = s.product_n),
    numbered as (
      select j.*, row_number() over alike as nth, first_value(j.content) over alike as first_content
      from joined j window alike as (partition by j.key, j.known order by j.row_number)),
    identified as (
      select n.*, case when n.keyed or n.nth + coalesce(before.n, 0) = 1 then n.key
        else encode(substring(sha256(convert_to(n.key || ':' || n.nth + coalesce(before.n, 0), 'UTF8')) for 16), 'hex')::uuid end as id
      from numbered n ${counted}
      -- A fence: under row-level security an index is only searched for a plain value, not for the expression above.
      offset 0),
    placed as materialized (
      select i.*, i.known and stored.content is null and (not i.keyed or i.nth = 1) as fresh,
        i.known and coalesce(stored.content, i.first_content) <> i.content as changed
      from identified i left join lateral (
        select ${storedContent('o')} as content from order_line o where o.tenant_id = ${TENANT}::uuid and o.id = i.id limit 1) stored on true)`;
}

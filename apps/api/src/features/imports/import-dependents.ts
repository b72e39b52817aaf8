import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ErrorReason } from '../../platform/errors/domain-error.js';

/** Who refers to what, as the database's own catalogue says it: a table that is added later cannot be forgotten. */
interface Reference {
  child: string;
  column: string;
  parent: string;
  /** Whether the child's rows can come from an import themselves. */
  imported: boolean;
}

/** Kept by trade and stages from the very rows that are taken back; they answer for themselves. */
const DERIVED = new Set(['account_sales', 'product_sales', 'stage_event']);

/**
 * What other people's facts depend on something that the import created, one reason per table and column.
 * @param ctx the request's own context: the import role cannot see all of these tables
 */
export async function dependentsOf(ctx: RequestContext, importId: string): Promise<ErrorReason[]> {
  const reasons: ErrorReason[] = [];
  for (const reference of await references(ctx)) {
    const count = await countOf(ctx, importId, reference);
    if (count > 0)
      reasons.push({
        code: `${reference.child.toUpperCase()}_DEPENDS`,
        message: `${count} of ${reference.child} refer to its ${reference.parent}.`,
        count,
      });
  }
  return reasons;
}

async function references(ctx: RequestContext): Promise<Reference[]> {
  const found = await ctx.unit.query<Reference>(tenantSql`
    with parents as (
      select a.attrelid as oid from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'import_id' and not a.attisdropped and c.relnamespace = 'mortise'::regnamespace and c.relkind in ('r', 'p')),
    keyed as (
      select k.conrelid as child, k.confrelid as parent, k.conkey[2] as attnum from pg_constraint k
      where k.contype = 'f' and k.confdeltype <> 'c' and k.confrelid in (select oid from parents) and cardinality(k.conkey) = 2),
    named as (
      select a.attrelid, 'mortise.order_line'::regclass::oid, a.attnum from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'order_line_id' and not a.attisdropped and c.relnamespace = 'mortise'::regnamespace and c.relkind in ('r', 'p'))
    select c.relname as child, a.attname as column, p.relname as parent, c.oid in (select oid from parents) as imported
    from (select * from keyed union select * from named) r join pg_class c on c.oid = r.child join pg_class p on p.oid = r.parent
    join pg_attribute a on a.attrelid = r.child and a.attnum = r.attnum where ${TENANT}::uuid is not null order by 1, 2`);
  return found.filter(({ child }) => !DERIVED.has(child));
}

async function countOf(
  ctx: RequestContext,
  importId: string,
  { child, column, parent, imported }: Reference,
): Promise<number> {
  const others = imported ? sql`and c.import_id is distinct from ${importId}::uuid` : sql``;
  const row = await ctx.unit.first<{ count: string }>(tenantSql`
    select count(*) from ${identifier(child)} c join ${identifier(parent)} p on p.tenant_id = ${TENANT} and p.id = c.${identifier(column)}
    where c.tenant_id = ${TENANT} and p.import_id = ${importId}::uuid ${others}`);
  return Number(row?.count ?? 0);
}

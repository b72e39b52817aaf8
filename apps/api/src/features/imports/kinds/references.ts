import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../../platform/context/request-context.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../../platform/database/tenant-sql.js';
import { hasPermission } from '../../../platform/auth/demand-permission.js';
import type { Batch } from '../import-kind.js';

/** Category of products of which the file does not say one. */
const NO_CATEGORY = 'UNCATEGORISED';

interface Missing {
  ref: string;
  name: string | null;
}

/**
 * Whether rows name something that nobody has. Few batches do, and it costs a fraction of telling what, with which name.
 * @param column of the rows, which refers to the external id
 */
async function anyMissing({ ctx, rows }: Batch, column: string, table: string): Promise<boolean> {
  const found = await ctx.unit.first(tenantSql`
    select from (
      select ${identifier(column)} from ${identifier(rows)} where ${identifier(column)} is not null
      except select external_id from ${identifier(table)} where tenant_id = ${TENANT}::uuid) missing limit 1`);
  return found !== undefined;
}

/** Adds the accounts that rows name (`account_ref`, `account_name`) and nobody has; the name is that of the first such row that tells one. */
export async function createMissingAccounts(batch: Batch): Promise<number> {
  if (!(await anyMissing(batch, 'account_ref', 'account'))) return 0;
  const { ctx, importId, rows } = batch;
  const missing = await ctx.unit.query<Missing>(tenantSql`
    select distinct on (s.account_ref) s.account_ref as ref, s.account_name as name from ${identifier(rows)} s
    where s.account_ref is not null
      and not exists (select 1 from account a where a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref)
    order by s.account_ref, s.account_name is null, s.row_number`);
  if (missing.length === 0) return 0;
  const names = missing.map(({ ref, name }) => name ?? ref);
  return ctx.unit.execute(tenantSql`
    with added as (
      insert into account (tenant_id, id, external_id, name, name_lower, owner_id, created_at, import_id)
      select ${TENANT}::uuid, id, ref, name, name_lower, ${ownerByDefault(ctx)}::uuid, ${ctx.now()}::timestamptz, ${importId}::uuid
      from unnest(${missing.map(() => uuidv7())}::uuid[], ${missing.map(({ ref }) => ref)}::text[], ${names}::text[],
        ${names.map((name) => name.toLowerCase())}::text[]) m (id, ref, name, name_lower)
      on conflict (tenant_id, external_id) where external_id is not null do nothing returning id)
    insert into account_closure (tenant_id, ancestor_id, descendant_id, depth) select ${TENANT}::uuid, id, id, 0 from added`);
}

/** Adds the categories that rows name (`category_ref`, `category_name`) and nobody has. */
export async function createMissingCategories(batch: Batch): Promise<number> {
  const missing = await batch.ctx.unit.query<Missing>(tenantSql`
    select distinct on (s.category_ref) s.category_ref as ref, s.category_name as name from ${identifier(batch.rows)} s
    where s.category_ref is not null
      and not exists (select 1 from product_category c where c.tenant_id = ${TENANT}::uuid and c.external_id = s.category_ref)
    order by s.category_ref, s.category_name is null, s.row_number`);
  return addCategories(batch, missing);
}

/** Adds the products that rows name (`product_ref`, `product_name`, `category_ref`, `category_name`) and nobody has, with their categories. */
export async function createMissingProducts(batch: Batch): Promise<{ products: number; categories: number }> {
  if (!(await anyMissing(batch, 'product_ref', 'product'))) return { products: 0, categories: 0 };
  const { ctx, importId } = batch;
  const missing = await ctx.unit.query<Missing & { category: string }>(tenantSql`
    select s.product_ref as ref, ${firstTold('s.product_name')} as name, coalesce(${firstTold('s.category_ref')}, ${NO_CATEGORY}) as category
    from ${identifier(batch.rows)} s
    where s.product_ref is not null and not exists (select 1 from product p where p.tenant_id = ${TENANT}::uuid and p.external_id = s.product_ref)
    group by s.product_ref`);
  if (missing.length === 0) return { products: 0, categories: 0 };
  const refs = [...new Set(missing.map(({ category }) => category))];
  const told = await ctx.unit.query<Missing>(tenantSql`
    select s.category_ref as ref, ${firstTold('s.category_name')} as name from ${identifier(batch.rows)} s
    where ${TENANT}::uuid is not null and s.category_ref = any(${refs}::text[]) and s.category_name is not null group by s.category_ref`);
  const names = new Map(told.map(({ ref, name }) => [ref, name]));
  const categories = await addCategories(
    batch,
    refs.map((ref) => ({ ref, name: names.get(ref) ?? (ref === NO_CATEGORY ? 'Uncategorised' : null) })),
  );
  const products = await ctx.unit.execute(tenantSql`
    insert into product (tenant_id, id, external_id, name, category_id, created_at, import_id)
    select ${TENANT}::uuid, m.id, m.ref, m.name, c.id, ${ctx.now()}::timestamptz, ${importId}::uuid
    from unnest(${missing.map(() => uuidv7())}::uuid[], ${missing.map(({ ref }) => ref)}::text[], ${missing.map(({ ref, name }) => name ?? ref)}::text[],
      ${missing.map(({ category }) => category)}::text[]) m (id, ref, name, category)
    join product_category c on c.tenant_id = ${TENANT}::uuid and c.external_id = m.category
    on conflict (tenant_id, external_id) do nothing`);
  return { products, categories };
}

/** Whoever does not see every account must at least see what he or she adds. */
export function ownerByDefault(ctx: RequestContext): string | null {
  return ctx.principal.kind === 'STAFF' && !hasPermission(ctx, 'account.read.all') ? ctx.principal.staffId : null;
}

/** What the first row of a group says that says anything. */
function firstTold(column: string): Sql {
  return sql`(array_agg(${identifier(column)} order by s.row_number) filter (where ${identifier(column)} is not null))[1]`;
}

async function addCategories({ ctx, importId }: Batch, missing: readonly Missing[]): Promise<number> {
  if (missing.length === 0) return 0;
  return ctx.unit.execute(tenantSql`
    insert into product_category (tenant_id, id, external_id, name, import_id)
    select ${TENANT}::uuid, id, ref, name, ${importId}::uuid
    from unnest(${missing.map(() => uuidv7())}::uuid[], ${missing.map(({ ref }) => ref)}::text[],
      ${missing.map(({ ref, name }) => name ?? ref)}::text[]) m (id, ref, name)
    on conflict (tenant_id, external_id) do nothing`);
}

/** Records that an import has added something to the accounts of a staging table's fresh rows. */
export const touchAccounts = (importId: string) => sql`
  insert into import_account as a (tenant_id, import_id, account_id, rows)
  select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) from placed where fresh group by account_id
  on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows`;

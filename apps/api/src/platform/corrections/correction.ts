import { visibleAccount } from '../auth/account-visibility.js';
import type { RequestContext } from '../context/request-context.js';
import { identifier, join, sql, type Sql, TENANT, tenantSql } from '../database/tenant-sql.js';

/**
 * A kind of fact whose content imports may replace, and where what it said before stays: a chain of contents, each brought
 * by one import, of which the last one holds. Fact and history are tables of these names; SQL given here speaks of a fact
 * as `f`.
 */
export interface Correctable {
  /** Facts, with `id`, `account_id` and `import_id`. */
  readonly fact: string;
  /** What they said: `ordinal`, `replaced_at`, `replaced_by`, `replaced_by_import` and the columns named below. */
  readonly history: string;
  /** Column of the history that holds the fact's id. */
  readonly id: string;
  /** Columns of the history whose values a chain has in common, and what they are of a fact; the id unless told. */
  readonly chain?: Readonly<Record<string, Sql>>;
  /** What a fact says, in columns that both have. */
  readonly content: readonly string[];
}

/** Column of the history that names the import which had brought a content. */
const BROUGHT_BY = { replaced: 'import_id', rewritten: 'brought_by_import' } as const;

/** How a content gives way: the fact is taken out and added anew, or stays where it is because others refer to it. */
type Way = keyof typeof BROUGHT_BY;

/** What a batch tells of facts that are there, and how their sums follow. */
export interface Replacement {
  readonly importId: string;
  /** Staging table `(key)` of the import: the facts that have come. */
  readonly given: string;
  /** Parts of a `with`, of which the last is `told`: `key`, `row_number` and what is compared, one row or more for a fact. */
  readonly told: Sql;
  /** The fact `f` that a row `g` of `told` is about. */
  readonly same: Sql;
  /** Whether that says something else. */
  readonly differs: Sql;
  /** Parts of a `with` that take the facts of `source` out of all sums, or add them, from one column set that fact and history share. */
  readonly shift?: Shift;
}

export type Shift = (source: string, by: 1 | -1) => Sql;

/** What was taken out to make room. */
export interface TakenOut {
  readonly facts: number;
  readonly accounts: readonly string[];
  /** As asked for with `also`. */
  readonly also: readonly string[];
}

/**
 * Takes the facts out to which a batch gives another content, and keeps what they said: the merge that follows in the same
 * transaction finds their keys free and adds the new ones. Of several rows of a file about one fact the first counts; what
 * this import has brought itself, what was recorded by hand, and what the caller may not see stays.
 * @param also a column of the facts whose values are answered too
 */
export async function takeOutCorrected(
  ctx: RequestContext,
  kind: Correctable,
  { importId, given, told, same, differs, shift }: Replacement,
  also = 'id',
): Promise<TakenOut> {
  const [fact, come] = [identifier(kind.fact), identifier(given)];
  const row = await ctx.unit.first<{ facts: string; accounts: string[]; also: string[] }>(tenantSql`
    with ${told},
    first_told as materialized (select distinct on (key) * from told order by key, row_number),
    remembered as (insert into ${come} (key) select key from first_told order by key on conflict (key) do nothing),
    changed as materialized (
      select f.id from first_told g
      cross join lateral (select f.* from ${fact} f where f.tenant_id = ${TENANT}::uuid and ${same} limit 1) f
      where ${differs} and f.import_id <> ${importId}::uuid and ${visibleAccount(ctx, 'f.account_id')}
        and not exists (select from ${come} s where s.key = g.key)),
    gone as (
      -- By a list of ids, which is looked up; a join might read all facts there are.
      delete from ${fact} f where f.tenant_id = ${TENANT}::uuid and f.id = any(array(select id from changed)) returning f.*),
    ${keeping(ctx, kind, { source: 'gone', way: 'replaced', importId })},
    noted as (
      insert into import_account (tenant_id, import_id, account_id, rows)
      select distinct ${TENANT}::uuid, ${importId}::uuid, account_id, 0 from gone on conflict (tenant_id, import_id, account_id) do nothing)
    ${shift ? sql`, ${shift('gone', -1)}` : sql``}
    select count(*) as facts, coalesce(array_agg(distinct account_id), '{}') as accounts,
      coalesce(array_agg(distinct ${identifier(also)}), '{}') as also from gone`);
  return { facts: Number(row?.facts), accounts: row?.accounts ?? [], also: row?.also ?? [] };
}

/**
 * Gives facts back what they said before an import corrected them, after the import's own were withdrawn.
 * @returns how many were given back
 */
export async function restoreCorrected(
  ctx: RequestContext,
  kind: Correctable,
  importId: string,
  shift?: Shift,
): Promise<number> {
  await forgetReplaced(ctx, kind, importId);
  const columns = columnsOf(kind.content);
  const row = await ctx.unit.first<{ facts: string }>(tenantSql`
    with back as (
      delete from ${identifier(kind.history)} where tenant_id = ${TENANT}::uuid and replaced_by_import = ${importId}::uuid returning *),
    restored as (
      insert into ${identifier(kind.fact)} (tenant_id, id, ${columns}, import_id)
      select ${TENANT}::uuid, ${identifier(kind.id)}, ${columns}, import_id from back)
    ${shift ? sql`, ${shift('back', 1)}` : sql``}
    select count(*) as facts from back`);
  return Number(row?.facts);
}

/** What a batch tells of facts that others refer to; they are rewritten where they are. */
export interface Rewriting {
  readonly importId: string;
  readonly given: string;
  /** Staging table of the batch's rows, with `id`, `content_hash` and `account_ref`. */
  readonly rows: string;
  /** What `changed` has besides `id` and `account_id`, of the row `g`, the fact `f` and what `beside` joins. */
  readonly columns: Sql;
  readonly beside?: Sql;
  /** Which rows may correct. */
  readonly only?: Sql;
  /** Whether the row brings something else that is counted by itself. */
  readonly bringsMore: Sql;
  /** What the history keeps besides the fact's own columns, of the row `c` of `changed`. */
  readonly keeps?: Sql;
  /** Parts of a `with` that give the facts in `changed` their content, and all sums. */
  readonly rewrite: Sql;
}

/**
 * Gives facts the content that a batch tells of them, where it is another one, and keeps what they said. Of several rows of
 * a file about one fact the first counts; a fact stays with its account.
 * @returns how many were corrected, and how many of these by rows that bring nothing else
 */
export async function rewriteCorrected(
  ctx: RequestContext,
  kind: Correctable,
  { importId, rows, ...of }: Rewriting,
): Promise<{ readonly corrected: number; readonly alone: number }> {
  const [fact, come] = [identifier(kind.fact), identifier(of.given)];
  const row = await ctx.unit.first<{ corrected: string; alone: string }>(tenantSql`
    with first_told as materialized (
      select distinct on (s.id) s.*, a.id as account_id from ${identifier(rows)} s
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}
      order by s.id, s.row_number),
    remembered as (insert into ${come} (key) select id from first_told order by id on conflict (key) do nothing),
    changed as materialized (
      select f.id, f.account_id, ${of.columns}, ${of.bringsMore} as brings_more
      from first_told g
      cross join lateral (select f.* from ${fact} f where f.tenant_id = ${TENANT}::uuid and f.id = g.id limit 1) f
      ${of.beside ?? sql``}
      where f.content_hash <> g.content_hash and f.account_id = g.account_id and ${broughtBy(kind)} <> ${importId}::uuid
        and ${of.only ?? sql`true`} and not exists (select from ${come} s where s.key = g.id)),
    before as materialized (
      select f.* ${of.keeps ?? sql``} from changed c join ${fact} f on f.tenant_id = ${TENANT}::uuid and f.id = c.id),
    ${keeping(ctx, kind, { source: 'before', way: 'rewritten', importId })},
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) filter (where not brings_more) from changed group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    ${of.rewrite}
    select count(*) as corrected, count(*) filter (where not brings_more) as alone from changed`);
  return { corrected: Number(row?.corrected), alone: Number(row?.alone) };
}

/**
 * Takes out of a `with` what facts said before an import rewrote them, as `back`; {@link forgetRewritten} comes before.
 */
export function rewrittenBack(kind: Correctable, importId: string): Sql {
  return sql`back as (
      delete from ${identifier(kind.history)} where tenant_id = ${TENANT}::uuid and replaced_by_import = ${importId}::uuid returning *)`;
}

/** Contents that the import had brought and others have replaced since are forgotten: what replaced them follows what was there before. */
function forgetReplaced(ctx: RequestContext, kind: Correctable, importId: string): Promise<void> {
  return forget(ctx, kind, importId, 'replaced');
}

/** The same for facts that stay where they are; that the import had brought the first content is another matter. */
export function forgetRewritten(ctx: RequestContext, kind: Correctable, importId: string): Promise<void> {
  return forget(ctx, kind, importId, 'rewritten');
}

async function forget(ctx: RequestContext, kind: Correctable, importId: string, way: Way): Promise<void> {
  const history = identifier(kind.history);
  const chain = Object.keys(chainOf(kind));
  const alike = (one: string, other: string): Sql =>
    join(
      chain.map((column) => sql`${identifier(`${one}.${column}`)} = ${identifier(`${other}.${column}`)}`),
      ' and ',
    );
  const inBetween =
    way === 'replaced'
      ? sql``
      : sql`and exists (
          select from ${history} b where b.tenant_id = ${TENANT}::uuid and ${alike('b', 'h')} and b.replaced_by_import = ${importId}::uuid)`;
  await ctx.unit.execute(tenantSql`
    with dropped as (
      delete from ${history} h where h.tenant_id = ${TENANT}::uuid and h.${identifier(BROUGHT_BY[way])} = ${importId}::uuid ${inBetween}
      returning h.*)
    update ${history} k set replaced_at = d.replaced_at, replaced_by = d.replaced_by, replaced_by_import = d.replaced_by_import
    from dropped d where k.tenant_id = ${TENANT}::uuid and ${alike('k', 'd')} and k.replaced_by_import = ${importId}::uuid`);
}

/** Parts of a `with` that keep what the facts of `source` say, and count them as corrected. */
function keeping(
  ctx: RequestContext,
  kind: Correctable,
  { source, way, importId }: { readonly source: string; readonly way: Way; readonly importId: string },
): Sql {
  const [history, facts] = [identifier(kind.history), identifier(source)];
  const chain = chainOf(kind);
  const own = Object.entries(chain).filter(([column]) => column !== kind.id && !kind.content.includes(column));
  const before = join(
    Object.entries(chain).map(([column, value]) => sql`${identifier(`k.${column}`)} = ${value}`),
    ' and ',
  );
  const names = columnsOf([kind.id, ...own.map(([column]) => column), 'ordinal', ...kind.content, BROUGHT_BY[way]]);
  const values = join(
    [
      sql`f.id`,
      ...own.map(([, value]) => value),
      sql`1 + coalesce((select max(k.ordinal) from ${history} k where k.tenant_id = ${TENANT}::uuid and ${before}), 0)`,
      ...kind.content.map((column) => identifier(`f.${column}`)),
      way === 'replaced' ? sql`f.import_id` : broughtBy(kind),
    ],
    ', ',
  );
  return sql`
    kept as (
      insert into ${history} (tenant_id, ${names}, replaced_at, replaced_by, replaced_by_import)
      select ${TENANT}::uuid, ${values}, ${ctx.now()}::timestamptz, ${ctx.actor}::text, ${importId}::uuid from ${facts} f),
    counted as (
      update import set rows_corrected = rows_corrected + (select count(*) from ${facts}) where tenant_id = ${TENANT}::uuid and id = ${importId}::uuid
        and exists (select from ${facts}))`;
}

/** The import that brought what a fact says which stays where it is: that of its last correction, else its own. */
function broughtBy(kind: Correctable): Sql {
  return sql`coalesce((
        select k.replaced_by_import from ${identifier(kind.history)} k where k.tenant_id = ${TENANT}::uuid and k.${identifier(kind.id)} = f.id
        order by k.ordinal desc limit 1), f.import_id)`;
}

function chainOf(kind: Correctable): Readonly<Record<string, Sql>> {
  return kind.chain ?? { [kind.id]: sql`f.id` };
}

function columnsOf(names: readonly string[]): Sql {
  return join(names.map(identifier), ', ');
}

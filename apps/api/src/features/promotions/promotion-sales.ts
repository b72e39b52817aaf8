import {
  dateOfEpochDay,
  epochDay,
  type IsoDate,
  monthOf,
  type PromotionDays,
  type PromotionGrain,
} from '@mortise/domain';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { holdsFor } from './promotion.scope.js';

const WEEKS_BEFORE = 156;
const DAYS_AFTER = 366;

/** A promotion as the card needs it. */
export interface MeasuredPromotion extends PromotionDays {
  readonly id: string;
  readonly mechanic: string;
  readonly discountPercent: string | null;
  readonly buyQuantity: string | null;
  readonly freeQuantity: string | null;
  readonly costMinor: string | null;
  readonly productIds: readonly string[];
  readonly categoryIds: readonly string[];
  /** Of the products that it names. */
  readonly productCategoryIds: readonly string[];
}

/** Which sales are looked at. */
export interface SalesScope {
  readonly promotion: MeasuredPromotion;
  readonly accountId: string | null;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Accounts of a scope: those the caller may see, how many of them agreed, and whether there are others. */
export interface ScopeAccounts {
  readonly accounts: number;
  readonly participants: number;
  readonly whole: boolean;
}

/** Net sales of a period, by its first day: of the promoted goods, and of others in their categories. */
export interface PeriodSales {
  readonly promoted: ReadonlyMap<IsoDate, bigint>;
  readonly alike: ReadonlyMap<IsoDate, bigint>;
}

/** Sales while the promotion ran, and what is known of their cost. */
export interface WindowSales {
  readonly lines: number;
  readonly netMinor: bigint;
  readonly costedMinor: bigint;
  readonly costMinor: bigint;
  readonly buyers: number;
}

export async function findPromotion(ctx: RequestContext, id: string): Promise<MeasuredPromotion | undefined> {
  return ctx.unit.first<MeasuredPromotion>(tenantSql`
    select p.id, p.starts_on as "startsOn", p.ends_on as "endsOn", p.mechanic, p.discount_percent::text as "discountPercent",
      p.buy_quantity::text as "buyQuantity", p.free_quantity::text as "freeQuantity", p.cost_minor::text as "costMinor",
      array(select i.product_id::text from promotion_item i where i.tenant_id = ${TENANT} and i.promotion_id = p.id and i.product_id is not null) as "productIds",
      array(select i.category_id::text from promotion_item i where i.tenant_id = ${TENANT} and i.promotion_id = p.id and i.category_id is not null) as "categoryIds",
      array(select distinct q.category_id::text from promotion_item i join product q on q.tenant_id = ${TENANT} and q.id = i.product_id
        where i.tenant_id = ${TENANT} and i.promotion_id = p.id) as "productCategoryIds"
    from promotion p where p.tenant_id = ${TENANT} and p.id = ${id}`);
}

export async function accountsOf(ctx: RequestContext, scope: SalesScope): Promise<ScopeAccounts> {
  const row = await ctx.unit.first<{ accounts: string; participants: string; others: boolean }>(tenantSql`
    with held as (
      select a.id, ${visibleAccount(ctx, 'a.id')} as visible from account a join promotion p on p.tenant_id = ${TENANT} and p.id = ${scope.promotion.id}
      where a.tenant_id = ${TENANT} and ${holdsFor(of('p'), of('a'))})
    select count(*) filter (where ${measured(scope)}) as accounts,
      count(*) filter (where ${measured(scope)} and exists (
        select from promotion_uptake u where u.tenant_id = ${TENANT} and u.promotion_id = ${scope.promotion.id} and u.account_id = held.id)) as participants,
      coalesce(bool_or(not (${measured(scope)})), false) as others
    from held where ${TENANT}::uuid is not null`);
  return { accounts: Number(row?.accounts), participants: Number(row?.participants), whole: row?.others === false };
}

/** First and last days of other promotions on the same goods, for any of the accounts. */
export async function otherPromotions(ctx: RequestContext, scope: SalesScope): Promise<readonly PromotionDays[]> {
  const { id, productIds, categoryIds, productCategoryIds } = scope.promotion;
  const onEverything = productIds.length + categoryIds.length === 0;
  return ctx.unit.query<PromotionDays>(tenantSql`
    with scope as materialized (${accountsIn(ctx, scope)})
    select o.starts_on as "startsOn", o.ends_on as "endsOn" from promotion o
    where o.tenant_id = ${TENANT} and o.id <> ${id} and o.starts_on <= ${scope.to}::date and o.ends_on >= ${scope.from}::date
      and (${onEverything} or not exists (select from promotion_item i where i.tenant_id = ${TENANT} and i.promotion_id = o.id) or exists (
        select from promotion_item i left join product q on q.tenant_id = ${TENANT} and q.id = i.product_id
        where i.tenant_id = ${TENANT} and i.promotion_id = o.id and (i.product_id = any(${productIds}::uuid[]) or i.category_id = any(${categoryIds}::uuid[])
          or q.category_id = any(${categoryIds}::uuid[]) or i.category_id = any(${productCategoryIds}::uuid[]))))
      and exists (select from account a join scope s on s.id = a.id where a.tenant_id = ${TENANT} and ${holdsFor(of('o'), of('a'))})`);
}

/** What the figures of a grain are read from. */
export function sourceOf(
  { promotion }: SalesScope,
  grain: PromotionGrain,
): 'account_order_day' | 'order_line' | 'account_product_month' {
  if (grain === 'MONTH') return 'account_product_month';
  return promotion.productIds.length + promotion.categoryIds.length === 0 ? 'account_order_day' : 'order_line';
}

/** Net sales by period: weeks are counted from the promotion's first day. */
export async function salesByPeriod(
  ctx: RequestContext,
  scope: SalesScope,
  grain: PromotionGrain,
): Promise<PeriodSales> {
  const source = sourceOf(scope, grain);
  const day = identifier(
    source === 'order_line' ? 'l.ordered_on' : source === 'account_order_day' ? 'l.day' : 'l.month',
  );
  const start = scope.promotion.startsOn;
  const period = grain === 'MONTH' ? day : sql`${start}::date + 7 * floor((${day} - ${start}::date) / 7.0)::int`;
  const [promoted, either] =
    source === 'account_order_day'
      ? [sql`true`, sql`true`]
      : [isPromoted(scope), sql`(${isPromoted(scope)} or ${isAlike(scope)})`];
  const rows = await ctx.unit.query<{ promoted: boolean; period: IsoDate; net_minor: string }>(tenantSql`
    with scope as materialized (${accountsIn(ctx, scope)})
    select ${promoted} as promoted, ${period} as period, sum(l.net_minor)::bigint as net_minor
    from scope s join ${identifier(source)} l on l.tenant_id = ${TENANT} and l.account_id = s.id
    where ${day} between ${scope.from}::date and ${scope.to}::date and ${either} group by 1, 2`);
  const of = (wanted: boolean) =>
    new Map(rows.filter((row) => row.promoted === wanted).map((row) => [row.period, BigInt(row.net_minor)]));
  return { promoted: of(true), alike: of(false) };
}

/** Sales while the promotion ran with what their lines tell of their cost: of promoted goods and of others alike. */
export async function salesInWindow(
  ctx: RequestContext,
  scope: SalesScope,
  grain: PromotionGrain,
): Promise<{ readonly promoted: WindowSales; readonly alike: WindowSales }> {
  const monthly = grain === 'MONTH';
  const day = identifier(monthly ? 'l.month' : 'l.ordered_on');
  const costed = monthly ? sql`l.costed_minor` : sql`case when l.cost_minor is not null then l.net_minor end`;
  const { startsOn, endsOn } = scope.promotion;
  const rows = await ctx.unit.query<
    Record<'lines' | 'net' | 'costed' | 'cost' | 'buyers', string> & { promoted: boolean }
  >(tenantSql`
    with scope as materialized (${accountsIn(ctx, scope)})
    select ${isPromoted(scope)} as promoted, ${monthly ? sql`coalesce(sum(l.lines), 0)` : sql`count(*)`} as lines, coalesce(sum(l.net_minor), 0)::bigint as net, coalesce(sum(${costed}), 0)::bigint as costed,
      coalesce(sum(l.cost_minor), 0)::bigint as cost, count(distinct l.account_id) filter (where l.net_minor > 0) as buyers
    from scope s join ${identifier(monthly ? 'account_product_month' : 'order_line')} l on l.tenant_id = ${TENANT} and l.account_id = s.id
    where ${day} between ${monthly ? `${monthOf(startsOn)}-01` : startsOn}::date and least(${endsOn}::date, ${scope.to}::date)
      and (${isPromoted(scope)} or ${isAlike(scope)}) group by 1`);
  const of = (wanted: boolean): WindowSales => {
    const row = rows.find(({ promoted }) => promoted === wanted);
    return {
      lines: Number(row?.lines ?? 0),
      netMinor: BigInt(row?.net ?? 0),
      costedMinor: BigInt(row?.costed ?? 0),
      costMinor: BigInt(row?.cost ?? 0),
      buyers: Number(row?.buyers ?? 0),
    };
  };
  return { promoted: of(true), alike: of(false) };
}

/** Sales whose order lines name the promotion; undefined where none of any account in its reach does, so that files do not tell. */
export async function salesNaming(
  ctx: RequestContext,
  scope: SalesScope,
): Promise<Pick<WindowSales, 'lines' | 'netMinor' | 'buyers'> | undefined> {
  const measured = scope.accountId === null ? sql`true` : sql`l.account_id = ${scope.accountId}::uuid`;
  const row = await ctx.unit.first<Record<'named' | 'lines' | 'net' | 'buyers', string>>(tenantSql`
    with scope as materialized (${accountsIn(ctx, { ...scope, accountId: null })})
    select count(*) as named, count(*) filter (where ${measured}) as lines, coalesce(sum(l.net_minor) filter (where ${measured}), 0)::bigint as net,
      count(distinct l.account_id) filter (where ${measured} and l.net_minor > 0) as buyers
    from order_line l join scope s on s.id = l.account_id
    where l.tenant_id = ${TENANT} and l.promotion_id = ${scope.promotion.id} and l.ordered_on <= ${scope.to}::date`);
  if (Number(row?.named) === 0) return undefined;
  return { lines: Number(row?.lines), netMinor: BigInt(row?.net ?? 0), buyers: Number(row?.buyers) };
}

/** Three years before a promotion tell its season; a year after it is more than its effects last. Whole weeks of it. */
export function historyOf(promotion: PromotionDays, asOf: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } {
  const [first, last] = [epochDay(promotion.startsOn) - WEEKS_BEFORE * 7, epochDay(promotion.endsOn) + DAYS_AFTER];
  return { from: dateOfEpochDay(first), to: dateOfEpochDay(Math.min(last, epochDay(asOf))) };
}

function accountsIn(ctx: RequestContext, { promotion, accountId }: SalesScope): Sql {
  const one = accountId === null ? sql`` : sql`and a.id = ${accountId}`;
  return sql`
    select a.id from account a join promotion p on p.tenant_id = ${TENANT} and p.id = ${promotion.id}
    where a.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'a.id', true)} and ${holdsFor(of('p'), of('a'))} ${one}`;
}

function measured({ accountId }: SalesScope): Sql {
  return accountId === null ? sql`held.visible` : sql`(held.visible and held.id = ${accountId})`;
}

function isPromoted({ promotion: { productIds, categoryIds } }: SalesScope): Sql {
  if (productIds.length + categoryIds.length === 0) return sql`true`;
  return sql`(l.product_id = any(${productIds}::uuid[]) or l.category_id = any(${categoryIds}::uuid[]))`;
}

/** In a category of a promoted product; what is promoted itself is told apart by {@link isPromoted}. */
function isAlike({ promotion: { productCategoryIds } }: SalesScope): Sql {
  return sql`l.category_id = any(${productCategoryIds}::uuid[])`;
}

function of(alias: string): (column: string) => Sql {
  return (column) => identifier(`${alias}.${column}`);
}

import { CONFIDENCES, DEFAULT_SHARE_POLICY, WALLET_METHODS } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql, type Sql } from '../../platform/database/tenant-sql.js';

/** Months of the rolling window. */
const WINDOW = 12;
/** Standard normal quantile of the interval's upper end: 80 % lie between 10 % and 90 %. */
const QUANTILE = 1.2815515655446004;

/** Standard deviation of a wallet's logarithm, by confidence. */
const SIGMAS = CONFIDENCES.map((confidence) =>
  Math.sqrt(Math.log1p(DEFAULT_SHARE_POLICY.coefficientOfVariation[confidence] ** 2)),
);

interface ShareScope {
  /** Staging table `(account_id, category_id, from_month, to_month)`: whose shares of which months may have changed. */
  readonly touched: string;
  /** Latest month of the tenant's trade before and after the change, as first days; null: no trade. */
  readonly before: string | null;
  readonly after: string | null;
  /** Facts were taken away: shares that no longer hold go too. */
  readonly removal: boolean;
}

/**
 * Brings `share_of_wallet` and `account_share` in line with order lines and wallets, set-wise, for what was touched. It
 * computes what the domain's `accountShare` does when every month of the window (and every category) is one entry:
 * per month the best method on hand, of each source the newest observation (of one day, that of the shorter or later
 * period), several sources combined by inverse variance on the log scale, quantiles
 * rounded to minor units; then sums over the window. Wallets of longer periods are spread evenly, the remainder of the
 * division going to the first months.
 */
export async function recomputeShares(ctx: RequestContext, scope: ShareScope): Promise<void> {
  const touched = identifier(scope.touched);
  if (scope.after !== null && (scope.before === null || scope.after > scope.before))
    await touchNewMonths(ctx, touched, scope.before, scope.after);
  if (scope.removal) await clear(ctx, touched, scope.after);
  if (scope.after === null) return;
  const changed = await ctx.unit.execute(categoryShares(touched, scope.after));
  const emptied = changed > 0 ? await removeUnknown(ctx, touched) : 0;
  if (changed > 0 || scope.removal) await ctx.unit.execute(accountShares(touched, scope.after));
  if (emptied > 0) await removeOrphans(ctx, touched);
}

/** Where nobody sold anything, there is no share: returns, or a better source that says nothing was bought, can lead there. */
function removeUnknown(ctx: RequestContext, touched: Sql): Promise<number> {
  return ctx.unit.execute(tenantSql`
    delete from share_of_wallet s using ${touched} t where s.tenant_id = ${TENANT}::uuid and s.account_id = t.account_id
      and s.category_id = t.category_id and s.month between t.from_month and t.to_month and s.wallet_minor <= 0 and s.ours_minor <= 0`);
}

async function removeOrphans(ctx: RequestContext, touched: Sql): Promise<void> {
  await ctx.unit.execute(tenantSql`
    delete from account_share s using ${touched} t where s.tenant_id = ${TENANT}::uuid and s.account_id = t.account_id
      and s.month between t.from_month and t.to_month and not exists (
        -- A fence: asked row by row, by the index. Without statistics of tables that fill just now, all shares of the
        -- tenant would be gone through for each row instead.
        select 1 from share_of_wallet c where c.tenant_id = ${TENANT}::uuid and c.account_id = s.account_id and c.month = s.month offset 0)`);
}

/** When the tenant's trade reaches a new month, every wallet's window moves, whoever ordered. */
async function touchNewMonths(ctx: RequestContext, touched: Sql, before: string | null, after: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    insert into ${touched} as t (account_id, category_id, from_month, to_month)
    select account_id, category_id, coalesce((${before}::date + interval '1 month')::date, min(month)), ${after}::date
    from wallet where tenant_id = ${TENANT}::uuid group by account_id, category_id
    on conflict (account_id, category_id) do update
      set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month)`);
}

async function clear(ctx: RequestContext, touched: Sql, latest: string | null): Promise<void> {
  await ctx.unit.execute(tenantSql`
    delete from share_of_wallet s using ${touched} t where s.tenant_id = ${TENANT}::uuid
      and s.account_id = t.account_id and s.category_id = t.category_id and s.month between t.from_month and t.to_month`);
  await ctx.unit.execute(tenantSql`
    delete from account_share s using ${touched} t where s.tenant_id = ${TENANT}::uuid
      and s.account_id = t.account_id and s.month between t.from_month and t.to_month`);
  for (const table of [identifier('share_of_wallet'), identifier('account_share')]) {
    await ctx.unit.execute(tenantSql`
      delete from ${table} where tenant_id = ${TENANT}::uuid and (${latest}::date is null or month > ${latest}::date)`);
  }
}

/** Months are counted since year 0 here, so that windows are plain integer ranges. */
const monthIndex = (date: Sql): Sql => sql`(extract(year from ${date}) * 12 + extract(month from ${date}) - 1)::int`;

const ratio = (ours: Sql, wallet: Sql): Sql =>
  sql`case when ${wallet} > 0 then greatest(0, least(1, ${ours}::float8 / ${wallet}::float8)) when ${ours} > 0 then 1 else 0 end`;

function categoryShares(touched: Sql, latest: string) {
  return tenantSql`
    with scope as materialized (
      select account_id, category_id, ${monthIndex(sql`from_month`)} as first, ${monthIndex(sql`least(to_month, ${latest}::date)`)} as last
      from ${touched} where from_month <= ${latest}::date),
    observed as (
      select w.account_id, w.category_id, ${monthIndex(sql`w.month`)} + k as month, w.method, w.source, w.currency,
        array_position(${[...WALLET_METHODS]}::text[], w.method) as rank, w.confidence,
        (${SIGMAS}::float8[])[array_position(${[...CONFIDENCES]}::text[], w.confidence)] as sigma,
        w.amount_minor / w.months + (k < w.amount_minor % w.months)::int as amount,
        row_number() over (partition by w.account_id, w.category_id, ${monthIndex(sql`w.month`)} + k, w.method, w.source
          order by w.observed_on desc, w.months, w.month desc, w.recorded_at desc) as age
      from scope s join wallet w on w.tenant_id = ${TENANT}::uuid and w.account_id = s.account_id and w.category_id = s.category_id
      cross join lateral generate_series(0, w.months - 1) k
      where ${monthIndex(sql`w.month`)} + k between s.first - ${WINDOW - 1} and s.last),
    best as (
      select o.*, min(rank) over (partition by account_id, category_id, month) as best_rank from observed o where age = 1),
    telling as (
      select b.*, bool_or(amount > 0) over same as any_positive,
        row_number() over (partition by account_id, category_id, month order by source) as nth
      from best b where rank = best_rank window same as (partition by account_id, category_id, month)),
    used as (
      select t.*, first_value(amount) over (partition by account_id, category_id, month order by source) as first_amount,
        1 / (sigma * sigma) as weight
      from telling t where amount > 0 or (not any_positive and nth = 1)),
    combined as (
      select account_id, category_id, month, min(rank) as rank, min(confidence) as confidence, min(currency) as currency,
        string_agg(source, '; ' order by source) as source,
        case when count(*) = 1 then min(amount)
          else floor(min(first_amount)::float8 * exp(sum(weight * ln(greatest(amount, 1)::float8 / greatest(first_amount, 1)::float8)) / sum(weight)) + 0.5)::bigint
          end as median,
        case when count(*) = 1 then min(sigma) else sqrt(1 / sum(weight)) end as sigma
      from used group by account_id, category_id, month),
    monthly as (
      select c.*, floor(median::float8 * (1 / exp(${QUANTILE}::float8 * sigma)) + 0.5)::bigint as low,
        floor(median::float8 * exp(${QUANTILE}::float8 * sigma) + 0.5)::bigint as high, coalesce(ours.net_minor, 0) as ours
      -- A fence: under row-level security an index is only searched for plain values.
      from (select *, make_date(month / 12, month % 12 + 1, 1) as first_day from combined offset 0) c left join lateral (
        select m.net_minor from account_category_month m where m.tenant_id = ${TENANT}::uuid and m.account_id = c.account_id
          and m.category_id = c.category_id and m.month = c.first_day limit 1) ours on true),
    windowed as (
      select account_id, category_id, month, currency, count(*) over twelve as covered, sum(ours) over twelve as ours,
        sum(median) over twelve as wallet, sum(low) over twelve as low, sum(high) over twelve as high, max(rank) over twelve as rank,
        max(confidence) over twelve as confidence, array_agg(source) over twelve as sources
      from monthly
      window twelve as (partition by account_id, category_id order by month range between ${WINDOW - 1} preceding and current row))
    insert into share_of_wallet as present (tenant_id, account_id, category_id, month, ours_minor, wallet_minor, wallet_low_minor, wallet_high_minor,
      currency, share, low, high, method, confidence, source, exceeds_wallet)
    select ${TENANT}::uuid, w.account_id, w.category_id, make_date(w.month / 12, w.month % 12 + 1, 1), w.ours, w.wallet, w.low, w.high, w.currency,
      ${interval('w')}, (${[...WALLET_METHODS]}::text[])[w.rank], w.confidence,
      (select string_agg(distinct each, '; ' order by each) from unnest(w.sources) part, string_to_table(part, '; ') each), w.ours > w.wallet
    from windowed w join scope s on s.account_id = w.account_id and s.category_id = w.category_id and w.month between s.first and s.last
    where w.covered = ${WINDOW}
    ${replacing(sql`tenant_id, account_id, category_id, month`)}`;
}

function accountShares(touched: Sql, latest: string) {
  return tenantSql`
    with scope as materialized (
      select account_id, min(from_month) as first, least(max(to_month), ${latest}::date) as last from ${touched} group by account_id),
    summed as (
      select c.account_id, c.month, min(c.currency) as currency, sum(c.ours_minor) as ours, sum(c.wallet_minor) as wallet,
        sum(c.wallet_low_minor) as low, sum(c.wallet_high_minor) as high, max(array_position(${[...WALLET_METHODS]}::text[], c.method)) as rank,
        max(c.confidence) as confidence, array_agg(c.source) as sources
      from scope s join share_of_wallet c on c.tenant_id = ${TENANT}::uuid and c.account_id = s.account_id and c.month between s.first and s.last
      group by c.account_id, c.month)
    insert into account_share as present (tenant_id, account_id, month, ours_minor, wallet_minor, wallet_low_minor, wallet_high_minor, currency,
      share, low, high, method, confidence, source, exceeds_wallet)
    select ${TENANT}::uuid, w.account_id, w.month, w.ours, w.wallet, w.low, w.high, w.currency, ${interval('w')},
      (${[...WALLET_METHODS]}::text[])[w.rank], w.confidence,
      (select string_agg(distinct each, '; ' order by each) from unnest(w.sources) part, string_to_table(part, '; ') each), w.ours > w.wallet
    from summed w
    ${replacing(sql`tenant_id, account_id, month`)}`;
}

/** Point, lower and upper bound. Quantiles are rounded to minor units, so the bounds are held to their side of the point. */
function interval(row: 'w'): Sql {
  const [ours, wallet, low, high] = ['ours', 'wallet', 'low', 'high'].map((column) =>
    identifier(`${row}.${column}`),
  ) as [Sql, Sql, Sql, Sql];
  const share = ratio(ours, wallet);
  return sql`${share}, least(${share}, ${ratio(ours, high)}), greatest(${share}, ${ratio(ours, low)})`;
}

/** Rows that would stay as they are are not written again. */
function replacing(key: Sql): Sql {
  return sql`on conflict (${key}) do update set ours_minor = excluded.ours_minor, wallet_minor = excluded.wallet_minor,
      wallet_low_minor = excluded.wallet_low_minor, wallet_high_minor = excluded.wallet_high_minor, currency = excluded.currency,
      share = excluded.share, low = excluded.low, high = excluded.high, method = excluded.method, confidence = excluded.confidence,
      source = excluded.source, exceeds_wallet = excluded.exceeds_wallet
    where (present.ours_minor, present.wallet_minor, present.wallet_low_minor, present.wallet_high_minor, present.method, present.confidence,
      present.source) is distinct from (excluded.ours_minor, excluded.wallet_minor, excluded.wallet_low_minor, excluded.wallet_high_minor,
      excluded.method, excluded.confidence, excluded.source)`;
}

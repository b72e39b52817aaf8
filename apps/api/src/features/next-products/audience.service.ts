import { launchAudience, type ItemDescription, whiteSpace } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { isRowId, parseArguments } from '../../platform/errors/input-schemas.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { latestTradeMonth } from '../trade/trade-scope.js';
import type { LaunchAudience, WhiteSpace, WhiteSpaceCell } from './next-product.types.js';

/** The largest accounts that one looks at; with more, answers would take as long as there are accounts. */
export const MOST_ACCOUNTS = 2_000;
/** Products of a category that a new one is compared with. */
const MOST_PRODUCTS = 1_000;

const limits = z.object({ limit: z.int().min(1).max(500) });

interface ProductRow {
  id: string;
  name: string;
  category: string;
  offer_form: string;
  unit: string | null;
}

interface CategoryRow {
  account_id: string;
  account_name: string;
  industry: string | null;
  categories: string[];
}

interface GapRow {
  account_id: string;
  account_name: string;
  category_id: string;
  ours_minor: string;
  wallet_minor: string;
  currency: string;
}

/** Whom to offer what: the audience of a new product, and what accounts do not buy from us. */
@Injectable()
export class AudienceService {
  /** @throws InputInvalid @throws NotFound */
  async launch(ctx: RequestContext, productId: string, args: { readonly limit: number }): Promise<LaunchAudience> {
    const { limit } = parseArguments(limits, args);
    const launched = isRowId(productId) ? await this.product(ctx, productId.toLowerCase()) : undefined;
    if (!launched) throw new NotFound('Product');
    const alike = await ctx.unit.query<ProductRow>(tenantSql`
      select p.id, p.name, c.name as category, p.offer_form, p.unit from product p
      join product_category c on c.tenant_id = ${TENANT} and c.id = p.category_id
      where p.tenant_id = ${TENANT} and p.id <> ${launched.id}
        and p.category_id = (select l.category_id from product l where l.tenant_id = ${TENANT} and l.id = ${launched.id})
      order by p.id limit ${MOST_PRODUCTS}`);
    const bought = await ctx.unit.query<{ account_id: string; account_name: string; items: string[] }>(tenantSql`
      with seen as (${largestAccounts(ctx)})
      select a.id as account_id, a.name as account_name, array_agg(distinct m.product_id) as items
      from seen join account a on a.tenant_id = ${TENANT} and a.id = seen.id
      join account_product_month m on m.tenant_id = ${TENANT} and m.account_id = seen.id and m.quantity > 0
        and m.product_id = any(${[launched, ...alike].map(({ id }) => id)}::uuid[])
      group by a.id, a.name`);
    const names = new Map(alike.map(({ id, name }) => [id, name]));
    const accounts = new Map(bought.map(({ account_id: id, account_name: name }) => [id, name]));
    const baskets = new Map(
      // Who has it already is no audience any more.
      bought
        .filter(({ items }) => !items.includes(launched.id))
        .map(({ account_id: id, items }) => [id, new Set(items)]),
    );
    const audience = launchAudience(described(launched), alike.map(described), baskets, { limit, keep: MOST_PRODUCTS });
    return {
      candidates: audience.map(({ account, score, because }) => ({
        accountId: account,
        accountName: accounts.get(account) ?? '',
        score,
        because: because.map(({ item, similarity }) => ({ productId: item, name: names.get(item) ?? '', similarity })),
      })),
      month: await latestTradeMonth(ctx),
      sources: ['account_product_month'],
    };
  }

  /** @param accountId only of this account, which the caller may see @throws InputInvalid */
  async whiteSpace(ctx: RequestContext, args: { readonly limit: number }, accountId?: string): Promise<WhiteSpace> {
    const { limit } = parseArguments(limits, args);
    const latest = await latestTradeMonth(ctx);
    const sources = ['account_category_month', 'share_of_wallet'];
    if (latest === null) return { cells: [], month: null, compared: 0, sources };
    const rows = await this.categories(ctx, latest, accountId);
    const gaps = await this.gaps(ctx, latest, accountId);
    const accounts = new Map([...rows, ...gaps].map(({ account_id: id, account_name: name }) => [id, name]));
    const gapOf = new Map(gaps.map((gap) => [`${gap.account_id} ${gap.category_id}`, gap]));
    const empty = whiteSpace(
      rows.map(({ account_id: account, industry, categories }) => ({ account, peerGroup: industry ?? '', categories })),
    ).filter(({ account }) => accountId === undefined || account === accountId);
    const names = await this.categoryNames(ctx);
    const cells: WhiteSpaceCell[] = empty.map(({ account, category, peerPenetration, peers }) => {
      const gap = gapOf.get(`${account} ${category}`);
      gapOf.delete(`${account} ${category}`);
      const where = { accountId: account, accountName: accounts.get(account) ?? '', categoryId: category };
      return {
        ...where,
        categoryName: names.get(category) ?? '',
        supplied: false,
        peerPenetration,
        peers,
        ...moneyOfGap(gap),
      };
    });
    for (const gap of gapOf.values()) {
      const bought = rows.find(({ account_id: id }) => id === gap.account_id)?.categories ?? [];
      cells.push({
        accountId: gap.account_id,
        accountName: gap.account_name,
        categoryId: gap.category_id,
        categoryName: names.get(gap.category_id) ?? '',
        supplied: bought.includes(gap.category_id),
        peerPenetration: null,
        peers: null,
        ...moneyOfGap(gap),
      });
    }
    return { cells: cells.sort(widestFirst).slice(0, limit), month: latest, compared: rows.length, sources };
  }

  private product(ctx: RequestContext, id: string): Promise<ProductRow | undefined> {
    return ctx.unit.first<ProductRow>(tenantSql`
      select p.id, p.name, c.name as category, p.offer_form, p.unit from product p
      join product_category c on c.tenant_id = ${TENANT} and c.id = p.category_id where p.tenant_id = ${TENANT} and p.id = ${id}`);
  }

  /** What the largest accounts bought in the year up to a month, by category. */
  private categories(ctx: RequestContext, latest: string, accountId: string | undefined): Promise<CategoryRow[]> {
    const own = accountId === undefined ? sql`` : sql`union select ${accountId}::uuid`;
    return ctx.unit.query<CategoryRow>(tenantSql`
      with seen as (${largestAccounts(ctx)})
      select a.id as account_id, a.name as account_name, a.industry, array(
        select s.category_id from account_category_month s
        where s.tenant_id = ${TENANT} and s.account_id = a.id and s.month > ${latest}::date - interval '1 year' and s.month <= ${latest}::date
        group by s.category_id having sum(s.net_minor) > 0 order by 1) as categories
      from (select id from seen ${own}) e join account a on a.tenant_id = ${TENANT} and a.id = e.id order by a.id`);
  }

  /** Wallets that are not all ours, at the latest month they are known for. */
  private gaps(ctx: RequestContext, latest: string, accountId: string | undefined): Promise<GapRow[]> {
    const which = accountId === undefined ? largestAccounts(ctx) : sql`select ${accountId}::uuid as id`;
    return ctx.unit.query<GapRow>(tenantSql`
      with seen as (${which})
      select distinct on (w.account_id, w.category_id) w.account_id, a.name as account_name, w.category_id, w.ours_minor, w.wallet_minor, w.currency
      from seen join share_of_wallet w on w.tenant_id = ${TENANT} and w.account_id = seen.id and w.month > ${latest}::date - interval '1 year'
        and w.month <= ${latest}::date and w.wallet_minor > w.ours_minor
      join account a on a.tenant_id = ${TENANT} and a.id = seen.id
      order by w.account_id, w.category_id, w.month desc`);
  }

  private async categoryNames(ctx: RequestContext): Promise<ReadonlyMap<string, string>> {
    const rows = await ctx.unit.query<{ id: string; name: string }>(
      tenantSql`select id, name from product_category where tenant_id = ${TENANT}`,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

/** The largest accounts in use that the caller may see, by net sales of the year. */
const largestAccounts = (ctx: RequestContext) => sql`
  select v.account_id as id from account_value v where v.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'v.account_id', true)}
  order by v.net_minor desc, v.account_id desc limit ${MOST_ACCOUNTS}`;

/** Category and what is not the rule; traits that all have would make everything alike. */
function described({ id, category, offer_form: form, unit }: ProductRow): ItemDescription {
  const attributes = { ...(form === 'STANDARD' ? {} : { form }), ...(unit === null ? {} : { unit }) };
  return { item: id, category: [category], attributes };
}

function moneyOfGap(gap: GapRow | undefined): Pick<WhiteSpaceCell, 'wallet' | 'ours' | 'gap'> {
  if (!gap) return { wallet: null, ours: null, gap: null };
  const { wallet_minor: wallet, ours_minor: ours, currency } = gap;
  return {
    wallet: moneyValue(wallet, currency),
    ours: moneyValue(ours, currency),
    gap: moneyValue(BigInt(wallet) - BigInt(ours), currency),
  };
}

/** Known gaps before unknown ones, the widest first; then what peers buy most. */
function widestFirst(a: WhiteSpaceCell, b: WhiteSpaceCell): number {
  const [gapA, gapB] = [BigInt(a.gap?.minor ?? -1), BigInt(b.gap?.minor ?? -1)];
  if (gapA !== gapB) return gapA > gapB ? -1 : 1;
  return (
    (b.peerPenetration ?? 0) - (a.peerPenetration ?? 0) ||
    (a.accountId < b.accountId ? -1 : a.accountId > b.accountId ? 1 : a.categoryId < b.categoryId ? -1 : 1)
  );
}

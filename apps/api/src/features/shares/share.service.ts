import type { Confidence, WalletMethod } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { money } from '../../platform/graphql/money.type.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import type { ShareOfWallet, SharesArgs } from './share.types.js';

interface ShareRow {
  account_id: string;
  category_id: string | null;
  month: string;
  ours_minor: string;
  wallet_minor: string;
  wallet_low_minor: string;
  wallet_high_minor: string;
  currency: string;
  share: number;
  low: number;
  high: number;
  method: WalletMethod;
  confidence: Confidence;
  source: string;
  exceeds_wallet: boolean;
}

/** What a list of shares depends on; siblings that ask alike are read together. */
interface Wanted {
  readonly categoryId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** Shares of accounts that the caller may see already. */
@Injectable()
export class ShareService {
  /** By month, the oldest first, then by category. Without a first month: the twelve months before the last one. */
  async byCategory(
    ctx: RequestContext,
    accountId: string,
    { categoryId, from, to }: SharesArgs,
  ): Promise<ShareOfWallet[]> {
    if (categoryId != null && !isRowId(categoryId)) return [];
    const wanted: Wanted = { categoryId: categoryId ?? null, from: from ?? null, to: to ?? null };
    return (await batchLoad(ctx, this.loadByCategory, `${accountId}${JSON.stringify(wanted)}`)) ?? [];
  }

  /** Over all categories with a wallet. @param month any day of it; the latest there is unless told */
  async overall(ctx: RequestContext, accountId: string, month: string | null): Promise<ShareOfWallet | null> {
    return (await batchLoad(ctx, this.loadOverall, `${accountId}${JSON.stringify(month)}`)) ?? null;
  }

  private readonly loadByCategory = (
    ctx: RequestContext,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, ShareOfWallet[]>> =>
    eachAlike(keys, async (accountIds, wanted) => {
      const { categoryId, from, to } = JSON.parse(wanted) as Wanted;
      const rows = await ctx.unit.query<ShareRow>(tenantSql`
        select s.* from unnest(${accountIds}::uuid[]) a (id)
        cross join lateral (select coalesce(date_trunc('month', ${to}::timestamp)::date, (
          select max(l.month) from share_of_wallet l where l.tenant_id = ${TENANT} and l.account_id = a.id)) as month) last
        join share_of_wallet s on s.tenant_id = ${TENANT} and s.account_id = a.id
        where ${all([
          categoryId === null ? undefined : sql`s.category_id = ${categoryId}::uuid`,
          sql`s.month <= last.month`,
          sql`s.month >= coalesce(date_trunc('month', ${from}::timestamp), last.month - interval '11 months')`,
        ])} order by s.account_id, s.month, s.category_id`);
      return rows;
    });

  private readonly loadOverall = async (
    ctx: RequestContext,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, ShareOfWallet>> => {
    const found = await eachAlike(keys, (accountIds, wanted) => {
      const month = JSON.parse(wanted) as string | null;
      return ctx.unit.query<ShareRow>(tenantSql`
        select s.*, null as category_id from unnest(${accountIds}::uuid[]) a (id) cross join lateral (
          select * from account_share l where l.tenant_id = ${TENANT} and l.account_id = a.id
            and (${month}::timestamp is null or l.month = date_trunc('month', ${month}::timestamp)) order by l.month desc limit 1) s`);
    });
    return new Map([...found].flatMap(([key, [share]]) => (share ? [[key, share]] : [])));
  };
}

const UUID_LENGTH = 36;

/** Loads all keys (`<account id><what is wanted>`) that want the same with one statement. */
async function eachAlike(
  keys: readonly string[],
  load: (accountIds: readonly string[], wanted: string) => Promise<ShareRow[]>,
): Promise<ReadonlyMap<string, ShareOfWallet[]>> {
  const found = new Map<string, ShareOfWallet[]>(keys.map((key) => [key, []]));
  for (const wanted of new Set(keys.map((key) => key.slice(UUID_LENGTH)))) {
    const accountIds = keys.filter((key) => key.slice(UUID_LENGTH) === wanted).map((key) => key.slice(0, UUID_LENGTH));
    for (const row of await load(accountIds, wanted)) found.get(row.account_id + wanted)?.push(asShare(row));
  }
  return found;
}

function asShare(row: ShareRow): ShareOfWallet {
  const { currency } = row;
  return {
    month: row.month,
    ours: money(row.ours_minor, currency),
    wallet: money(row.wallet_minor, currency),
    walletLow: money(row.wallet_low_minor, currency),
    walletHigh: money(row.wallet_high_minor, currency),
    share: row.share,
    low: row.low,
    high: row.high,
    method: row.method,
    confidence: row.confidence,
    source: row.source,
    exceedsWallet: row.exceeds_wallet,
    categoryId: row.category_id,
  };
}

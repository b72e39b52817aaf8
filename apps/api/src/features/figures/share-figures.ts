import type { RequestContext } from '../../platform/context/request-context.js';
import type { ImportSession } from '../../platform/database/import-database.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { ImportStaging } from '../imports/import-staging.js';
import { recomputeShares } from '../shares/share.recompute.js';
import { latestTradeMonth } from '../trade/trade-scope.js';
import { comparison, type Difference, type KeptFigure } from './kept-figure.js';

const VALUES = [
  ...['ours_minor', 'wallet_minor', 'wallet_low_minor', 'wallet_high_minor', 'currency', 'share', 'low', 'high'],
  ...['method', 'confidence', 'source', 'exceeds_wallet'],
];
const TABLES = [
  { name: 'share_of_wallet', key: ['account_id', 'category_id', 'month'] },
  { name: 'account_share', key: ['account_id', 'month'] },
] as const;
export type ShareFigure = (typeof TABLES)[number]['name'];

/**
 * Inside a transaction under the lock of trade: works all shares out again, and counts how what was there before
 * differs. Whoever only wants to know undoes the transaction.
 */
export async function recomputeAllShares(
  session: ImportSession,
  runId: string,
): Promise<Readonly<Record<ShareFigure, Difference>>> {
  const { ctx } = session;
  const staging = new ImportStaging(runId, {});
  const before = TABLES.map(({ name }) => ({ name, copy: `${staging.touched}_${name}` }));
  await staging.create(session);
  for (const { name, copy } of before) {
    await session.staging(`create unlogged table ${copy} (like mortise.${name}) with (autovacuum_enabled = off)`);
    await ctx.unit.execute(tenantSql`
      insert into ${identifier(copy)} select * from ${identifier(name)} where tenant_id = ${TENANT}`);
  }
  const latest = await latestTradeMonth(ctx);
  await touchEverything(ctx, identifier(staging.touched));
  await recomputeShares(ctx, { touched: staging.touched, before: latest, after: latest, removal: true });
  const [ofCategories, ofAccounts] = [await differenceOf(ctx, 0, before), await differenceOf(ctx, 1, before)];
  for (const { copy } of before) await session.staging(`drop table ${copy}`);
  await staging.drop(session);
  return { share_of_wallet: ofCategories, account_share: ofAccounts };
}

/** Every month that a wallet is told of or a share is kept of, and what follows until the end of its window. */
async function touchEverything(ctx: RequestContext, touched: Sql): Promise<void> {
  await ctx.unit.execute(tenantSql`
    insert into ${touched} (account_id, category_id, from_month, to_month)
    select account_id, category_id, min(month), '9999-12-01'::date from (
      select account_id, category_id, month from wallet where tenant_id = ${TENANT}
      union all select account_id, category_id, month from share_of_wallet where tenant_id = ${TENANT}) m
    group by account_id, category_id`);
}

async function differenceOf(
  ctx: RequestContext,
  place: 0 | 1,
  before: readonly { readonly copy: string }[],
): Promise<Difference> {
  const { name, key } = TABLES[place];
  const columns = [...key, ...VALUES].map(identifier);
  const figure: KeptFigure = {
    name: before[place]?.copy ?? name,
    key,
    values: VALUES,
    rebuilt: sql`select ${columns.reduce((left, right) => sql`${left}, ${right}`)} from ${identifier(name)} where tenant_id = ${TENANT}`,
  };
  return (await ctx.unit.first<Difference>(comparison(figure))) as Difference;
}

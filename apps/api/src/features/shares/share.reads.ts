import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { all, sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import { pickedRow } from '../../platform/errors/input-schemas.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  embedded,
  extendReadModel,
  latestFirst,
  list,
  one,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';

const sharesArguments = z.object({
  categoryId: pickedRow,
  from: z.string().nullish(),
  to: z.string().nullish(),
});
const shareArguments = z.object({ month: z.string().nullish() });

const money = (column: string) => embedded((share) => moneyOf(share(column), share('currency')));

export const SHARE_READS = [
  readModel('ShareOfWallet', {
    visible: (share, ctx, several) => visibleAccount(ctx, share('account_id'), several),
    fields: {
      ours: money('ours_minor'),
      wallet: money('wallet_minor'),
      walletLow: money('wallet_low_minor'),
      walletHigh: money('wallet_high_minor'),
      category: one({
        where: (share, category) => sql`${category('id')} = ${share('category_id')}`,
        permission: 'product.read',
      }),
    },
  }),
  readModel('Wallet', {
    table: 'wallet',
    visible: (wallet, ctx, several) => visibleAccount(ctx, wallet('account_id'), several),
    fields: {
      amount: money('amount_minor'),
      category: one({
        where: (wallet, category) => sql`${category('id')} = ${wallet('category_id')}`,
        permission: 'product.read',
      }),
      corrections: list({
        where: (wallet, correction) => sql`${correction('wallet_id')} = ${wallet('id')}`,
        order: { keys: [{ by: 'ordinal', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('WalletCorrection', { table: 'wallet_correction', fields: { amount: money('amount_minor') } }),
  extendReadModel('Account', {
    wallets: page({
      where: (account, wallet) => sql`${wallet('account_id')} = ${account('id')}`,
      order: latestFirst('month', 'date'),
      permission: 'trade.read',
      implied: true,
    }),
    shares: list({
      from: (account, { args: { from, to } }) => sql`
        select s.* from (select ${to == null ? latestMonth(account) : monthOf(to)} as month) last
        join share_of_wallet s on s.tenant_id = ${TENANT} and s.account_id = ${account('id')} and s.month <= last.month
          and s.month >= ${from == null ? sql`(last.month - interval '11 months')::date` : monthOf(from)}`,
      where: (_account, share, { args: { categoryId } }) =>
        categoryId === undefined ? sql`true` : sql`${share('category_id')} = ${categoryId}::uuid`,
      order: {
        keys: [
          { by: 'month', type: 'date' },
          { by: 'category_id', type: 'uuid' },
        ],
      },
      args: sharesArguments,
      permission: 'trade.read',
      implied: true,
    }),
    share: one({
      from: (account, { args: { month } }) => sql`
        select s.*, null::uuid as category_id from account_share s where ${all([
          sql`s.tenant_id = ${TENANT} and s.account_id = ${account('id')}`,
          month == null ? undefined : sql`s.month = ${monthOf(month)}`,
        ])} order by s.month desc limit 1`,
      args: shareArguments,
      permission: 'trade.read',
      implied: true,
    }),
  }),
];

/** First day of the month of a day. */
function monthOf(day: string): Sql {
  return sql`date_trunc('month', ${day}::timestamp)::date`;
}

/** The latest month in which the account has a share of any category. */
function latestMonth(account: RowRef): Sql {
  return sql`(select max(l.month) from share_of_wallet l where l.tenant_id = ${TENANT} and l.account_id = ${account('id')})`;
}

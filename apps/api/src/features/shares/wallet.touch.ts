import { sql, type Sql } from '../../platform/database/tenant-sql.js';

/** Notes in the staging table `touched` whose shares have to be computed again for the wallets of `source`. */
export function touchWallets(source: Sql, touched: Sql): Sql {
  return sql`
    insert into ${touched} as t (account_id, category_id, from_month, to_month)
    select account_id, category_id, min(month), max(month + make_interval(months => months + 10))::date from ${source} group by account_id, category_id
    on conflict (account_id, category_id) do update
      set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month)`;
}

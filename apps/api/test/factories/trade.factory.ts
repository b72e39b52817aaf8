import type { TestApp } from '../start-test-app.js';

/** Days on which the account ordered, as the import rolls them up. */
export async function addOrderDays(
  test: TestApp,
  tenantId: string,
  accountId: string,
  days: readonly string[],
): Promise<void> {
  await test.admin.query(
    'insert into account_order_day (tenant_id, account_id, day, net_minor, lines) select $1, $2, day, 10000, 1 from unnest($3::date[]) as d (day)',
    [tenantId, accountId, days],
  );
}

/** The account's rolling share at the end of each month (`YYYY-MM`), with an interval of ± 0.02. */
export async function addShares(
  test: TestApp,
  tenantId: string,
  accountId: string,
  shares: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [month, share] of Object.entries(shares)) {
    await test.admin.query(
      `insert into account_share (tenant_id, account_id, month, ours_minor, wallet_minor, wallet_low_minor, wallet_high_minor, currency, share, low, high,
         method, confidence, source, exceeds_wallet)
       values ($1, $2, $3, $4, 1000000, 900000, 1100000, 'EUR', $5::float8, $5::float8 - 0.02, least(1, $5::float8 + 0.02),
         'DECLARED', 'A', 'interview', false)
       on conflict (tenant_id, account_id, month) do update set share = excluded.share, low = excluded.low, high = excluded.high`,
      [tenantId, accountId, `${month}-01`, Math.round(share * 1_000_000), share],
    );
  }
}

/** Days from one to another in steps. */
export function daysApart(from: string, to: string, step: number): string[] {
  const days: string[] = [];
  for (let day = Date.parse(from); day <= Date.parse(to); day += step * 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}

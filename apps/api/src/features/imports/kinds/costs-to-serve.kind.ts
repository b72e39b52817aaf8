import { COST_DRIVERS, driverCost } from '@mortise/domain';
import { visibleAccount } from '../../../platform/auth/account-visibility.js';
import { identifier, TENANT, tenantSql } from '../../../platform/database/tenant-sql.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { restoreCosts, takeOutCorrectedCosts } from '../../value/cost.correct.js';
import { createMissingAccounts, touchAccounts } from './references.js';

/** Quantities count to a millionth, so that money stays whole. */
const MOST_QUANTITY = 9e9;
const MOST_DECIMALS = 6;

const FIELDS = {
  accountExternalId: {
    description: 'Account, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  month: { description: 'Month (YYYY-MM), or a date in it.', required: true, aliases: ['period', 'date'] },
  driver: {
    description: `What was spent on the account: ${COST_DRIVERS.join(', ')}. One row per account, month and driver.`,
    required: true,
    aliases: ['costDriver', 'activity'],
  },
  quantity: {
    description: `How much of it: orders, hours, drops …; up to ${MOST_DECIMALS} decimals.`,
    required: true,
    aliases: ['qty', 'units'],
  },
  rate: { description: 'What one unit of the driver costs.', required: true, aliases: ['costRate', 'unitCost'] },
  currency: { description: "Currency of the rate; must be the import's." },
} as const;
type Field = keyof typeof FIELDS;

/** What it took to serve customers, by month and driver: facts that are only ever added; what corrects one is added in its place. */
export class CostsToServeImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly corrects = true;
  readonly staged = {
    account_ref: 'text not null',
    account_name: 'text',
    month: 'date not null',
    driver: 'text not null',
    quantity: 'numeric not null',
    rate_minor: 'bigint not null',
    cost_minor: 'bigint not null',
  } as const;

  read(row: Row<Field>): readonly StagedValue[] {
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const month = row.month('month');
    const driver = row.code('driver', COST_DRIVERS) ?? row.require('driver');
    const quantity = row.requiredDecimal('quantity');
    const fits = Number(quantity) >= 0 && Number(quantity) <= MOST_QUANTITY;
    if (!fits || (quantity.split('.')[1] ?? '').length > MOST_DECIMALS)
      row.reject('quantity', 'OUT_OF_RANGE', quantity, `Not a number from 0 with up to ${MOST_DECIMALS} decimals.`);
    const rate = row.money('rate');
    if (rate < 0n) row.reject('rate', 'OUT_OF_RANGE', rate.toString(), 'Must not be negative.');
    row.currency('currency');
    const cost = fits ? driverCost({ driver, quantity: Number(quantity), rateMinor: rate }) : 0n;
    return [account, accountName, month, driver, quantity, rate, cost];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, importId } = batch;
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    if (batch.correct) await takeOutCorrectedCosts(ctx, batch);
    const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
      with joined as (
        select s.*, a.id as account_id from ${identifier(batch.rows)} s
        left join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}),
      numbered as (
        select j.*, row_number() over same as nth, first_value(quantity) over same as first_quantity, first_value(rate_minor) over same as first_rate
        from joined j window same as (partition by account_id, month, driver order by row_number)),
      placed as materialized (
        select n.*, n.account_id is not null and c.id is null and n.nth = 1 as fresh,
          n.account_id is not null and (n.quantity <> coalesce(c.quantity, n.first_quantity)
            or n.rate_minor <> coalesce(c.rate_minor, n.first_rate)) as changed
        from numbered n left join cost_to_serve c on c.tenant_id = ${TENANT}::uuid and c.account_id = n.account_id and c.month = n.month
          and c.driver = n.driver),
      added as (
        insert into cost_to_serve (tenant_id, id, account_id, month, driver, quantity, rate_minor, cost_minor, currency, import_id, recorded_at, recorded_by)
        select ${TENANT}::uuid, gen_random_uuid(), account_id, month, driver, trim_scale(quantity), rate_minor, cost_minor, ${batch.currency}::text,
          ${importId}::uuid, ${ctx.now()}::timestamptz, ${ctx.actor}::text from placed where fresh),
      noted as (${touchAccounts(importId)}),
      refused as (
        insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
        select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
        from placed p cross join lateral (values
          (0, p.account_id is null, ${batch.heading('accountExternalId')}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
          (1, p.changed, ${batch.heading('driver')}::text, 'ROW_CHANGED', p.account_ref || ' / ' || p.driver,
            'This cost is there already with another quantity or rate; imports only add.')) f (ordinal, holds, heading, code, value, message)
        where (p.changed or p.account_id is null) and f.holds)
      select count(*) filter (where fresh) as added, count(*) filter (where changed or account_id is null) as rejected from placed`);
    return { added: Number(result?.added), rejected: Number(result?.rejected), created: { accounts } };
  }

  async withdraw({ ctx, importId }: Withdrawal): Promise<[]> {
    await ctx.unit.execute(
      tenantSql`delete from cost_to_serve where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid`,
    );
    await restoreCosts(ctx, importId);
    return [];
  }
}

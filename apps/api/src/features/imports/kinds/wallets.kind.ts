import { CONFIDENCES, WALLET_METHODS } from '@mortise/domain';
import { visibleAccount } from '../../../platform/auth/account-visibility.js';
import { identifier, sql, TENANT, tenantSql } from '../../../platform/database/tenant-sql.js';
import { recomputeShares } from '../../shares/share.recompute.js';
import { restoreWallets, takeOutCorrectedWallets } from '../../shares/wallet.correct.js';
import { touchWallets } from '../../shares/wallet.touch.js';
import { withdrawWallets } from '../../shares/wallet.withdraw.js';
import { latestTradeMonth } from '../../trade/trade-scope.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { hashOf } from './content-hash.js';
import { createMissingAccounts, createMissingCategories, touchAccounts } from './references.js';

/** Months that a wallet can cover. */
const PERIODS = ['1', '3', '6', '12'];

const FIELDS = {
  accountExternalId: {
    description: 'Account, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  categoryExternalId: {
    description: 'Product category, by its external id.',
    required: true,
    aliases: ['category', 'categoryId', 'productCategory'],
  },
  categoryName: { description: 'Name for a category that is created on the way.' },
  month: {
    description: 'First month of the period (YYYY-MM), or a date in it.',
    required: true,
    aliases: ['period', 'from', 'start'],
  },
  months: { description: 'Months of the period: 1, 3, 6 or 12 (default).' },
  amount: {
    description: 'What the customer buys of the category in the period, from everybody.',
    required: true,
    aliases: ['wallet', 'purchases'],
  },
  currency: { description: "Currency of the amount; must be the import's." },
  method: { description: `How it became known: ${WALLET_METHODS.join(', ')}.`, required: true },
  confidence: {
    description: `How far to trust it: ${CONFIDENCES.join(', ')}, the best first. WAR_RANK is always D.`,
    required: true,
  },
  source: { description: 'Where the figure comes from, for the reader.', required: true },
  observedOn: {
    description: 'When it was observed; the first day of the period unless told. Of one source the newest counts.',
    aliases: ['observed'],
  },
} as const;
type Field = keyof typeof FIELDS;

/** Wallets: what customers buy from everybody. A newer observation is a row of its own. */
export class WalletsImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly corrects = true;
  readonly staged = {
    id: 'uuid not null',
    content: 'uuid not null',
    account_ref: 'text not null',
    account_name: 'text',
    category_ref: 'text not null',
    category_name: 'text',
    month: 'date not null',
    months: 'smallint not null',
    amount_minor: 'bigint not null',
    method: 'text not null',
    confidence: 'text not null',
    source: 'text not null',
    observed_on: 'date not null',
  } as const;

  read(row: Row<Field>): readonly StagedValue[] {
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const category = row.requiredText('categoryExternalId', 100);
    const categoryName = row.text('categoryName', 200);
    const month = row.month('month');
    const months = row.code('months', PERIODS) ?? '12';
    const amount = row.money('amount');
    if (amount < 0n) row.reject('amount', 'OUT_OF_RANGE', amount.toString(), 'Must not be negative.');
    row.currency('currency');
    const method = row.code('method', WALLET_METHODS) ?? row.require('method');
    const confidence = row.code('confidence', CONFIDENCES) ?? row.require('confidence');
    if (method === 'WAR_RANK' && confidence !== 'D')
      row.reject('confidence', 'NOT_ALLOWED', confidence, 'What follows from a rank has confidence D.');
    const source = row.requiredText('source', 200);
    const observedOn = row.date('observedOn') ?? month;
    const id = hashOf(['wallet', account, category, month, months, method, source, observedOn]);
    const content = hashOf([amount.toString(), confidence]);
    return [
      id,
      content,
      account,
      accountName,
      category,
      categoryName,
      month,
      months,
      amount,
      method,
      confidence,
      source,
      observedOn,
    ];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, importId } = batch;
    const latest = await latestTradeMonth(ctx);
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    const categories = batch.createMissing ? await createMissingCategories(batch) : 0;
    if (batch.correct) await takeOutCorrectedWallets(ctx, batch);
    const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
      with joined as (
        select s.*, a.id as account_id, c.id as category_id, a.id is not null and c.id is not null as known
        from ${identifier(batch.rows)} s
        left join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}
        left join product_category c on c.tenant_id = ${TENANT}::uuid and c.external_id = s.category_ref),
      numbered as (
        select j.*, row_number() over same as nth, first_value(content) over same as first_content
        from joined j window same as (partition by id, known order by row_number)),
      placed as materialized (
        select n.*, n.known and w.id is null and nth = 1 as fresh,
          n.known and case when w.id is null then n.content <> n.first_content
            else w.amount_minor <> n.amount_minor or w.confidence <> n.confidence end as changed
        from numbered n left join wallet w on w.tenant_id = ${TENANT}::uuid and w.id = n.id),
      added as (
        insert into wallet (tenant_id, id, account_id, category_id, month, months, amount_minor, currency, method, confidence, source, observed_on,
          recorded_at, recorded_by, import_id)
        select ${TENANT}::uuid, id, account_id, category_id, month, months, amount_minor, ${batch.currency}::text, method, confidence, source, observed_on,
          ${ctx.now()}::timestamptz, ${ctx.actor}::text, ${importId}::uuid from placed where fresh),
      into_touched as (${touchWallets(sql`placed where fresh`, identifier(batch.touched))}),
      noted as (${touchAccounts(importId)}),
      refused as (
        insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
        select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
        from placed p cross join lateral (values
          (0, p.account_id is null, ${batch.heading('accountExternalId')}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
          (1, p.category_id is null, ${batch.heading('categoryExternalId')}::text, 'UNKNOWN_CATEGORY', p.category_ref, 'There is no such category.'),
          (2, p.changed, ${batch.heading('amount')}::text, 'ROW_CHANGED', p.account_ref || ' / ' || p.category_ref,
            'This observation is there already with another amount or confidence; imports only add.')) f (ordinal, holds, heading, code, value, message)
        where (p.changed or not p.known) and f.holds)
      select count(*) filter (where fresh) as added, count(*) filter (where changed or not known) as rejected from placed`);
    await recomputeShares(ctx, { touched: batch.touched, before: latest, after: latest, removal: false });
    return { added: Number(result?.added), rejected: Number(result?.rejected), created: { accounts, categories } };
  }

  async withdraw({ ctx, importId, touched }: Withdrawal): Promise<[]> {
    await withdrawWallets(ctx, importId, touched);
    await restoreWallets(ctx, importId, touched);
    const latest = await latestTradeMonth(ctx);
    await recomputeShares(ctx, { touched, before: latest, after: latest, removal: true });
    return [];
  }
}

import { latestTradeMonth } from '../../trade/trade-scope.js';
import { mergeOrderLines } from '../../trade/order-line.merge.js';
import { monthNumber, STAGED_ORDER_LINE } from '../../trade/order-line.staged.js';
import { recomputeShares } from '../../shares/share.recompute.js';
import { removeEmptied, restoreLines, takeOutCorrectedLines } from '../../trade/order-line.correct.js';
import { rejectUnknownPromotions } from '../../trade/order-line.promotion.js';
import { withdrawOrderLines } from '../../trade/order-line.withdraw.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { GroupedHash, hashOfDay, type KeyRange } from './content-hash.js';
import { LineReferences, STAGED_REFERENCE } from './line-references.js';
import { createMissingAccounts, createMissingProducts } from './references.js';

const FIELDS = {
  accountExternalId: {
    description: 'Account, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  productExternalId: {
    description: 'Product, by its external id.',
    required: true,
    aliases: ['product', 'productId', 'item', 'itemId', 'sku', 'articleNumber'],
  },
  productName: { description: 'Name for a product that is created on the way.', aliases: ['itemName', 'articleName'] },
  categoryExternalId: {
    description: 'Category for a product that is created on the way.',
    aliases: ['category', 'categoryId', 'productCategory'],
  },
  categoryName: { description: 'Name for a category that is created on the way.' },
  orderedOn: { description: 'Day of the order.', required: true, aliases: ['date', 'orderDate', 'invoiceDate'] },
  orderNumber: {
    description: 'Number of the order; with the line number it is what makes a line the same line again.',
    aliases: ['externalId', 'order', 'invoiceNo', 'invoiceNumber'],
  },
  lineNumber: { description: 'Number of the line in its order.', aliases: ['line', 'position', 'lineNo'] },
  quantity: { description: 'Quantity, decimal; negative for a return.', required: true, aliases: ['qty'] },
  netAmount: {
    description: 'Net sales of the line in the currency; negative for a return.',
    required: true,
    aliases: ['amount', 'net', 'netSales', 'sales'],
  },
  listAmount: {
    description: 'The line at list price, before discounts; negative for a return.',
    aliases: ['list', 'grossAmount', 'gross'],
  },
  costAmount: {
    description: 'Cost of the goods of the line; negative for a return.',
    aliases: ['cost', 'costOfGoods', 'cogs'],
  },
  currency: { description: "Currency of the amounts; must be the import's." },
  lot: { description: 'Lot or batch.', aliases: ['lotNumber', 'batch'] },
  promotion: {
    description: 'Promotion that the line was sold under, by its code.',
    aliases: ['promotionCode', 'campaign', 'actionCode'],
  },
} as const;
type Field = keyof typeof FIELDS;

/** Order lines: facts that are only ever added; what corrects one is added in its place. */
export class OrderLinesImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = STAGED_ORDER_LINE;
  readonly stagedReferences = STAGED_REFERENCE;
  // Lines by date fall into few cells of the roll-ups each time, and these are written once per batch.
  readonly batchRows = 128_000;
  readonly corrects = true;
  private readonly orders = new GroupedHash();
  private readonly refers = new LineReferences();
  /** Whether any line without numbers has come, and whether one has in this batch. */
  private unkeyed = false;
  private unkeyedInBatch = false;

  read(row: Row<Field>): readonly StagedValue[] {
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const product = row.requiredText('productExternalId', 100);
    const productName = row.text('productName', 200);
    const category = row.text('categoryExternalId', 100);
    const categoryName = row.text('categoryName', 200);
    const orderedOn = row.pastDate('orderedOn');
    const order = row.text('orderNumber', 100);
    const line = row.text('lineNumber', 100);
    const quantity = row.requiredDecimal('quantity');
    const net = row.money('netAmount');
    const list = row.optionalMoney('listAmount');
    const cost = row.optionalMoney('costAmount');
    const lot = row.text('lot', 100);
    const promotion = row.text('promotion', 100);
    row.currency('currency');
    if (row.problems.length > 0) return [];
    const keyed = order !== null && line !== null;
    if (!keyed) this.unkeyed = this.unkeyedInBatch = true;
    const values = list === null && cost === null ? [] : [String(list), String(cost)];
    if (promotion !== null) values.push('promotion', promotion);
    return [
      keyed
        ? this.orders.of(order, line)
        : hashOfDay(orderedOn, [
            account,
            product,
            quantity,
            net.toString(),
            row.format.currency,
            lot,
            order,
            line,
            ...values,
          ]),
      this.refers.account(account, accountName),
      this.refers.product(product, productName, category, categoryName),
      monthNumber(orderedOn),
      orderedOn,
      net,
      keyed,
      quantity,
      order,
      line,
      list,
      cost,
      lot,
      promotion,
    ];
  }

  references(): readonly (readonly StagedValue[])[] {
    return this.refers.take();
  }

  endBatch(): KeyRange | undefined {
    this.refers.clear();
    const keys = this.orders.endBatch();
    const { unkeyedInBatch } = this;
    this.unkeyedInBatch = false;
    return unkeyedInBatch ? undefined : keys;
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, importId, currency, rows } = batch;
    const promoted = batch.gives('promotion');
    const unfit = promoted
      ? await rejectUnknownPromotions(ctx, { importId, rows, heading: batch.heading('promotion') })
      : 0;
    const rowCount = batch.rowCount - unfit;
    if (rowCount === 0) return { added: 0, rejected: unfit };
    const before = await latestTradeMonth(ctx);
    const referring = { ...batch, rows: batch.references };
    const accounts = batch.createMissing ? await createMissingAccounts(referring) : 0;
    const created = batch.createMissing ? await createMissingProducts(referring) : { products: 0, categories: 0 };
    const replaced = batch.correct ? await takeOutCorrectedLines(ctx, { ...batch, promoted }) : undefined;
    const merged = await mergeOrderLines(ctx, {
      importId,
      currency,
      rows,
      rowCount,
      keys: batch.keys,
      references: batch.references,
      seen: batch.seen,
      touched: batch.touched,
      counting: this.unkeyed,
      valued: batch.gives('listAmount') || batch.gives('costAmount'),
      promoted,
      headings: {
        account: batch.heading('accountExternalId'),
        product: batch.heading('productExternalId'),
        orderNumber: `${batch.heading('orderNumber')} / ${batch.heading('lineNumber')}`,
      },
    });
    const removal = replaced !== undefined && replaced.facts > 0;
    if (removal) await removeEmptied(ctx, replaced);
    await recomputeShares(ctx, { touched: batch.touched, before, after: await latestTradeMonth(ctx), removal });
    return { ...merged, rejected: merged.rejected + unfit, created: { accounts, ...created } };
  }

  async withdraw({ ctx, importId, touched }: Withdrawal): Promise<[]> {
    const before = await latestTradeMonth(ctx);
    await withdrawOrderLines(ctx, importId, touched);
    await restoreLines(ctx, importId, touched);
    await recomputeShares(ctx, { touched, before, after: await latestTradeMonth(ctx), removal: true });
    return [];
  }
}

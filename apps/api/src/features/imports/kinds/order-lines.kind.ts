import { latestTradeMonth } from '../../trade/trade-scope.js';
import { mergeOrderLines, STAGED_ORDER_LINE } from '../../trade/order-line.merge.js';
import { recomputeShares } from '../../shares/share.recompute.js';
import { removeEmptied, restoreCorrected, takeOutCorrected } from '../../trade/order-line.correct.js';
import { withdrawOrderLines } from '../../trade/order-line.withdraw.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { GroupedHash, hashOfDay } from './content-hash.js';
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
} as const;
type Field = keyof typeof FIELDS;

/** Order lines: facts that are only ever added; what corrects one is added in its place. */
export class OrderLinesImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = STAGED_ORDER_LINE;
  readonly corrects = true;
  private readonly orders = new GroupedHash();
  private unkeyed = false;

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
    row.currency('currency');
    const content = hashOfDay(orderedOn, [
      account,
      product,
      quantity,
      net.toString(),
      row.format.currency,
      lot,
      order,
      line,
      ...(list === null && cost === null ? [] : [String(list), String(cost)]),
    ]);
    const keyed = order !== null && line !== null;
    if (!keyed) this.unkeyed = true;
    const key = keyed ? this.orders.of(order, line) : content;
    const month = `${orderedOn.slice(0, 8)}01`;
    return [
      key,
      keyed,
      content,
      account,
      accountName,
      product,
      productName,
      category,
      categoryName,
      orderedOn,
      month,
      order,
      line,
      quantity,
      net,
      list,
      cost,
      lot,
    ];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, importId, currency } = batch;
    const before = await latestTradeMonth(ctx);
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    const created = batch.createMissing ? await createMissingProducts(batch) : { products: 0, categories: 0 };
    const replaced = batch.correct ? await takeOutCorrected(ctx, batch) : undefined;
    const merged = await mergeOrderLines(ctx, {
      importId,
      currency,
      rows: batch.rows,
      seen: batch.seen,
      touched: batch.touched,
      counting: this.unkeyed,
      headings: {
        account: batch.heading('accountExternalId'),
        product: batch.heading('productExternalId'),
        orderNumber: `${batch.heading('orderNumber')} / ${batch.heading('lineNumber')}`,
      },
    });
    const removal = replaced !== undefined && replaced.lines > 0;
    if (removal) await removeEmptied(ctx, replaced);
    await recomputeShares(ctx, { touched: batch.touched, before, after: await latestTradeMonth(ctx), removal });
    return { ...merged, created: { accounts, ...created } };
  }

  async withdraw({ ctx, importId, touched }: Withdrawal): Promise<[]> {
    const before = await latestTradeMonth(ctx);
    await withdrawOrderLines(ctx, importId, touched);
    await restoreCorrected(ctx, importId, touched);
    await recomputeShares(ctx, { touched, before, after: await latestTradeMonth(ctx), removal: true });
    return [];
  }
}

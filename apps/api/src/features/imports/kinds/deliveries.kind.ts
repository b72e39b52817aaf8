import { correctDeliveries, restoreDeliveries, restorePromises } from '../../deliveries/delivery.correct.js';
import { mergeDeliveries, STAGED_DELIVERY } from '../../deliveries/delivery.merge.js';
import { withdrawDeliveries } from '../../deliveries/delivery.withdraw.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { GroupedHash, hashOf } from './content-hash.js';
import { createMissingAccounts } from './references.js';

const FIELDS = {
  accountExternalId: {
    description: 'Account, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  orderNumber: {
    description: 'Number of the order; with the line number it is what makes a promise the same promise again.',
    required: true,
    aliases: ['order', 'orderNo'],
  },
  lineNumber: {
    description: 'Number of the line in its order; 1 unless told.',
    aliases: ['line', 'position', 'lineNo'],
  },
  promisedOn: {
    description: 'Day for which the delivery was promised.',
    required: true,
    aliases: ['promisedDate', 'confirmedDate', 'dueDate', 'scheduledDate'],
  },
  quantity: {
    description: 'Quantity promised, above 0.',
    required: true,
    aliases: ['promisedQuantity', 'orderedQuantity', 'qty'],
  },
  deliveredOn: {
    description: 'Day on which it arrived; may come later than the promise, and several times in parts.',
    aliases: ['deliveredDate', 'deliveryDate', 'actualDate', 'arrivedOn'],
  },
  deliveredQuantity: {
    description: 'Quantity that arrived, above 0; all that was promised unless told.',
    aliases: ['actualQuantity', 'shippedQuantity'],
  },
  deliveryNumber: {
    description: 'Number of the delivery note; tells two deliveries of the same quantity on one day apart.',
    aliases: ['deliveryNote', 'shipment', 'shipmentNumber'],
  },
} as const;
type Field = keyof typeof FIELDS;

/** Deliveries: what was promised for when, and what arrived when. */
export class DeliveriesImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = STAGED_DELIVERY;
  readonly corrects = true;
  private readonly orders = new GroupedHash();

  read(row: Row<Field>): readonly StagedValue[] {
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const order = row.requiredText('orderNumber', 100);
    const line = row.text('lineNumber', 100) ?? '1';
    const promisedOn = row.date('promisedOn') ?? row.require('promisedOn');
    const quantity = row.requiredDecimal('quantity');
    const deliveredOn = row.pastDateOrNone('deliveredOn');
    const told = row.decimal('deliveredQuantity');
    const delivered = deliveredOn === null ? null : (told ?? quantity);
    const number = row.text('deliveryNumber', 100);
    for (const [field, value] of [
      ['quantity', quantity],
      ['deliveredQuantity', told],
    ] as const) {
      if (value !== null && value !== '' && !(Number(value) > 0))
        row.reject(field, 'OUT_OF_RANGE', value, 'Must be above 0; what comes back is a return.');
    }
    if (deliveredOn === null && (told !== null || number !== null))
      row.reject('deliveredOn', 'REQUIRED', null, 'A delivery needs its day.');
    const id = this.orders.of(order, `promise ${line}`);
    return [
      id,
      hashOf([account, promisedOn, quantity]),
      deliveredOn === null ? null : id.slice(0, 8) + hashOf([order, line, deliveredOn, delivered, number]).slice(8),
      account,
      accountName,
      order,
      line,
      promisedOn,
      quantity,
      deliveredOn,
      delivered,
      number,
    ];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, session, importId, rows, seen } = batch;
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    await session.staging(`truncate ${seen}`);
    const corrected = batch.correct ? await correctDeliveries(ctx, batch) : 0;
    const headings = {
      account: batch.heading('accountExternalId'),
      order: `${batch.heading('orderNumber')} / ${batch.heading('lineNumber')}`,
    };
    const merged = await mergeDeliveries(ctx, { importId, rows, touched: seen, headings });
    return { ...merged, added: merged.added + corrected, created: { accounts } };
  }

  async withdraw({ ctx, importId, seen }: Withdrawal): Promise<[]> {
    await restorePromises(ctx, importId);
    await withdrawDeliveries(ctx, importId, seen);
    await restoreDeliveries(ctx, importId, seen);
    return [];
  }
}

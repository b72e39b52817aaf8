// @ts-check
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const FIRST_DAY = Date.UTC(2021, 0, 1);
const DAYS = 1_095;
const PRODUCTS = 300;
const LINES_PER_ORDER = 4;
/** Whatever the size of the file. */
const LINES_PER_ACCOUNT = 2_500;

/** The columns of the file, as a table that holds nothing else. */
export const COLUMNS =
  'invoice_no text, line text, customer text, item text, item_group text, ordered_on date, quantity numeric, net numeric';

/** How Mortise is told what is in them. */
export const MAP =
  'orderNumber=InvoiceNo,lineNumber=Line,accountExternalId=Customer,productExternalId=Item,categoryExternalId=Group,orderedOn=Date,quantity=Qty,netAmount=Net';

/**
 * Order lines by date over three years, as an ERP hands them over; the same file every time.
 * @param {string} path
 * @param {number} rows
 */
export function writeOrderFile(path, rows) {
  return pipeline(orderLines(rows), createWriteStream(path));
}

/** @param {number} rows @returns {Generator<string>} */
export function* orderLines(rows) {
  const accounts = Math.max(20, Math.round(rows / LINES_PER_ACCOUNT));
  let text = 'InvoiceNo,Line,Customer,Item,Group,Date,Qty,Net\r\n';
  for (let i = 0; i < rows; i++) {
    const order = Math.floor(i / LINES_PER_ORDER);
    const day = new Date(FIRST_DAY + Math.floor((i / rows) * DAYS) * 86_400_000).toISOString().slice(0, 10);
    const account = (Math.imul(order, 2_654_435_761) >>> 0) % accounts;
    const product = (Math.imul(i, 40_503) >>> 0) % PRODUCTS;
    text += `INV-${order},${(i % LINES_PER_ORDER) + 1},C${account},ITEM-${product},GROUP-${product % 10},${day},${(i % 40) + 1},`;
    text += `${(i % 9_000) + 10}.${10 + (i % 90)}\r\n`;
    if (text.length > 60_000) {
      yield text;
      text = '';
    }
  }
  yield text;
}

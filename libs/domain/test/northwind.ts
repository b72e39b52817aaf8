import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Purchase } from '../src/next-product/purchase.js';
import { dataFolder, missingData } from './data-sets.js';

const FOLDER = dataFolder('northwind');

export const northwindIsThere = existsSync(FOLDER);
export const NORTHWIND_MISSING = missingData('northwind');

/** Order lines of a wholesaler's demo: 89 customers, 77 products, 1996-07…1998-05. */
export function readNorthwind(): readonly Purchase[] {
  const read = (name: string): string[][] =>
    readFileSync(join(FOLDER, name), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
  const orders = new Map(
    read('orders.csv').map((row) => [row[0], { account: row[1] ?? '', date: (row[3] ?? '').slice(0, 10) }]),
  );
  return read('order-details.csv').flatMap(([order, item = '']) => {
    const head = orders.get(order);
    return head === undefined ? [] : [{ ...head, item }];
  });
}

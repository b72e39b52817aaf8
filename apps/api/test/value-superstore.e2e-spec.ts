import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile } from './support/import-client.js';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const FOLDER = join(process.env['MORTISE_DATA_DIR'] ?? join(REPOSITORY, '../shared/data'), 'superstore');

/** Cells of a line; a quoted cell may hold commas and doubled quotes. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? '');
}

/** The demo company's lines as order lines, the cost of each being its sales less its profit. */
function orderLines(): string {
  const [head = '', ...lines] = gunzipSync(readFileSync(join(FOLDER, 'superstore.csv.gz')))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const at = (name: string): number => cellsOf(head).indexOf(name);
  const places = ['Row ID', 'Order ID', 'Order Date', 'Customer ID', 'Product ID', 'Sales', 'Quantity', 'Profit'].map(
    at,
  );
  const rows = lines.map((line) => {
    const cells = cellsOf(line);
    const [row, order, date = '', customer, product, sales = '', quantity, profit] = places.map(
      (place) => cells[place],
    );
    const [dayOf, month, year] = date.split('/');
    return [
      row,
      order,
      `20${year}-${month}-${dayOf}`,
      customer,
      product,
      sales,
      quantity,
      (Number(sales) - Number(profit)).toFixed(4),
    ].join();
  });
  return ['line,order,date,customer,product,sales,quantity,cost', ...rows, ''].join('\n');
}

interface Curve {
  readonly accounts: number;
  readonly unknownAccounts: number;
  readonly lossMakingShare: number;
  readonly peak: { readonly accountShare: number; readonly profitShare: number };
  readonly topFifthShare: number;
  readonly points: readonly { readonly accountShare: number; readonly profitShare: number }[];
}

describe('Superstore: sales of a demo company with the profit of each line', () => {
  if (!existsSync(FOLDER)) {
    it.skip('data set superstore is missing (set MORTISE_DATA_DIR)', () => undefined);
    return;
  }
  let test: TestApp;
  let client: GraphqlClient;
  let curve: Curve;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    const staff = await createStaff(test, await createTenant(test, 'Superstore'));
    client = staff.client;
    const report = await importFile(test, staff.token, 'order-lines', orderLines(), {
      query: { createMissing: 'true', round: 'true' },
    });
    expect(report).toMatchObject({ status: 'SUCCEEDED', rowsRead: 10_194, rowsAdded: 10_194 });
    const found = await client.data<{ whaleCurve: Curve }>(
      `{ whaleCurve(from: "2014-01-01", to: "2023-12-31") {
        accounts unknownAccounts lossMakingShare peak { accountShare profitShare } topFifthShare points { accountShare profitShare } } }`,
    );
    curve = found.whaleCurve;
  });
  afterAll(() => test.stop());

  it('PF-02 §8.8: 804 customers, 19.8 % of them loss-making', () => {
    expect(curve).toMatchObject({ accounts: 804, unknownAccounts: 0 });
    expect(curve.lossMakingShare).toBeCloseTo(0.198, 3);
  });

  it('PF-02 §8.8: the whale peaks at 124.5 % of profit with 80.2 % of customers', () => {
    expect(curve.peak.profitShare).toBeCloseTo(1.245, 3);
    expect(curve.peak.accountShare).toBeCloseTo(0.802, 3);
  });

  it('PF-02 §8.8: the best fifth brings 81.2 %', () => {
    expect(curve.topFifthShare).toBeCloseTo(0.812, 3);
  });

  it('draws the curve in few points that still show its peak and its end', () => {
    expect(curve.points.length).toBeLessThanOrEqual(500);
    expect(curve.points).toContainEqual(curve.peak);
    expect(curve.points.at(-1)).toEqual({ accountShare: 1, profitShare: 1 });
  });
});

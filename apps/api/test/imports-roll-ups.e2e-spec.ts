import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, type ImportResult, rejectedRows } from './support/import-client.js';

const HEADER = 'account,product,category,date,orderNumber,lineNumber,quantity,amount,listAmount,costAmount\n';
const MONTH = `date_trunc('month', ordered_on::timestamp)::date`;
const SUMS = 'sum(net_minor), trim_scale(sum(quantity)), count(*)';
const VALUES = `coalesce(sum(list_minor), 0), coalesce(sum(net_minor) filter (where list_minor is not null), 0), coalesce(sum(cost_minor), 0),
  coalesce(sum(net_minor) filter (where cost_minor is not null), 0)`;
const KEPT = 'list_minor, listed_minor, cost_minor, costed_minor';

/** Each roll-up as it is kept, and what it would be if it were built from the lines. */
const ROLL_UPS = [
  [
    `account_id, product_id, category_id, month, net_minor, quantity, lines, ${KEPT} from account_product_month`,
    `account_id, product_id, category_id, ${MONTH}, ${SUMS}, ${VALUES} from order_line`,
    '1, 2, 3, 4',
  ],
  [
    `account_id, category_id, month, net_minor, quantity, lines, ${KEPT} from account_category_month`,
    `account_id, category_id, ${MONTH}, ${SUMS}, ${VALUES} from order_line`,
    '1, 2, 3',
  ],
  [
    `account_id, month, net_minor, lines, ${KEPT} from account_month`,
    `account_id, ${MONTH}, sum(net_minor), count(*), ${VALUES} from order_line`,
    '1, 2',
  ],
  [
    `product_id, category_id, month, net_minor, quantity, lines, ${KEPT} from product_month`,
    `product_id, category_id, ${MONTH}, ${SUMS}, ${VALUES} from order_line`,
    '1, 2, 3',
  ],
  [
    'account_id, day, net_minor, lines from account_order_day',
    'account_id, ordered_on, sum(net_minor), count(*) from order_line',
    '1, 2',
  ],
  ['product_id, net_minor, quantity, lines from product_sales', `product_id, ${SUMS} from order_line`, '1'],
  ['account_id, net_minor, lines from account_sales', 'account_id, sum(net_minor), count(*) from order_line', '1'],
] as const;

/** Order lines over two years by number and day: four per order, some returns, some that tell no list price or cost. */
function orderLines(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(Date.UTC(2023, 0, 1) + Math.floor((i / count) * 730) * 86_400_000).toISOString().slice(0, 10);
    const [order, product] = [Math.floor(i / 4), (i * 7) % 23];
    const list = i % 3 === 0 ? '' : String((i % 50) + 12);
    const cost = i % 5 === 0 ? '' : String((i % 50) + 3);
    const quantity = i % 17 === 0 ? -1 : (i % 40) + 0.5;
    return `C${order % 13},I${product},G${product % 4},${day},R-${order},${(i % 4) + 1},${quantity},${(i % 50) + 10}.5,${list},${cost}\n`;
  });
}

describe('roll-ups of imported order lines', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let token: string;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    tenant = await createTenant(test);
    ({ token } = await createStaff(test, tenant, 'FINANCE'));
  });

  const send = (lines: readonly string[]): Promise<ImportResult> =>
    importFile(test, token, 'order-lines', HEADER + lines.join(''), { query: { createMissing: 'true' } });
  const counts = ({ rowsRead, rowsAdded, rowsUnchanged, rowsRejected }: ImportResult): number[] => [
    rowsRead,
    rowsAdded,
    rowsUnchanged,
    rowsRejected,
  ];
  /** How many rows of each roll-up differ from what the lines say. */
  const differences = async (): Promise<number[]> => {
    const found: number[] = [];
    for (const [kept, built, groups] of ROLL_UPS) {
      const [a, b] = [`select ${kept} where tenant_id = $1`, `select ${built} where tenant_id = $1 group by ${groups}`];
      const { rows } = await test.admin.query(
        `select (select count(*) from ((${a}) except (${b})) x) + (select count(*) from ((${b}) except (${a})) y) as n`,
        [tenant.id],
      );
      found.push(Number(rows[0].n));
    }
    return found;
  };
  const none = ROLL_UPS.map(() => 0);

  it('are what the lines say after a file in their order, and after later ones that reach back', async () => {
    const lines = orderLines(1_000);
    expect(counts(await send(lines.slice(0, 400)))).toEqual([400, 400, 0, 0]);
    expect(await differences()).toEqual(none);
    // Three lines there already, one of them other than it was; the rest goes on in the same month.
    const changed = lines[399]?.replace(/,(\d+)\.5,/, ',$11.5,') ?? '';
    const next = await send([...lines.slice(396, 399), changed, ...lines.slice(400, 900)]);
    expect(counts(next)).toEqual([504, 500, 3, 1]);
    expect(await rejectedRows(test, next.id)).toEqual([[5, 'orderNumber / lineNumber', 'ROW_CHANGED', 'R-99 / 4']]);
    expect(counts(await send(lines))).toEqual([1_000, 100, 900, 0]);
    expect(await differences()).toEqual(none);
  });

  it('are the same in any order of the lines, also with some of them twice in a file', async () => {
    const lines = orderLines(1_000);
    const shuffled = lines.map((line, i) => [(i * 619) % 1_000, line] as const).sort(([a], [b]) => a - b);
    const mixed = shuffled.map(([, line]) => line);
    expect(counts(await send([...mixed.slice(0, 600), ...mixed.slice(100, 120)]))).toEqual([620, 600, 20, 0]);
    expect(counts(await send(mixed))).toEqual([1_000, 400, 600, 0]);
    expect(await differences()).toEqual(none);
  });

  it('are the same when months come last that were first', async () => {
    const lines = orderLines(1_000);
    for (const from of [750, 500, 250, 0]) await send(lines.slice(from, from + 250));
    expect(await differences()).toEqual(none);
  });

  it('keep a line apart from another order with the same last digits', async () => {
    const [line = ''] = orderLines(1);
    const of = (order: string): string => line.replace('R-0,1', `${order},1`);
    const file = [of('A-7'), of('B-7'), of('A-7'), of('A-8')];
    expect(counts(await send(file))).toEqual([4, 3, 1, 0]);
    expect(counts(await send([of('B-8'), of('A-9')]))).toEqual([2, 2, 0, 0]);
    expect(await differences()).toEqual(none);
  });
});

import { addMonthsToDate } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DeliveryPerformanceService } from '../src/features/deliveries/delivery-performance.service.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { checksums, importFile, type ImportResult } from './support/import-client.js';
import { strayFigures } from './support/rebuilt-figures.js';
import { asSeller } from './support/seller-context.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;

/** A day from today. */
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

const HEAD = 'account,orderNumber,lineNumber,promisedOn,quantity,deliveredOn,deliveredQuantity,deliveryNumber\n';
const LINES = `${HEAD}C1,O1,1,${day(-30)},10,${day(-30)},10,
C1,O1,2,${day(-30)},10,${day(-31)},6,
C1,O1,2,${day(-30)},10,${day(-27)},4,
C1,O2,,${day(-22)},5,${day(-20)},,
C1,O3,1,${day(-12)},8,,,
C1,O4,1,${day(300)},8,,,
`;
const DELIVERIES = `query ($state: DeliveryState) { account(externalId: "C1") { deliveries(first: 10, state: $state) {
  totalCount nodes { orderNumber lineNumber promisedOn quantity firstDeliveredOn deliveredQuantity daysLate state deliveries { deliveredOn quantity } } } } }`;
const PERFORMANCE = `query ($months: Int) { account(externalId: "C1") { deliveryPerformance(months: $months) {
  asOf from lines onTimeInFull onTime meanDelayDays overdue pickUps { meanGapDays openGapDays quantityQuartiles } sources } } }`;
const UNDO = 'mutation ($id: ID!) { undoImport(id: $id) { status } }';

describe('deliveries', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());

  const fresh = async (): Promise<void> => {
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    await createAccount(test, tenant, { externalId: 'C1' });
  };
  const send = (csv: string, query: Record<string, string> = {}): Promise<ImportResult> =>
    importFile(test, admin.token, 'deliveries', csv, { query });
  const counts = ({ rowsRead, rowsAdded, rowsUnchanged, rowsRejected }: ImportResult): number[] => [
    rowsRead,
    rowsAdded,
    rowsUnchanged,
    rowsRejected,
  ];

  it('keep what was promised beside what arrived, also when it arrives later and in parts', async () => {
    await fresh();
    expect(counts(await send(LINES))).toEqual([6, 6, 0, 0]);
    const { account } = await admin.client.data<{ account: { deliveries: { nodes: object[] } } }>(DELIVERIES);
    expect(account.deliveries).toEqual({
      totalCount: 5,
      nodes: [
        expect.objectContaining({ orderNumber: 'O4', state: 'OPEN', daysLate: null, deliveries: [] }),
        expect.objectContaining({
          orderNumber: 'O3',
          state: 'OVERDUE',
          firstDeliveredOn: null,
          deliveredQuantity: '0',
        }),
        expect.objectContaining({
          orderNumber: 'O2',
          lineNumber: '1',
          state: 'LATE',
          daysLate: 2,
          deliveredQuantity: '5',
        }),
        expect.objectContaining({ state: expect.stringMatching(/KEPT|PARTIAL/) }),
        expect.objectContaining({ state: expect.stringMatching(/KEPT|PARTIAL/) }),
      ],
    });
    const { account: partial } = await admin.client.data(DELIVERIES, { state: 'PARTIAL' });
    expect(partial).toEqual({
      deliveries: {
        totalCount: 1,
        nodes: [
          {
            orderNumber: 'O1',
            lineNumber: '2',
            promisedOn: day(-30),
            quantity: '10',
            firstDeliveredOn: day(-31),
            deliveredQuantity: '10',
            daysLate: -1,
            state: 'PARTIAL',
            deliveries: [
              { deliveredOn: day(-31), quantity: '6' },
              { deliveredOn: day(-27), quantity: '4' },
            ],
          },
        ],
      },
    });
    // O3 arrives after all: the same promise, one delivery more.
    expect(counts(await send(`${HEAD}C1,O3,1,${day(-12)},8,${day(-2)},8,`))).toEqual([1, 1, 0, 0]);
    expect(await admin.client.data(DELIVERIES, { state: 'LATE' })).toMatchObject({
      account: { deliveries: { totalCount: 2 } },
    });
  });

  it('stand among the imports as what they are', async () => {
    await fresh();
    const { id } = await send(LINES);
    expect(await admin.client.data('query ($id: ID!) { import(id: $id) { kind } }', { id })).toEqual({
      import: { kind: 'DELIVERIES' },
    });
  });

  it('are added by a good row behind a bad one of the same delivery', async () => {
    await fresh();
    const rows = `C1,O1,1,${day(-29)},10,${day(-28)},10,7\nC1,O1,1,${day(-30)},10,${day(-28)},10,7\n`;
    await send(`${HEAD}C1,O1,1,${day(-30)},10,,,\n`);
    expect(counts(await send(HEAD + rows))).toEqual([2, 1, 0, 1]);
    expect(await admin.client.data(DELIVERIES)).toMatchObject({
      account: { deliveries: { nodes: [{ deliveredQuantity: '10', deliveries: [{ deliveredOn: day(-28) }] }] } },
    });
  });

  it('count from the first day that is told, and only once their day is over', async () => {
    await fresh();
    const { account } = await admin.client.data<{ account: { deliveryPerformance: null } }>(PERFORMANCE);
    expect(account.deliveryPerformance).toBeNull();
    const from = addMonthsToDate(day(0), -12);
    const rows = [from, day(0)].map((promised, index) => `C1,O${index},1,${promised},1,,,\n`);
    await send(HEAD + rows.join(''));
    expect(await admin.client.data(PERFORMANCE)).toMatchObject({
      account: { deliveryPerformance: { from, lines: 1, onTimeInFull: 0, overdue: 1, pickUps: null } },
    });
  });

  it('LV-02 TX-02: tell on time in full, punctuality and the rhythm of pick-ups', async () => {
    await fresh();
    await send(LINES);
    // Of O1/1, O1/2, O2 and O3 (open, its day over) one came whole and in time; O4 does not count yet.
    expect(await admin.client.data(PERFORMANCE)).toEqual({
      account: {
        deliveryPerformance: {
          asOf: day(0),
          from: addMonthsToDate(day(0), -12),
          lines: 4,
          onTimeInFull: 0.25,
          onTime: 0.5,
          meanDelayDays: (0 - 1 + 2) / 3,
          overdue: 1,
          pickUps: { meanGapDays: 5.5, openGapDays: 20, quantityQuartiles: [5.5, 6, 8] },
          sources: ['delivery_promise', 'delivery'],
        },
      },
    });
    expect(await admin.client.data(PERFORMANCE, { months: 1 })).toMatchObject({
      account: { deliveryPerformance: { from: day(-31) } },
    });
    const { errors } = await admin.client.send(PERFORMANCE, { months: 37 });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('are the same again when the file is sent again, and refuse another promise for the same line', async () => {
    await fresh();
    await send(LINES);
    const before = await checksums(test, tenant.id);
    expect(counts(await send(LINES))).toEqual([6, 0, 6, 0]);
    const changed = await send(
      `${HEAD}C1,O1,1,${day(-29)},10,,,\nC9,O1,1,${day(-29)},10,,,\nC1,O9,1,${day(-29)},0,,,\nC1,O9,1,${day(-29)},1,,3,\nC1,O9,1,${day(-29)},1,${day(3)},,`,
    );
    expect(counts(changed)).toEqual([5, 0, 0, 5]);
    const { import: report } = await admin.client.data<{ import: { errors: { nodes: { code: string }[] } } }>(
      `query ($id: ID!) { import(id: $id) { errors(first: 10) { nodes { rowNumber code column } } } }`,
      { id: changed.id },
    );
    expect(report.errors.nodes.map(({ code }) => code)).toEqual([
      'ROW_CHANGED',
      'UNKNOWN_ACCOUNT',
      'OUT_OF_RANGE',
      'REQUIRED',
      'DATE_IN_FUTURE',
    ]);
    expect(await checksums(test, tenant.id)).toEqual(before);
  });

  it('go with the import that brought them, as if they had never been, whatever the order', async () => {
    const row = fc.record({
      order: fc.integer({ min: 1, max: 3 }),
      promised: fc.integer({ min: 3, max: 4 }),
      delivered: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
      quantity: fc.integer({ min: 1, max: 3 }),
      note: fc.constantFrom('', '', 'N1'),
    });
    const csvOf = (rows: readonly (typeof row extends fc.Arbitrary<infer R> ? R : never)[]): string =>
      HEAD +
      rows
        .map(({ order, promised, delivered, quantity, note }) =>
          delivered === undefined
            ? `C1,O${order},1,${day(-22)},${promised},,,`
            : `C1,O${order},1,${day(-22)},${promised},${day(delivered - 12)},${quantity},${note}`,
        )
        .join('\n');
    let corrected = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (first, second, third, correct) => {
          await fresh();
          const query: Record<string, string> = correct ? { onChange: 'correct' } : {};
          await send(csvOf(first));
          const before = await checksums(test, tenant.id);
          const { id } = await send(csvOf(second), query);
          const between = await checksums(test, tenant.id);
          const { id: last } = await send(csvOf(third), query);
          const { rows } = await test.admin.query<{ n: number }>(
            'select sum(rows_corrected)::int as n from import where tenant_id = $1',
            [tenant.id],
          );
          corrected += rows[0]?.n ?? 0;
          expect(await strayFigures(test, tenant.id)).toEqual({});
          await admin.client.data(UNDO, { id: last });
          expect(await checksums(test, tenant.id)).toEqual(between);
          await admin.client.data(UNDO, { id });
          expect(await checksums(test, tenant.id)).toEqual(before);
          expect(await strayFigures(test, tenant.id)).toEqual({});
        },
      ),
      { numRuns: 20 },
    );
    // What never happens proves nothing.
    expect(corrected).toBeGreaterThan(0);
  });

  it('are undone only after those that others delivered on them', async () => {
    await fresh();
    const promise = await send(`${HEAD}C1,O1,1,${day(-22)},3,,,`);
    const delivery = await send(`${HEAD}C1,O1,1,${day(-22)},3,${day(-21)},3,`);
    expect(await admin.client.code(UNDO, { id: promise.id })).toBe('IMPORT_IN_USE');
    await admin.client.data(UNDO, { id: delivery.id });
    await admin.client.data(UNDO, { id: promise.id });
    expect(
      (await test.admin.query('select count(*)::int as n from delivery_promise where tenant_id = $1', [tenant.id]))
        .rows,
    ).toEqual([{ n: 0 }]);
  });

  it('show nobody the deliveries of accounts that he or she does not see', async () => {
    await fresh();
    await send(LINES);
    const seller = await createStaff(test, tenant, 'SALES');
    expect(await seller.client.data(PERFORMANCE)).toEqual({ account: null });
    const stranger = await createStaff(test, await createTenant(test));
    expect(await stranger.client.data(DELIVERIES)).toEqual({ account: null });
    const { rows } = await test.admin.query(`select id from account where tenant_id = $1`, [tenant.id]);
    const found = await asSeller(test, tenant.id, seller.id, ['trade.read'], (ctx) =>
      test.app.get(DeliveryPerformanceService, { strict: false }).onTimeInFull(ctx, [rows[0].id as string], day(0)),
    );
    expect([...found]).toEqual([]);
  });
});

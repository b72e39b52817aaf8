// @ts-check
import { describe, expect, it } from '@jest/globals';

// By address: the bench is typed as a project of its own.
const load = (/** @type {string} */ module) => import(new URL(`../bench/lib/${module}.mjs`, import.meta.url).href);
const { readOptions } = await load('options');
const { orderLines } = await load('trade/order-file');
const { layoutsText } = await load('trade/layouts-report');
const { asJson, drilldownText, evaluationText, importText } = await load('trade/report');

const MIB = 1_048_576;
const imported = {
  ...{ rows: 1_000_000, seconds: 12.5, copySeconds: 2.5, ratio: 5, largeSeconds: 49 },
  floor: { lines: 2.5, all: 4.25 },
  memory: { idle: 150 * MIB, small: 200 * MIB, large: 210 * MIB, several: 220 * MIB },
};
const evaluated = {
  ...{ accounts: 100_000, cores: 2, seconds: 61, messagesSeconds: 3, againSeconds: 40 },
  ...{ sumSeconds: 0.5, ratio: 122, peak: 300 * MIB },
  touched: [
    { accounts: 100, seconds: 0.2 },
    { accounts: 10_000, seconds: 5 },
  ],
};
const slowest = { question: 'products', milliseconds: 250.4 };
const answered = { answers: 240, p50: 40.4, p95: 301.6, slowest };
const drilled = [
  { lines: 1_000_000, caller: 'manager', effects: false, ...answered, p95: 99 },
  { lines: 10_000_000, caller: 'salesperson', effects: false, ...answered },
  { lines: 10_000_000, caller: 'salesperson', effects: true, ...answered },
  { lines: 50_000_000, caller: 'manager', effects: true, failure: 'TIMEOUT' },
];

describe('npm run bench -- --trade', () => {
  it('measures all parts at 1 M and 10 M lines unless told, and 50 M in a large run', () => {
    expect(readOptions(['--trade'])).toMatchObject({
      ...{ trade: true, growth: false, scale: 1, lines: [1, 10] },
      parts: ['import', 'drilldown', 'evaluation'],
    });
    expect(readOptions(['--trade', '--scale', '5']).lines).toEqual([1, 10, 50]);
    expect(readOptions(['--trade', '--lines', '50', '--parts', 'evaluation,import'])).toMatchObject({
      ...{ lines: [50], parts: ['import', 'evaluation'] },
    });
  });

  it.each([
    [['--trade', '--growth'], '--growth, --trade and --cockpit are benchmarks of their own'],
    [['--parts', 'export'], '--parts: "export" is none of import, drilldown, evaluation, layouts.'],
    [['--lines', '1,none'], '--lines must be a number above 0 and is "none".'],
  ])('refuses %j', (argv, message) => {
    expect(() => readOptions(argv)).toThrow(message);
  });

  it('says what was measured and which goals were not reached', () => {
    expect(importText(imported)).toBe(
      [
        'Import of 1,000,000 order lines',
        '  12.5 s, 80,000 lines/s; COPY 2.5 s: × 5.00 (goal 4 not reached)',
        '  floor: the same rows out of a table, by PostgreSQL alone: order lines × 2.50, with all roll-ups × 4.25',
        '  4,000,000 order lines: 49.0 s, × 3.92',
        '  memory at most 200 MiB, for four times the lines 210 MiB, after all rounds 220 MiB, idle 150 MiB',
        '',
      ].join('\n'),
    );
    expect(importText({ ...imported, rows: 20_000 })).not.toContain('goal');
    expect(importText({ ...imported, memory: { idle: 1, small: 2, large: 300 * MIB, several: 3 } })).toContain(
      'goal 256 MiB',
    );
    expect(drilldownText(drilled).split('\n').slice(1)).toEqual([
      '  1,000,000 lines, manager                          40      99  slowest: products, 250 ms',
      '  10,000,000 lines, salesperson                     40     302 (goal 300 ms not reached)  slowest: products, 250 ms',
      '  10,000,000 lines, salesperson, with effects       40     302  slowest: products, 250 ms',
      '  50,000,000 lines, manager, with effects       failed: TIMEOUT',
      '',
    ]);
    expect(evaluationText(evaluated)).toBe(
      [
        'Evaluation of 100,000 accounts × 36 months on 2 cores',
        '  61.0 s (goal 60 s not reached), told 3.0 s later, again 40.0 s; sum of the same rows 0.50 s: × 122.0; memory at most 300 MiB',
        '  100 touched: 0.20 s, 2.00 ms per account',
        '  10,000 touched: 5.00 s, 0.50 ms per account',
        '  slope: 0.48 ms per touched account, and 152 ms whatever their number',
        '',
      ].join('\n'),
    );
    expect(evaluationText({ failure: 'no queue' })).toBe('Evaluation\n  failed: no queue\n');
    const statements = [{ name: 'one line by its id', planning: 0.1, execution: 2, buffers: 5 }];
    const sizes = { rows: 1_000_000, insertSeconds: 20, heapBytes: 200 * MIB, indexBytes: 90 * MIB };
    expect(layoutsText([{ layout: 'order_line', ...sizes, vacuumMilliseconds: 450.2, statements }])).toBe(
      [
        'Layouts',
        '  order_line: 1,000,000 rows inserted in 20.0 s; 200 MiB, indexes 90 MiB; vacuum after a month 450 ms',
        '    one line by its id               planning    0.10 ms, execution     2.00 ms, 5 buffers',
        '',
      ].join('\n'),
    );
    expect(layoutsText({ failure: 'disk full' })).toBe('Layouts\n  failed: disk full\n');
  });

  it('prints one object for machines, with the failure of a part that failed and without those not asked for', () => {
    expect(JSON.parse(asJson({ import: { failure: 'disk full' }, drilldown: drilled, evaluation: evaluated }))).toEqual(
      {
        import: { failure: 'disk full' },
        drilldown: [
          {
            lines: 1_000_000,
            caller: 'manager',
            effects: false,
            answers: 240,
            p50: 40.4,
            p95: 99,
            slowest: 'products',
          },
          ...[false, true].map((effects) => ({
            ...{
              lines: 10_000_000,
              caller: 'salesperson',
              effects,
              answers: 240,
              p50: 40.4,
              p95: 301.6,
              slowest: 'products',
            },
          })),
          { lines: 50_000_000, caller: 'manager', effects: true, failure: 'TIMEOUT' },
        ],
        evaluation: {
          ...{ accounts: 100_000, cores: 2, seconds: 61, messagesSeconds: 3, againSeconds: 40 },
          ...{ sumSeconds: 0.5, ratio: 122, peakMiB: 300, touched: evaluated.touched },
          ...{ touchedFixedMs: 151.5, touchedMsPerAccount: 0.4848 },
        },
      },
    );
    expect(JSON.parse(asJson({ import: imported }))).toEqual({
      import: {
        ...{ rows: 1_000_000, rowsPerSecond: 80_000, seconds: 12.5, copySeconds: 2.5, ratio: 5, largeSeconds: 49 },
        floor: { lines: 2.5, all: 4.25 },
        peakMiB: { idle: 150, small: 200, large: 210, several: 220 },
      },
    });
  });

  it('makes files of as many lines as told, by date over three years', () => {
    const text = [...orderLines(8_000)].join('').trimEnd();
    const [head, ...lines] = text.split('\r\n').map((line) => line.split(','));
    expect(head).toEqual(['InvoiceNo', 'Line', 'Customer', 'Item', 'Group', 'Date', 'Qty', 'Net']);
    expect(lines).toHaveLength(8_000);
    expect(new Set(lines.map((cells) => cells.length))).toEqual(new Set([head?.length]));
    const days = lines.map((cells) => cells[5] ?? '');
    expect(days).toEqual(days.toSorted());
    expect([days[0], days.at(-1)]).toEqual(['2021-01-01', '2023-12-31']);
    expect(new Set(lines.map((cells) => cells.slice(0, 2).join()))).toHaveProperty('size', 8_000);
  });
});

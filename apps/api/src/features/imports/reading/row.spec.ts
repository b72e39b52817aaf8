import { describe, expect, it } from '@jest/globals';
import { Row, type RowFormat } from './row.js';

const FORMAT: RowFormat = {
  date: 'ISO',
  number: { decimal: '.', named: false },
  currency: 'EUR',
  fractionDigits: 2,
  round: false,
  lastDay: '2026-11-22',
};

/** A row of one cell, in the column "Cell" of the field "it". */
function rowOf(cell: string): Row<'it'> {
  const row = new Row<'it'>({ index: { it: 0 }, constant: {}, heading: { it: 'Cell' }, count: 1 }, FORMAT);
  row.take([cell]);
  return row;
}

describe(Row.name, () => {
  const readers: Readonly<Record<string, (row: Row<'it'>) => unknown>> = {
    date: (row) => row.date('it'),
    pastDate: (row) => row.pastDate('it'),
    month: (row) => row.month('it'),
    decimal: (row) => row.decimal('it'),
    requiredDecimal: (row) => row.requiredDecimal('it'),
    numberWithin: (row) => row.numberWithin('it', 0, 1, false),
    money: (row) => row.money('it'),
    code: (row) => row.code('it', ['A']) ?? row.require('it'),
    flag: (row) => row.flag('it'),
    currency: (row) => row.currency('it'),
  };

  // Telling that a million digits are no number takes minutes, in which the process does nothing else.
  it.each(Object.entries(readers))('does not even look at a long cell as %s', (_name, read) => {
    for (const cell of [`${'1'.repeat(1_000)}x`, `0.${'0'.repeat(1_000)}1`]) {
      const row = rowOf(cell);
      read(row);
      expect(row.problems).toEqual([
        { column: 'Cell', code: 'TOO_LONG', value: cell, message: 'Longer than 100 characters.' },
      ]);
    }
  });

  it.each([
    ['100000000000000', 10_000_000_000_000_000n, []],
    ['-100000000000000.00', -10_000_000_000_000_000n, []],
    ['100000000000000.01', 0n, ['OUT_OF_RANGE']],
    ['-92233720368547758.07', 0n, ['OUT_OF_RANGE']],
  ])('takes %s for money as far as sums of it fit', (cell, minor, codes) => {
    const row = rowOf(cell);
    expect([row.money('it'), row.problems.map(({ code }) => code)]).toEqual([minor, codes]);
  });
});

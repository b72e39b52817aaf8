import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CsvRecords, detectDelimiter } from './csv-records.js';
import { type FileRecord, MAX_RECORD_LENGTH } from './file-records.js';

/** Records of a text that arrives in pieces of that many characters. */
function recordsOf(text: string, pieceLength = text.length): FileRecord[] {
  const reader = new CsvRecords();
  const records: FileRecord[] = [];
  const keep = ({ row, cells, broken }: FileRecord): void => void records.push({ row, cells: [...cells], broken });
  for (let at = 0; at < text.length; at += pieceLength) reader.write(text.slice(at, at + pieceLength), keep);
  reader.end(keep);
  return records;
}

const cellsOf = (text: string, pieceLength?: number): (readonly string[])[] =>
  recordsOf(text, pieceLength).map(({ cells }) => cells);

describe(CsvRecords.name, () => {
  it.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'sep=;\na,x;b\n1;2\n',
      [
        ['a,x', 'b'],
        ['1', '2'],
      ],
    ],
    ['sep=\t\na\tb\n', [['a', 'b']]],
    [
      'a,b\n"x\ny, ""z""",2\n',
      [
        ['a', 'b'],
        ['x\ny, "z"', '2'],
      ],
    ],
    [
      'a,b\n="007",2\n',
      [
        ['a', 'b'],
        ['007', '2'],
      ],
    ],
    [
      'a,b\n5" pipe,"6"""\n',
      [
        ['a', 'b'],
        ['5" pipe', '6"'],
      ],
    ],
    [
      'a,b\n"",2\n"x",\n',
      [
        ['a', 'b'],
        ['', '2'],
        ['x', ''],
      ],
    ],
    [
      'a|b\n1|"2"',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
  ])('reads %j', (text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  it.each([
    ['behind empty lines', '\r\n  \n\nCustomer;Item\r\n1,5;2\r\n', [4, ['Customer', 'Item']], [5, ['1,5', '2']]],
    [
      'in a header of two lines',
      '"Cust\nomer";"Item, no";Qty\n1,5;2;3\n',
      [1, ['Cust\nomer', 'Item, no', 'Qty']],
      [2, ['1,5', '2', '3']],
    ],
    ['beside a quote that opens nothing', 'Size 5";Name\n1;"2"\n', [1, ['Size 5"', 'Name']], [2, ['1', '2']]],
  ])('finds the delimiter %s', (_name, text, ...expected) => {
    for (const pieceLength of [1, 4, text.length])
      expect(recordsOf(text, pieceLength).map(({ row, cells }) => [row, cells])).toEqual(expected);
  });

  it('reports a broken row and goes on with the next line', () => {
    expect(
      recordsOf('a,b\n"x,1\ny,2\n"z"w,3\nv,4\n"u,5').map(({ row, cells, broken }) => [row, broken?.code ?? cells]),
    ).toEqual([
      [1, ['a', 'b']],
      [2, 'QUOTE_BROKEN'],
      [3, ['y', '2']],
      [4, 'QUOTE_BROKEN'],
      [5, ['v', '4']],
      [6, 'QUOTE_BROKEN'],
    ]);
  });

  it('numbers rows as a spreadsheet does: empty lines count but are no records', () => {
    expect(recordsOf('a,b\n\n,\n1,2\n').map(({ row }) => row)).toEqual([1, 4]);
  });

  it.each([1_000, 300_000])('reports a line that is too long once, in pieces of %i', (pieceLength) => {
    const text = `a,b\n1,${'x'.repeat(2 * MAX_RECORD_LENGTH)}\n2,3\n`;
    const records = recordsOf(text, pieceLength);
    expect(records.map(({ row, cells, broken }) => [row, broken?.code ?? cells])).toEqual([
      [1, ['a', 'b']],
      [2, 'ROW_TOO_LONG'],
      [3, ['2', '3']],
    ]);
  });

  it('does not wait for ever for the end of a quote', () => {
    const lines = `${'y,2\n'.repeat(400_000)}`;
    const records = recordsOf(`a,b\n"x,1\n${lines}`, 65_536);
    expect(records).toHaveLength(400_002);
    expect(records.filter(({ broken }) => broken).map(({ row }) => row)).toEqual([2]);
  });

  it('gives back what was written, however it is quoted and cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', ';', '=') });
    const row = fc
      .array(cell, { minLength: 3, maxLength: 3 })
      .filter((cells) => cells.some((each) => each.trim() !== ''));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, pieceLength) => {
          const text = `h,i,j\n${rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;
          expect(cellsOf(text, pieceLength).slice(1)).toEqual(rows);
        },
      ),
    );
  });
});

describe(detectDelimiter.name, () => {
  it.each([
    ['a,b,c', ','],
    ['a;b,c;d', ';'],
    ['a\tb', '\t'],
    ['a|b', '|'],
    ['"x,y,z";b', ';'],
    ['alone', ','],
  ])('finds that of %j', (header, delimiter) => {
    expect(detectDelimiter(header)).toBe(delimiter);
  });
});

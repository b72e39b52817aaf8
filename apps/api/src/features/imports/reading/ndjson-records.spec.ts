import { describe, expect, it } from '@jest/globals';
import type { FileRecord } from './file-records.js';
import { NdjsonRecords } from './ndjson-records.js';

function recordsOf(columns: readonly string[], text: string): FileRecord[] {
  const reader = new NdjsonRecords(columns);
  const records: FileRecord[] = [];
  const keep = ({ row, cells, broken }: FileRecord): void => void records.push({ row, cells: [...cells], broken });
  reader.write(text, keep);
  reader.end(keep);
  return records;
}

describe(NdjsonRecords.name, () => {
  it('makes cells of the members that hold the fields, each once', () => {
    const records = recordsOf(['id', 'id', 'roles'], '{"roles":["A","B"],"id":1.10}\n\n{"id":null}');
    expect(records.map(({ row, cells }) => [row, cells])).toEqual([
      [0, ['id', 'roles']],
      [1, ['1.10', 'A;B']],
      [3, ['', '']],
    ]);
  });
});

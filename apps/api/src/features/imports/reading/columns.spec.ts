import { describe, expect, it } from '@jest/globals';
import { ImportRefused } from '../import.errors.js';
import { resolveColumns } from './columns.js';

const FIELDS = {
  externalId: { description: 'Number.', required: true, aliases: ['customerNumber'] },
  name: { description: 'Name.', required: true },
  city: { description: 'City.' },
};
const NONE = new Map<string, string>();
const pairs = (object: Record<string, string>): Map<string, string> => new Map(Object.entries(object));

function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof ImportRefused ? [error.code, error.reasons.map(({ path }) => path?.join('.'))] : error;
  }
}

describe(resolveColumns.name, () => {
  it('finds columns by mapping, by name in any writing and by alias', () => {
    expect(resolveColumns(FIELDS, ['Customer-Number', ' NAME ', 'Place'], pairs({ city: 'Place' }), NONE)).toEqual({
      index: { externalId: 0, name: 1, city: 2 },
      constant: {},
      heading: { externalId: 'Customer-Number', name: 'NAME', city: 'Place' },
      count: 3,
    });
  });

  it('prefers the name to an alias, and a mapping to both', () => {
    const header = ['customer number', 'external id', 'no', 'name'];
    expect(resolveColumns(FIELDS, header, NONE, NONE).index).toMatchObject({ externalId: 1 });
    expect(resolveColumns(FIELDS, header, pairs({ externalId: 'no' }), NONE).index).toMatchObject({ externalId: 2 });
  });

  it('takes constants instead of columns, and leaves out what is mapped to nothing', () => {
    const columns = resolveColumns(FIELDS, ['externalId', 'name', 'city'], pairs({ city: '' }), pairs({ name: 'X' }));
    expect([columns.index, columns.constant]).toEqual([{ externalId: 0 }, { name: 'X' }]);
  });

  it.each([
    [['a', 'b'], {}, {}, ['COLUMN_MISSING', ['map.externalId', 'map.name']]],
    [['externalId', 'name'], { city: 'Ort' }, {}, ['COLUMN_MISSING', ['map.city']]],
    [['externalId', 'name', 'Name'], {}, {}, ['COLUMN_AMBIGUOUS', ['map.name']]],
    [['externalId', 'name'], { colour: 'name' }, {}, ['IMPORT_OPTION_INVALID', ['map.colour']]],
    [['externalId', 'name'], {}, { colour: 'red' }, ['IMPORT_OPTION_INVALID', ['map.colour']]],
    [['externalId', 'name'], {}, { toString: 'x' }, ['IMPORT_OPTION_INVALID', ['map.toString']]],
    [['external\u0000Id', 'name'], {}, {}, ['HEADER_BROKEN', []]],
  ])('refuses %j with %j and %j', (header, map, set, expected) => {
    expect(
      refusal(() =>
        resolveColumns(FIELDS, header, pairs(map as Record<string, string>), pairs(set as Record<string, string>)),
      ),
    ).toEqual(expected);
  });
});

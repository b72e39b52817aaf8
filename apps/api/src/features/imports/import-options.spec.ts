import { describe, expect, it } from '@jest/globals';
import { readImportOptions } from './import-options.js';

describe(readImportOptions.name, () => {
  it('has sensible values for everything', () => {
    expect(readImportOptions({})).toEqual({
      map: new Map(),
      set: new Map(),
      createMissing: false,
      onChange: 'reject',
      round: false,
      evaluate: true,
      dateFormat: 'ISO',
    });
  });

  it('reads pairs from one option or several, with commas inside quotes', () => {
    const { map, set } = readImportOptions({ map: ['a=X,b="Y, Z"', 'c=a=b'], set: 'd=,e= 5 ' });
    expect([[...map], [...set]]).toEqual([
      [
        ['a', 'X'],
        ['b', 'Y, Z'],
        ['c', 'a=b'],
      ],
      [
        ['d', ''],
        ['e', '5'],
      ],
    ]);
  });

  it('understands names of delimiters and small letters', () => {
    const options = readImportOptions({
      delimiter: 'Tab',
      dateFormat: 'dmy',
      decimal: ',',
      currency: 'eur',
      createMissing: '',
      round: '0',
    });
    expect(options).toMatchObject({
      delimiter: '\t',
      dateFormat: 'DMY',
      decimal: ',',
      currency: 'EUR',
      createMissing: true,
      round: false,
    });
  });

  it.each([
    [{ map: 'nothing' }, 'map'],
    [{ delimiter: '#' }, 'delimiter'],
    [{ dateFormat: 'BC' }, 'dateFormat'],
    [{ currency: 'euro' }, 'currency'],
    [{ createMissing: 'maybe' }, 'createMissing'],
    [{ createmissing: 'true' }, 'createmissing'],
    [{ set: 'city=\u0000' }, 'set.0'],
  ])('refuses %j', (query, option) => {
    expect(() => readImportOptions(query)).toThrow(
      expect.objectContaining({
        code: 'IMPORT_OPTION_INVALID',
        reasons: [expect.objectContaining({ path: option.split('.') })],
      }),
    );
  });
});

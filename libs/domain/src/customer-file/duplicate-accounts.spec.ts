import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { duplicateAccounts, type AccountIdentity } from './duplicate-accounts.js';

const account = (
  id: string,
  name: string,
  taxId: string | null = null,
  address: string | null = null,
): AccountIdentity => ({
  id,
  name,
  taxId,
  address,
});

describe(duplicateAccounts.name, () => {
  it('CR-05: the same tax id is the same firm, whatever it is called', () => {
    expect(duplicateAccounts([account('b', 'Works', 'DE 12-3'), account('a', 'Werke', 'de123')])).toEqual([
      { ids: ['a', 'b'], same: ['TAX_ID'], certainty: 'CERTAIN' },
    ]);
  });

  it('CR-05: name and address are likely, the name alone is possible', () => {
    const accounts = [
      account('a', 'Ningbo Heat Ltd.', null, '1 Port Rd'),
      account('b', 'NINGBO HEAT, LTD', 'X1', '1 port rd.'),
      account('c', 'ningbo heat ltd', null, '9 Hill St'),
      account('d', 'Other', null, '1 Port Rd'),
    ];
    expect(duplicateAccounts(accounts)).toEqual([
      { ids: ['a', 'b'], same: ['NAME', 'ADDRESS'], certainty: 'LIKELY' },
      { ids: ['a', 'c'], same: ['NAME'], certainty: 'POSSIBLE' },
      { ids: ['b', 'c'], same: ['NAME'], certainty: 'POSSIBLE' },
    ]);
  });

  it('CR-05: two tax ids are two firms, and what is empty is not the same', () => {
    expect(duplicateAccounts([account('a', 'Works', '1', 'x'), account('b', 'Works', '2', 'x')])).toEqual([]);
    expect(duplicateAccounts([account('a', '-', ' ', ''), account('b', '', '.', null)])).toEqual([]);
    expect(duplicateAccounts([account('a', 'Works'), account('b', 'Works')])).toMatchObject([{ same: ['NAME'] }]);
  });

  it('CR-05: width, case and punctuation make no other name; the most certain come first', () => {
    const accounts = [
      account('a', 'ＡＢＣ 公司'),
      account('b', 'abc（公司）'),
      account('c', 'X', '7'),
      account('d', 'x', '7'),
    ];
    expect(duplicateAccounts(accounts)).toEqual([
      { ids: ['c', 'd'], same: ['TAX_ID', 'NAME'], certainty: 'CERTAIN' },
      { ids: ['a', 'b'], same: ['NAME'], certainty: 'POSSIBLE' },
    ]);
  });

  it('CR-05: what is likely comes before what is possible, whatever the names', () => {
    const accounts = [account('1', 'A'), account('2', 'A'), account('3', 'B', null, 'x'), account('4', 'B', null, 'x')];
    expect(duplicateAccounts(accounts).map(({ ids, certainty }) => [ids[0], certainty])).toEqual([
      ['3', 'LIKELY'],
      ['1', 'POSSIBLE'],
    ]);
  });

  it('CR-05: every pair once, in any order of the accounts', () => {
    const identity = fc.tuple(
      fc.constantFrom('A', 'B'),
      fc.constantFrom(null, '1', '2'),
      fc.constantFrom(null, 'x', 'y'),
    );
    fc.assert(
      fc.property(fc.array(identity, { maxLength: 6 }), (rows) => {
        const accounts = rows.map((row, i) => account(`${i}`, ...row));
        const pairs = duplicateAccounts(accounts);
        expect(new Set(pairs.map(({ ids }) => ids.join())).size).toBe(pairs.length);
        for (const { ids } of pairs) expect(ids[0] < ids[1]).toBe(true);
        expect(duplicateAccounts([...accounts].reverse())).toEqual(pairs);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountSegment, CLASS_FIELDS, customerSize, segments, type AccountClass } from './segment.js';

const works: AccountClass = { SIZE: 'LARGE', PRODUCT_CATEGORY: 'Valves', NATURE: 'Dealer', SERVICE_CONTENT: null };

describe(accountSegment.name, () => {
  it('CF-06: the classes of size, product category, nature and service content are the key', () => {
    expect(accountSegment(works)).toEqual({ key: 'LARGE|VALVES|DEALER|', unclassified: ['SERVICE_CONTENT'] });
    expect(accountSegment({ ...works, NATURE: ' ', SIZE: ' large ' })).toEqual({
      key: 'LARGE|VALVES||',
      unclassified: ['NATURE', 'SERVICE_CONTENT'],
    });
  });

  it('CF-06: by some of the fields, in their own order and each once', () => {
    expect(accountSegment(works, ['NATURE', 'SIZE', 'NATURE'])).toEqual({ key: 'LARGE|DEALER', unclassified: [] });
    expect(accountSegment(works, []).key).toBe('');
  });

  it('CF-06: a class with the separator in it makes no other segment', () => {
    const a = accountSegment({ ...works, SIZE: 'A|B', PRODUCT_CATEGORY: '' });
    const b = accountSegment({ ...works, SIZE: 'A', PRODUCT_CATEGORY: 'B|' });
    expect([a.key, b.key]).toEqual(['A%7CB||DEALER|', 'A|B%7C|DEALER|']);
    expect(accountSegment({ ...works, SIZE: 'A%7CB' }).key).toBe('A%257CB|VALVES|DEALER|');
  });

  it('CF-06: two accounts share a key if and only if they share their classes', () => {
    const value = fc.constantFrom('', 'A', 'B', '|', '%7C', 'A|B', '%');
    const account = fc.record(
      Object.fromEntries(CLASS_FIELDS.map((field) => [field, value])),
    ) as fc.Arbitrary<AccountClass>;
    fc.assert(
      fc.property(account, account, (a, b) => {
        const same = CLASS_FIELDS.every((field) => a[field] === b[field]);
        expect(accountSegment(a).key === accountSegment(b).key).toBe(same);
      }),
    );
  });
});

describe(segments.name, () => {
  it('CF-06: puts accounts together by segment', () => {
    const accounts = [
      { id: 1, class: works },
      { id: 2, class: { ...works, SIZE: 'SMALL' } },
      { id: 3, class: { ...works, NATURE: 'dealer' } },
    ];
    const ids = (fields?: Parameters<typeof segments>[2]) =>
      segments(accounts, (account) => account.class, fields).map((one) => [one.key, one.accounts.map(({ id }) => id)]);
    expect(ids()).toEqual([
      ['LARGE|VALVES|DEALER|', [1, 3]],
      ['SMALL|VALVES|DEALER|', [2]],
    ]);
    expect(ids(['NATURE'])).toEqual([['DEALER', [1, 2, 3]]]);
  });
});

describe(customerSize.name, () => {
  it('CF-06: sizes begin at their bounds', () => {
    const bounds = { MEDIUM: 10n, LARGE: 100n, VERY_LARGE: 1_000n };
    expect([-1n, 9n, 10n, 99n, 100n, 999n, 1_000n].map((revenue) => customerSize(revenue, bounds))).toEqual([
      'SMALL',
      'SMALL',
      'MEDIUM',
      'MEDIUM',
      'LARGE',
      'LARGE',
      'VERY_LARGE',
    ]);
  });
});

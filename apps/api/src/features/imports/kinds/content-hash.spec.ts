import { describe, expect, it } from '@jest/globals';
import { GroupedHash } from './content-hash.js';

/** The keys of a batch of orders and lines, and what is known of them in the end. */
function batch(hash: GroupedHash, lines: readonly (readonly [string, string])[]) {
  const keys = lines.map(([order, line]) => hash.of(order, line));
  return { keys, range: hash.endBatch() };
}

describe(GroupedHash.name, () => {
  it('knows where the keys of a batch in order lie', () => {
    const { keys, range } = batch(new GroupedHash(), [
      ['INV-9', '1'],
      ['INV-9', '2'],
      ['INV-10', '1'],
    ]);
    expect(new Set(keys).size).toBe(3);
    expect(range).toEqual({ first: '00000009' + '0'.repeat(24), last: '0000000a' + 'f'.repeat(24) });
    for (const key of keys) expect(key >= (range?.first ?? 'x') && key <= (range?.last ?? '')).toBe(true);
  });

  it.each([
    ['a line stands twice in an order', [['1', '1'], ['1', '2'], ['1', '1']]], // prettier-ignore
    ['an order comes again', [['1', '1'], ['2', '1'], ['1', '1']]], // prettier-ignore
    ['orders with the same digits alternate', [['A-1', '1'], ['B-1', '1'], ['A-1', '1']]], // prettier-ignore
    ['there is nothing', []],
  ] as [string, [string, string][]][])('knows nothing when %s', (_, lines) => {
    expect(batch(new GroupedHash(), lines).range).toBeUndefined();
  });

  it('keys the lines of an order in the order of their numbers, and tells all of them apart', () => {
    const numbers = ['0', '1', '2', '9', '10', '99', '4294967', '999999999', '1000000000', '01', '1.0', ' 1', 'a', ''];
    const hash = new GroupedHash();
    const keys = numbers.map((number) => hash.of('INV-7', number));
    expect(keys.slice(0, 8)).toEqual(keys.slice(0, 8).toSorted());
    expect(new Set([...keys, ...numbers.map((number) => hash.of('X-7', number))]).size).toBe(2 * numbers.length);
    for (const key of keys) expect(key).toMatch(/^00000007[0-9a-f]{24}$/);
  });

  it('gives a line the same key in any batch, and begins anew with each', () => {
    const hash = new GroupedHash();
    const first = batch(hash, [['7', '1']]);
    const second = batch(hash, [['7', '1'], ['7', '2']]); // prettier-ignore
    expect(second.keys[0]).toBe(first.keys[0]);
    expect(second.range).toEqual(first.range);
    expect(batch(hash, [['3', '1']]).range).toBeDefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupBy, groupByName } from './group-by.js';

const WORDS = ['bee', 'ant', 'bear', 'cow', 'ape', 'bee'];
const initial = (word: string): string => word.charAt(0);

describe(groupBy.name, () => {
  it('keeps groups and values in the order in which they first come', () => {
    expect([...groupBy(WORDS, initial)]).toEqual([
      ['b', ['bee', 'bear', 'bee']],
      ['a', ['ant', 'ape']],
      ['c', ['cow']],
    ]);
    expect(groupBy([], initial).size).toBe(0);
  });

  it('takes keys of any kind and asks for each once', () => {
    let asked = 0;
    const groups = groupBy([3, 1, 4, 1, 5], (n) => {
      asked += 1;
      return n % 2 === 0;
    });
    expect(groups.get(false)).toEqual([3, 1, 1, 5]);
    expect(groups.get(true)).toEqual([4]);
    expect(asked).toBe(5);
  });

  it('loses nothing and adds nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), (values) => {
        const groups = groupBy(values, (value) => value % 3);
        expect([...groups.values()].flat().sort()).toEqual([...values].sort());
        for (const [key, group] of groups) for (const value of group) expect(value % 3).toBe(key);
      }),
    );
  });
});

describe(groupByName.name, () => {
  it('orders the groups by name', () => {
    expect(groupByName(WORDS, initial)).toEqual([
      ['a', ['ant', 'ape']],
      ['b', ['bee', 'bear', 'bee']],
      ['c', ['cow']],
    ]);
  });
});

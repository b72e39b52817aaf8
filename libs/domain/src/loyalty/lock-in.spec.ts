import { describe, expect, it } from '@jest/globals';
import { mutualLockIn } from './lock-in.js';

const answer = (theirs: number, ours: number, capital = false) =>
  mutualLockIn({ index: theirs }, { index: ours }, capital).answer;

describe(mutualLockIn.name, () => {
  it('LV-17: only what binds both sides is a bond', () => {
    expect(mutualLockIn({ index: 80 }, { index: 60 }, false)).toEqual({
      theirs: 80,
      ours: 60,
      mutual: 60,
      balance: 20,
      answer: 3,
    });
    expect(mutualLockIn({ index: 20 }, { index: 60 }, false)).toMatchObject({ mutual: 20, balance: -40, answer: 2 });
  });

  it('LV-17: troublesome for both, some effort for one, nothing', () => {
    expect([answer(50, 50), answer(49.9, 100), answer(100, 49.9)]).toEqual([3, 2, 2]);
    expect([answer(10, 0), answer(0, 10), answer(9.9, 9.9)]).toEqual([2, 2, 1]);
    expect(mutualLockIn({ index: 30 }, { index: 30 }, false, { troublesome: 30, effort: 1 }).answer).toBe(3);
  });

  it('LV-17: shared capital binds whatever it would cost', () => {
    expect(answer(0, 0, true)).toBe(4);
    expect(mutualLockIn({ index: undefined }, { index: 5 }, true)).toMatchObject({ mutual: undefined, answer: 4 });
  });

  it('LV-17: says nothing while one side is not known', () => {
    const unknown = { mutual: undefined, balance: undefined, answer: undefined };
    expect(mutualLockIn({ index: 70 }, { index: undefined }, false)).toEqual({
      ...unknown,
      theirs: 70,
      ours: undefined,
    });
    expect(mutualLockIn({ index: undefined }, { index: 70 }, false)).toEqual({
      ...unknown,
      theirs: undefined,
      ours: 70,
    });
  });
});

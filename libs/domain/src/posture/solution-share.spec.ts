import { describe, expect, it } from '@jest/globals';
import { solutionShare } from './solution-share.js';

const row = (revenueMinor: bigint, solution: string | null) => ({ revenueMinor, solution });

describe(solutionShare.name, () => {
  it('RM-27: how much is sold as whole solutions', () => {
    expect(solutionShare([row(30n, 'cooling'), row(60n, null), row(10n, 'cooling')])).toEqual({
      share: 0.4,
      solutions: 1,
    });
    expect(solutionShare([row(1n, 'a'), row(1n, 'b')])).toEqual({ share: 1, solutions: 2 });
    expect(solutionShare([row(1n, null)])).toEqual({ share: 0, solutions: 0 });
  });

  it('RM-27: what returns outweigh counts as none', () => {
    expect(solutionShare([row(30n, 'a'), row(-30n, 'a'), row(5n, null)])).toEqual({ share: 0, solutions: 0 });
    expect(solutionShare([row(5n, 'a'), row(-9n, null)])).toEqual({ share: 1, solutions: 1 });
    expect(solutionShare([row(-1n, 'a')])).toEqual({ share: undefined, solutions: 0 });
    expect(solutionShare([]).share).toBeUndefined();
  });
});

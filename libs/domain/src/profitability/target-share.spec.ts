import { describe, expect, it } from '@jest/globals';
import { targetShareOf } from './target-share.js';

describe(targetShareOf.name, () => {
  it.each([
    ['DEVELOPMENT', null, 0.25],
    ['ENDED', null, 0.25],
    ['INITIAL', null, 0.65],
    ['STABLE', null, 0.9],
    ['STRATEGIC', null, 0.9],
    ['INITIAL', 'STRATEGIC', 0.9],
    ['STABLE', 'DEVELOPMENT', 0],
  ] as const)('from %s to %s aims at %d', (stage, target, share) => {
    expect(targetShareOf(stage, target)).toBeCloseTo(share, 12);
  });
});

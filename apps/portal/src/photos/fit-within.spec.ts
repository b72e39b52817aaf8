import { describe, expect, it } from '@jest/globals';
import { fitWithin } from './fit-within.js';

describe(fitWithin.name, () => {
  it.each([
    [4000, 3000, 2000, 1500],
    [3000, 4000, 1500, 2000],
    [2000, 2000, 2000, 2000],
    [640, 480, 640, 480],
    [100_000, 3, 2000, 1],
  ])('makes %i × %i to %i × %i', (width, height, newWidth, newHeight) => {
    expect(fitWithin({ width, height }, 2000)).toEqual({ width: newWidth, height: newHeight });
  });
});

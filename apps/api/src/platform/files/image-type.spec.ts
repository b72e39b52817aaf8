import { describe, expect, it } from '@jest/globals';
import { imageTypeOf } from './image-type.js';

describe(imageTypeOf.name, () => {
  it.each([
    ['ffd8ffe000104a464946', 'image/jpeg'],
    ['89504e470d0a1a0a0000000d', 'image/png'],
    ['524946462400000057454250', 'image/webp'],
    ['524946462400000057415645', undefined],
    ['3c7376672078', undefined],
    ['ffd8', undefined],
    ['', undefined],
  ])('%s is %s', (hex, type) => {
    expect(imageTypeOf(Buffer.from(hex, 'hex'))).toBe(type);
  });
});

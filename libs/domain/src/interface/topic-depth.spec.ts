import { describe, expect, it } from '@jest/globals';
import { topicMix } from './topic-mix.js';

describe('topics beyond price', () => {
  it('RM-29: show in the mix: less of price, more of process and relationship', () => {
    const before = topicMix(['PRICE', 'PRICE', 'PRICE', 'DELIVERY']);
    const after = topicMix(['PRICE', 'PROCESS', 'RELATIONSHIP', 'DELIVERY']);
    expect([before?.shares.PRICE, after?.shares.PRICE]).toEqual([0.75, 0.25]);
    expect([before?.depth, after?.depth]).toEqual([0, 0.5]);
  });
});

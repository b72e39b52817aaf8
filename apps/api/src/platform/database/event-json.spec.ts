import { describe, expect, it } from '@jest/globals';
import { eventOf, storedEvent } from './event-json.js';

describe(storedEvent.name, () => {
  it('keeps amounts of any size, wherever they stand', () => {
    const event = { type: 'X', capMinor: 9_007_199_254_740_993n, plays: [{ budgetMinor: -1n, dueOn: '2026-01-01' }] };
    expect(eventOf(JSON.parse(storedEvent(event)))).toEqual(event);
  });

  it('leaves texts that look like amounts alone', () => {
    const event = { type: 'X', note: '12', ceilingMinor: null };
    expect(eventOf(JSON.parse(storedEvent(event)))).toEqual(event);
  });
});

import { describe, expect, it } from '@jest/globals';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { demandSignal, usualCallOff } from './demand-signal.js';

const ORDERED = { account: 'A', item: 'i', quantity: 60, monthsOrdered: 3 };

describe(usualCallOff.name, () => {
  it('DA-06: is what a month with an order brings, as often as there are such months', () => {
    const callOff = usualCallOff(ORDERED, 12, '2024-07');
    expect(callOff).toEqual({ account: 'A', item: 'i', month: '2024-07', quantity: 20, probability: 0.25 });
    expect(demandSignal(callOff ? [callOff] : [])[0]).toMatchObject({ expected: 5, highest: 20 });
  });

  it('is none without orders or where goods came back', () => {
    expect(usualCallOff({ ...ORDERED, monthsOrdered: 0 }, 12, '2024-07')).toBeNull();
    expect(usualCallOff({ ...ORDERED, quantity: -1 }, 12, '2024-07')).toBeNull();
  });

  it('refuses more months with orders than there are', () => {
    expect(() => usualCallOff({ ...ORDERED, monthsOrdered: 13 }, 12, '2024-07')).toThrow(InvalidValueError);
    expect(() => usualCallOff(ORDERED, 0, '2024-07')).toThrow(InvalidValueError);
  });
});

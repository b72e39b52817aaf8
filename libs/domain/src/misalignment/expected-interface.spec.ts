import { describe, expect, it } from '@jest/globals';
import type { BusinessFunction } from '../contact/code-lists.js';
import { classifyInterface, interfaceMetrics } from '../interface/classify-interface.js';
import type { ContactTouch } from '../interface/contact-matrix.js';
import { INTERFACE_READINGS } from '../interface/interface-form.js';
import { assessAxis, DEFAULT_PAIRING } from './pairing.js';

const touch = (ourFunction: BusinessFunction, theirFunction: BusinessFunction, day: number): ContactTouch => ({
  on: `2026-11-${String(day).padStart(2, '0')}`,
  ourPersonId: ourFunction,
  ourFunction,
  contactId: theirFunction,
  theirFunction,
  theirTier: theirFunction === 'PURCHASING' ? 'WORKING' : 'MIDDLE',
});
const SELLING = [1, 2, 3].map((day) => touch('SALES', 'PURCHASING', day));

/** What the contacts of a prospect say against what the first stage expects. */
const atDevelopment = (touches: readonly ContactTouch[]) => {
  const metrics = interfaceMetrics(touches, [], '2026-11-22');
  const reading = metrics === undefined ? null : classifyInterface(metrics).reading;
  return assessAxis(reading, DEFAULT_PAIRING.DEVELOPMENT.interface, INTERFACE_READINGS);
};

describe('interface expected before any trade', () => {
  it('SG-09: one seller and one buyer, point to point, are as expected', () => {
    expect(atDevelopment(SELLING)).toMatchObject({ value: 'BUTTERFLY', target: 'BUTTERFLY', status: 'ON_TARGET' });
  });

  it('SG-09: more pairs of functions are ahead of it, and nothing is too little', () => {
    const pairs = (['QUALITY', 'ENGINEERING', 'LOGISTICS'] as const).flatMap((one) =>
      [1, 2].map((day) => touch(one, one, day)),
    );
    expect(atDevelopment([...SELLING, ...pairs])).toMatchObject({ value: 'TRIANGLE', status: 'ABOVE_TARGET' });
    expect(atDevelopment([])).toMatchObject({ value: null, status: 'UNKNOWN', floor: null });
    expect(DEFAULT_PAIRING.DEVELOPMENT.interface.floor).toBeNull();
  });

  it('SG-09: the same contacts fall short where we are the main supplier', () => {
    expect(assessAxis('BUTTERFLY', DEFAULT_PAIRING.STABLE.interface, INTERFACE_READINGS)).toMatchObject({
      status: 'BELOW_FLOOR',
      stepsBelowFloor: 2,
    });
  });
});

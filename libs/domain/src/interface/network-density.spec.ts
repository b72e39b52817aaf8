import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ContactTouch } from './contact-matrix.js';
import { networkDensity } from './network-density.js';

const touch = (ourPersonId: string, contactId: string, on = '2026-11-01'): ContactTouch => ({
  on,
  ourPersonId,
  ourFunction: 'SALES',
  contactId,
  theirFunction: 'PURCHASING',
  theirTier: 'WORKING',
});

describe(networkDensity.name, () => {
  it('LV-13: links between people ÷ all there could be', () => {
    const touches = [touch('kim', 'li'), touch('kim', 'li'), touch('kim', 'wu'), touch('max', 'wu')];
    expect(networkDensity(touches, '2026-11-22')).toEqual({
      ourPeople: 2,
      theirPeople: 2,
      links: 3,
      density: 0.75,
      linksPerContact: 1.5,
    });
    expect(networkDensity([touch('a,b', 'c'), touch('a', 'b,c')], '2026-11-22')?.links).toBe(2);
  });

  it('LV-13: looks back over its days only', () => {
    const old = touch('kim', 'li', '2026-05-26');
    expect(networkDensity([old], '2026-11-21')).toMatchObject({ links: 1, density: 1 });
    expect(networkDensity([old], '2026-11-22')).toBeUndefined();
    expect(networkDensity([touch('kim', 'li', '2026-11-21')], '2026-11-22', 1)).toBeUndefined();
    expect(networkDensity([touch('kim', 'li', '2026-11-22')], '2026-11-22', 1)?.links).toBe(1);
    expect(networkDensity([touch('kim', 'li', '2026-11-23')], '2026-11-22')).toBeUndefined();
  });

  it.each([0, -1, NaN, Infinity])('LV-13: refuses %p days', (days) => {
    expect(() => networkDensity([], '2026-11-22', days)).toThrow('INVALID_LENGTH');
  });

  it('LV-13: stays in 0…1, and nobody of theirs is without a link', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(fc.tuple(person, person), { minLength: 1 }), (pairs) => {
        const touches = pairs.map(([ours, theirs]) => touch(ours, theirs));
        const network = networkDensity(touches, '2026-11-22');
        expect(network !== undefined && network.density > 0 && network.density <= 1).toBe(true);
        expect(network?.linksPerContact).toBeGreaterThanOrEqual(1);
        expect(networkDensity([...touches].reverse(), '2026-11-22')).toEqual(network);
      }),
    );
  });
});

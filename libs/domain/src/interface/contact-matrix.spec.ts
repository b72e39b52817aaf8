import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBefore, meetings } from '../../test/contact-scenario.js';
import { BUSINESS_FUNCTIONS, TIERS } from '../contact/code-lists.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { contactMatrix, effectiveBreadth, type ContactTouch } from './contact-matrix.js';
import { DEFAULT_INTERFACE_POLICY } from './interface-form.js';

const TODAY = '2026-06-30';

describe(contactMatrix.name, () => {
  it('§8.15: weighs a contact of today 1, of 90 days ago ½, and of 179 days ago 2^(−179/90)', () => {
    const weightAt = (age: number) =>
      contactMatrix(meetings(TODAY, ['SALES', 'PURCHASING'], [age]), TODAY).cells[0]?.weight;
    expect(weightAt(0)).toBe(1);
    expect(weightAt(90)).toBeCloseTo(0.5, 14);
    expect(weightAt(179)).toBeCloseTo(2 ** (-179 / 90), 14);
  });

  it('§8.15: looks back 180 days, today included, and never ahead', () => {
    const ages = [-1, 0, 179, 180, 400];
    const { cells, touches } = contactMatrix(meetings(TODAY, ['SALES', 'PURCHASING'], ages), TODAY);
    expect(cells).toMatchObject([{ touches: 2 }]);
    expect(touches.map(({ on }) => on)).toEqual([daysBefore(TODAY, 179), TODAY]);
  });

  it('§8.15: calls a pair active from 2 contacts in 90 days on', () => {
    const activeWith = (ages: readonly number[]) =>
      contactMatrix(meetings(TODAY, ['QUALITY', 'QUALITY'], ages), TODAY).cells[0];
    expect(activeWith([0, 89])).toMatchObject({ active: true, recent: 2 });
    expect(activeWith([0, 90])).toMatchObject({ active: false, recent: 1, touches: 2 });
    expect(activeWith([5])).toMatchObject({ active: false });
  });

  it('keeps one cell per direction of function and function, in the order of their names', () => {
    const touches = [
      ...meetings(TODAY, ['SALES', 'PURCHASING'], [1, 2]),
      ...meetings(TODAY, ['PURCHASING', 'SALES'], [3]),
      ...meetings(TODAY, ['ENGINEERING', 'PRODUCTION'], [4]),
    ];
    const { cells } = contactMatrix(touches, TODAY);
    expect(cells.map(({ ours, theirs, touches: count }) => [ours, theirs, count])).toEqual([
      ['ENGINEERING', 'PRODUCTION', 1],
      ['PURCHASING', 'SALES', 1],
      ['SALES', 'PURCHASING', 2],
    ]);
    expect(cells[2]?.weight).toBeCloseTo(2 ** (-1 / 90) + 2 ** (-2 / 90), 14);
  });

  it('takes its window, half-life and activity from the policy', () => {
    const policy = { ...DEFAULT_INTERFACE_POLICY, windowDays: 30, halfLifeDays: 10, active: { touches: 1, days: 5 } };
    const { cells } = contactMatrix(meetings(TODAY, ['SALES', 'FINANCE'], [10, 29, 30]), TODAY, policy);
    expect(cells).toMatchObject([{ touches: 2, recent: 0, active: false }]);
    expect(cells[0]?.weight).toBeCloseTo(0.5 + 2 ** -2.9, 14);
  });

  it.each([
    ['windowDays', { windowDays: 0 }],
    ['halfLifeDays', { halfLifeDays: NaN }],
    ['halfLifeDays beyond number', { halfLifeDays: Infinity }],
    ['active.days', { active: { touches: 2, days: -1 } }],
  ])('refuses an impossible %s', (_, part) => {
    expect(() => contactMatrix([], TODAY, { ...DEFAULT_INTERFACE_POLICY, ...part })).toThrow(InvalidValueError);
  });

  it('refuses a date that is none', () => {
    expect(() => contactMatrix(meetings(TODAY, ['SALES', 'PURCHASING'], [1]), '2026-02-30')).toThrow(InvalidValueError);
  });

  it('is empty where nothing is logged', () => {
    expect(contactMatrix([], TODAY)).toEqual({ asOf: TODAY, cells: [], touches: [] });
  });

  it('does not depend on the order of the contacts, to the last digit', () => {
    fc.assert(
      fc.property(touchesArbitrary, fc.integer(), (touches, seed) => {
        const shuffled = [...touches].sort((a, b) => hash(a, seed) - hash(b, seed));
        expect(contactMatrix(shuffled, TODAY).cells).toEqual(contactMatrix(touches, TODAY).cells);
      }),
    );
  });
});

describe(effectiveBreadth.name, () => {
  const of = (...weights: number[]) => effectiveBreadth(weights.map((weight) => ({ weight })));

  it('§8.15: is exp(entropy): n for n equal pairs, 1 for one, undefined for none', () => {
    expect(of(3)).toBe(1);
    expect(of(2, 2, 2, 2)).toBeCloseTo(4, 12);
    expect(of(3, 1)).toBeCloseTo(Math.exp(-(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25))), 12);
    expect(of()).toBeUndefined();
    expect(of(0, 0)).toBeUndefined();
  });

  it('stays between 1 and the number of pairs whatever the weights', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }), { minLength: 1 }), (weights) => {
        const breadth = of(...weights);
        if (breadth === undefined) return expect(weights.every((weight) => weight === 0)).toBe(true);
        expect(breadth).toBeGreaterThanOrEqual(1);
        expect(breadth).toBeLessThanOrEqual(weights.filter((weight) => weight > 0).length);
      }),
    );
  });
});

const touchesArbitrary: fc.Arbitrary<readonly ContactTouch[]> = fc.array(
  fc.record({
    on: fc.integer({ min: -5, max: 200 }).map((age) => daysBefore(TODAY, age)),
    ourPersonId: fc.constantFrom('us1', 'us2'),
    ourFunction: fc.constantFrom(...BUSINESS_FUNCTIONS.slice(0, 3)),
    contactId: fc.constantFrom('ann', 'bo'),
    theirFunction: fc.constantFrom(...BUSINESS_FUNCTIONS.slice(0, 3)),
    theirTier: fc.constantFrom(...TIERS),
  }),
  { maxLength: 40 },
);

function hash(touch: ContactTouch, seed: number): number {
  return [...JSON.stringify(touch)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, seed);
}

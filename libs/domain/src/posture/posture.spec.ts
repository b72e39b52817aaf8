import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { initiativeRatio, offerFit, offerMix } from './offer-mix.js';
import {
  adaptationIndex,
  OFFER_FORMS,
  POSTURE_OF_OFFER,
  POSTURE_TRAITS,
  postureOf,
  postureOrder,
  POSTURES,
  type Adaptation,
} from './posture.js';

const on = '2026-03-01';
const ours = (...efforts: number[]): readonly Adaptation[] => efforts.map((effort) => ({ on, side: 'OURS', effort }));
const theirs = (...efforts: number[]): readonly Adaptation[] =>
  efforts.map((effort) => ({ on, side: 'THEIRS', effort }));

describe(adaptationIndex.name, () => {
  it('RT-01, CU-05: is (ours − theirs) ÷ (ours + theirs), weighed by effort', () => {
    expect(adaptationIndex([...ours(3, 1), ...theirs(1)])).toBeCloseTo(0.6, 14);
    expect(adaptationIndex(ours(2))).toBe(1);
    expect(adaptationIndex(theirs(0.5, 0.5))).toBe(-1);
    expect(adaptationIndex([{ on, side: 'OURS' }, ...theirs(1)])).toBe(0);
    expect(
      adaptationIndex([
        { on, side: 'OURS' },
        { on, side: 'THEIRS' },
        { on, side: 'THEIRS' },
      ]),
    ).toBeCloseTo(-1 / 3, 14);
  });

  it('RT-02: says nothing while nobody made an effort', () => {
    expect(adaptationIndex([])).toBeUndefined();
    expect(adaptationIndex([...ours(0), ...theirs(0)])).toBeUndefined();
  });

  it.each([-1, NaN, Infinity])('RT-02: refuses an effort of %p', (effort) => {
    expect(() => adaptationIndex(ours(effort))).toThrow(new InvalidValueError('INVALID_WEIGHT', effort));
  });

  it('RT-01: stays in −1…1, whatever the size or the order, and rises with our effort', () => {
    const ledger = fc.array(
      fc.record({
        on: fc.constant(on),
        side: fc.constantFrom('OURS' as const, 'THEIRS' as const),
        effort: fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(ledger, fc.double({ min: 0, max: 1e6, noNaN: true }), (rows, more) => {
        const index = adaptationIndex(rows);
        expect(adaptationIndex([...rows].reverse())).toBe(index);
        if (index === undefined) return;
        expect(Math.abs(index)).toBeLessThanOrEqual(1);
        expect(adaptationIndex([...rows, ...ours(more)])).toBeGreaterThanOrEqual(index - 1e-12);
      }),
    );
  });
});

describe(postureOf.name, () => {
  it.each([
    [[...ours(1, 1, 1), ...theirs(4, 3)], 'PASSIVE'],
    [[...ours(1, 1), ...theirs(2, 1, 1)], 'MUTUAL'],
    [[...ours(1, 1, 1, 1), ...theirs(2)], 'MUTUAL'],
    [[...ours(1, 1, 1, 1.1), ...theirs(2)], 'PROACTIVE'],
  ] as const)('RT-01: %# → %s', (ledger, posture) => {
    expect(postureOf(ledger, null)).toMatchObject({ posture, source: 'LEDGER', adaptations: 5 });
  });

  it('RT-01: is mutual up to a third either way, inclusive', () => {
    const third = [...ours(1, 1, 1, 1), ...theirs(1, 1)];
    expect(adaptationIndex(third)).toBeCloseTo(1 / 3, 14);
    expect(postureOf(third, null).posture).toBe('MUTUAL');
    expect(postureOf(third, null, { mutualWithin: 0.3, fewestAdaptations: 5 }).posture).toBe('PROACTIVE');
    expect(
      postureOf([...theirs(1, 1, 1, 1), ...ours(1, 1)], null, { mutualWithin: 0.3, fewestAdaptations: 5 }).posture,
    ).toBe('PASSIVE');
  });

  it('RT-01: needs five adaptations, and goes by the offer until then', () => {
    const four = ours(1, 1, 1, 1);
    expect(postureOf(four, 'STANDARD')).toEqual({ posture: 'PASSIVE', source: 'OFFER', index: 1, adaptations: 4 });
    expect(postureOf(four, null)).toEqual({ posture: null, source: 'NONE', index: 1, adaptations: 4 });
    expect(postureOf([...four, ...ours(1)], 'STANDARD').posture).toBe('PROACTIVE');
    expect(postureOf(ours(0, 0, 0, 0, 0), 'FEATURED')).toMatchObject({ posture: 'MUTUAL', source: 'OFFER' });
    expect(OFFER_FORMS.map((form) => postureOf([], form).posture)).toEqual(['PASSIVE', 'MUTUAL', 'PROACTIVE']);
  });

  it('RT-01: knows clip, zipper and velcro in order of closeness', () => {
    expect(POSTURES.map((posture) => POSTURE_TRAITS[posture].clasp)).toEqual(['CLIP', 'ZIPPER', 'VELCRO']);
    expect(POSTURES.map((posture) => POSTURE_TRAITS[posture].closeness)).toEqual(['LOOSE', 'FAMILIAR', 'CLOSE']);
    expect(POSTURES.map(postureOrder)).toEqual([0, 1, 2]);
  });

  it('RT-01: holds however efforts are split into lines', () => {
    const efforts = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(efforts, fc.constantFrom(1, 10, 1000), fc.constantFrom('OURS', 'THEIRS'), (whole, parts, side) => {
        const split = whole.map((effort) => effort / parts);
        const total = whole.reduce((all, effort) => all + effort, 0) / parts;
        const other = side === 'OURS' ? 'THEIRS' : 'OURS';
        // One side made exactly twice the effort of the other: the index is a third.
        const ledger = [
          ...split.map((effort) => ({ on: '2026-01-01', side, effort }) as const),
          ...[total, total].map((effort) => ({ on: '2026-01-01', side: other, effort }) as const),
          ...[0, 0, 0].map((effort) => ({ on: '2026-01-01', side, effort }) as const),
        ];
        expect(postureOf(ledger, null).posture).toBe('MUTUAL');
      }),
      {
        numRuns: 1000,
        examples: [
          [[21, 20], 10, 'OURS'],
          [[21, 20], 10, 'THEIRS'],
        ],
      },
    );
  });
});

describe(offerMix.name, () => {
  it('RT-03: is the revenue by offer form, main the largest and of equals the simplest', () => {
    const mix = offerMix([
      { form: 'CUSTOM', revenueMinor: 30n },
      { form: 'STANDARD', revenueMinor: 20n },
      { form: 'FEATURED', revenueMinor: 25n },
      { form: 'CUSTOM', revenueMinor: 25n },
    ]);
    expect(mix).toEqual({ shares: { STANDARD: 0.2, FEATURED: 0.25, CUSTOM: 0.55 }, main: 'CUSTOM' });
    expect(
      offerMix([
        { form: 'CUSTOM', revenueMinor: 5n },
        { form: 'FEATURED', revenueMinor: 5n },
      ])?.main,
    ).toBe('FEATURED');
  });

  it('RT-03: counts a form that returns outweigh as none', () => {
    const mix = offerMix([
      { form: 'STANDARD', revenueMinor: -50n },
      { form: 'CUSTOM', revenueMinor: 10n },
    ]);
    expect(mix).toEqual({ shares: { STANDARD: 0, FEATURED: 0, CUSTOM: 1 }, main: 'CUSTOM' });
    expect(offerMix([{ form: 'STANDARD', revenueMinor: -50n }])).toBeUndefined();
    expect(offerMix([])).toBeUndefined();
  });

  it('RT-03: tells offers that are ahead of the posture or behind it, point, line and surface', () => {
    expect(POSTURES.map((posture) => OFFER_FORMS.map((form) => offerFit(posture, form)))).toEqual([
      ['FITS', 'OFFER_AHEAD', 'OFFER_AHEAD'],
      ['OFFER_BEHIND', 'FITS', 'OFFER_AHEAD'],
      ['OFFER_BEHIND', 'OFFER_BEHIND', 'FITS'],
    ]);
    expect(OFFER_FORMS.map((form) => POSTURE_TRAITS[POSTURE_OF_OFFER[form]].topology)).toEqual([
      'POINT',
      'LINE',
      'SURFACE',
    ]);
  });
});

describe(initiativeRatio.name, () => {
  it('RT-04: is our part of the value proposals', () => {
    const by = (initiatedBy: 'OURS' | 'THEIRS') => ({ initiatedBy });
    expect(initiativeRatio([by('OURS'), by('THEIRS'), by('OURS'), by('OURS')])).toBe(0.75);
    expect(initiativeRatio([])).toBeUndefined();
  });
});

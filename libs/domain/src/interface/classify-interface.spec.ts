import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBefore, meetings, type Meeting } from '../../test/contact-scenario.js';
import {
  classifyInterface,
  interfaceMetrics,
  isAtWork,
  type InterfaceMetrics,
  type JointTeam,
} from './classify-interface.js';
import type { ContactTouch, MatrixCell } from './contact-matrix.js';
import { DEFAULT_INTERFACE_POLICY, INTERFACE_READINGS } from './interface-form.js';

const TODAY = '2026-06-30';
const TEAM: JointTeam = { from: '2026-01-01', ourMembers: 2, theirMembers: 3 };
const SALES: Meeting = ['SALES', 'PURCHASING'];
const PAIRS: readonly Meeting[] = [
  ['ENGINEERING', 'ENGINEERING'],
  ['QUALITY', 'QUALITY', 'MIDDLE'],
  ['LOGISTICS', 'LOGISTICS'],
  ['SERVICE', 'PRODUCTION'],
  ['MANAGEMENT', 'MANAGEMENT', 'TOP'],
];
const twice = (pairs: readonly Meeting[]): readonly ContactTouch[] =>
  pairs.flatMap((pair) => meetings(TODAY, pair, [1, 8]));
const metricsOf = (touches: readonly ContactTouch[], teams: readonly JointTeam[] = []): InterfaceMetrics => {
  const metrics = interfaceMetrics(touches, teams, TODAY);
  if (metrics === undefined) throw new TypeError('no contacts');
  return metrics;
};
const formOf = (touches: readonly ContactTouch[], teams: readonly JointTeam[] = []) =>
  classifyInterface(metricsOf(touches, teams));

describe(interfaceMetrics.name, () => {
  it('is undefined where nothing is logged: unlogged is not absent', () => {
    expect(interfaceMetrics([], [TEAM], TODAY)).toBeUndefined();
    expect(interfaceMetrics(meetings(TODAY, SALES, [400]), [], TODAY)).toBeUndefined();
  });

  it('§8.15: measures the sales↔purchasing share on decayed contacts, in that direction only', () => {
    expect(metricsOf(meetings(TODAY, SALES, [3])).salesPurchasingShare).toBe(1);
    expect(metricsOf(meetings(TODAY, ['PURCHASING', 'SALES'], [3])).salesPurchasingShare).toBe(0);
    const mixed = [...meetings(TODAY, SALES, [90]), ...meetings(TODAY, ['QUALITY', 'QUALITY'], [0])];
    expect(metricsOf(mixed).salesPurchasingShare).toBeCloseTo(1 / 3, 12);
  });

  it('§8.15: counts active pairs without sales↔purchasing, heaviest first, tiers met and effective breadth', () => {
    const touches = [
      ...meetings(TODAY, SALES, [1, 2]),
      ...meetings(TODAY, ['FINANCE', 'FINANCE', 'MIDDLE'], [1, 2, 3]),
      ...twice(PAIRS.slice(0, 1)),
      ...meetings(TODAY, ['SERVICE', 'SERVICE', 'WORKING'], [100]),
    ];
    const metrics = metricsOf(touches);
    expect(metrics.activePairs.map(({ ours }) => ours)).toEqual(['FINANCE', 'ENGINEERING']);
    expect(metrics.tiers).toEqual(['WORKING', 'MIDDLE']);
    expect(metrics.touches).toBe(8);
    expect(metrics.asOf).toBe(TODAY);
    expect(metrics.effectiveBreadth).toBeGreaterThan(3);
    expect(metrics.effectiveBreadth).toBeLessThan(4);
  });

  it('§8.15: orders pairs of equal weight by name', () => {
    expect(metricsOf(twice(PAIRS)).activePairs.map(({ ours }) => ours)).toEqual([
      'ENGINEERING',
      'LOGISTICS',
      'MANAGEMENT',
      'QUALITY',
      'SERVICE',
    ]);
  });

  it('§8.15: sees an executive pair only where the same two executives meet twice in 90 days', () => {
    const [first, second] = meetings(TODAY, ['MANAGEMENT', 'MANAGEMENT', 'TOP'], [5, 60]) as [
      ContactTouch,
      ContactTouch,
    ];
    const active = (...touches: readonly ContactTouch[]) => metricsOf(touches).executivePairActive;
    expect(active(first, second)).toBe(true);
    expect(active(first)).toBe(false);
    expect(active(first, { ...second, contactId: 'another' })).toBe(false);
    expect(active(first, { ...second, on: daysBefore(TODAY, 90) })).toBe(false);
    expect(active({ ...first, theirTier: 'MIDDLE' }, second)).toBe(false);
    expect(active({ ...first, ourTier: 'WORKING' }, { ...second, ourTier: 'WORKING' })).toBe(false);
  });

  it('§8.15: takes our management for the top where no tier of ours is given', () => {
    const untiered = meetings(TODAY, ['MANAGEMENT', 'MANAGEMENT', 'TOP'], [5, 6]).map(
      ({ ourTier: _, ...touch }) => touch,
    );
    expect(metricsOf(untiered).executivePairActive).toBe(true);
    expect(metricsOf(untiered.map((touch) => ({ ...touch, ourFunction: 'SALES' as const }))).executivePairActive).toBe(
      false,
    );
  });
});

describe(isAtWork.name, () => {
  it.each([
    [{ ...TEAM }, true],
    [{ ...TEAM, from: TODAY }, true],
    [{ ...TEAM, from: '2026-07-01' }, false],
    [{ ...TEAM, to: TODAY }, true],
    [{ ...TEAM, to: '2026-06-29' }, false],
    [{ ...TEAM, ourMembers: 0 }, false],
    [{ ...TEAM, theirMembers: 0 }, false],
  ])('%p → %p', (team, atWork) => {
    expect(isAtWork(team, TODAY)).toBe(atWork);
    expect(metricsOf(meetings(TODAY, SALES, [1]), [team]).jointTeamActive).toBe(atWork);
  });
});

describe(classifyInterface.name, () => {
  const cells = (count: number) => Array.from({ length: count }, () => ({}) as MatrixCell);
  const read = (pairs: number, share: number, tiers = 2, executive = false, team = false) =>
    classifyInterface({
      activePairs: cells(pairs),
      salesPurchasingShare: share,
      tiers: (['WORKING', 'MIDDLE', 'TOP'] as const).slice(0, tiers),
      executivePairActive: executive,
      jointTeamActive: team,
    });

  it('IF-01: reads a butterfly below 2 pairs beside sales↔purchasing, or from 80 % sales↔purchasing on', () => {
    expect(read(1, 0.1).reading).toBe('BUTTERFLY');
    expect(read(9, 0.8, 3, true, true).reading).toBe('BUTTERFLY');
    expect(read(9, 0.7999).reading).toBe('TRIANGLE');
    expect(formOf(meetings(TODAY, SALES, [1, 2, 3]))).toEqual({
      reading: 'BUTTERFLY',
      missing: ['MORE_FUNCTION_PAIRS', 'MORE_TIERS', 'LESS_SALES_PURCHASING'],
    });
  });

  it('IF-01: eight of ten contacts on one day are 80 %, whatever the day', () => {
    for (let age = 0; age < 90; age++) {
      const touches = [
        ...Array.from({ length: 8 }, () => meetings(TODAY, SALES, [age])).flat(),
        ...meetings(TODAY, ['QUALITY', 'QUALITY'], [age]),
        ...meetings(TODAY, ['FINANCE', 'FINANCE'], [age]),
      ];
      expect(metricsOf(touches).salesPurchasingShare).toBe(0.8);
    }
  });

  it('IF-02: reads a triangle from 3 active pairs on 2 tiers on', () => {
    expect(read(3, 0.5, 2)).toEqual({
      reading: 'TRIANGLE',
      missing: ['MORE_FUNCTION_PAIRS', 'LESS_SALES_PURCHASING', 'EXECUTIVE_PAIR', 'JOINT_TEAM'],
    });
    expect(read(3, 0.5, 1)).toEqual({ reading: 'FORMING', missing: ['MORE_TIERS'] });
    expect(read(2, 0.5, 2)).toEqual({ reading: 'FORMING', missing: ['MORE_FUNCTION_PAIRS'] });
    expect(formOf([...meetings(TODAY, SALES, [1, 2]), ...twice(PAIRS.slice(0, 3))]).reading).toBe('TRIANGLE');
  });

  it('IF-03: reads a diamond from 5 pairs with an executive pair, a joint team and sales↔purchasing below 40 %', () => {
    const touches = [...meetings(TODAY, SALES, [1, 2]), ...twice(PAIRS)];
    expect(formOf(touches, [TEAM])).toEqual({ reading: 'DIAMOND', missing: [] });
    expect(formOf(touches)).toEqual({ reading: 'TRIANGLE', missing: ['JOINT_TEAM'] });
    expect(read(5, 0.39, 2, true, true).reading).toBe('DIAMOND');
    expect(read(4, 0.39, 2, true, true)).toEqual({ reading: 'TRIANGLE', missing: ['MORE_FUNCTION_PAIRS'] });
    expect(read(5, 0.4, 2, true, true)).toEqual({ reading: 'TRIANGLE', missing: ['LESS_SALES_PURCHASING'] });
    expect(read(5, 0.39, 2, false, true)).toEqual({ reading: 'TRIANGLE', missing: ['EXECUTIVE_PAIR'] });
  });

  it('§8.15: takes every bound from the policy', () => {
    const strict = {
      ...DEFAULT_INTERFACE_POLICY,
      butterfly: { pairsBelow: 4, salesPurchasingFrom: 0.5 },
      triangle: { pairs: 6, tiers: 3 },
      diamond: { pairs: 8, salesPurchasingBelow: 0.1 },
    };
    const metrics = {
      activePairs: cells(5),
      salesPurchasingShare: 0.2,
      tiers: ['WORKING', 'TOP'] as const,
      executivePairActive: true,
      jointTeamActive: true,
    };
    expect(classifyInterface(metrics, strict)).toEqual({
      reading: 'FORMING',
      missing: ['MORE_FUNCTION_PAIRS', 'MORE_TIERS'],
    });
    expect(classifyInterface({ ...metrics, salesPurchasingShare: 0.5 }, strict).reading).toBe('BUTTERFLY');
    expect(classifyInterface({ ...metrics, activePairs: cells(3) }, strict).reading).toBe('BUTTERFLY');
    expect(classifyInterface(metrics).reading).toBe('DIAMOND');
  });

  it('§8.15: more pairs, more tiers, executives and a team, or less sales↔purchasing never narrow the form', () => {
    const facts = fc.record({
      pairs: fc.integer({ min: 0, max: 8 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      tiers: fc.integer({ min: 1, max: 3 }),
      executive: fc.boolean(),
      team: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const narrow = read(a.pairs, a.share, a.tiers, a.executive, a.team);
        const wide = read(
          Math.max(a.pairs, b.pairs),
          Math.min(a.share, b.share),
          Math.max(a.tiers, b.tiers),
          a.executive || b.executive,
          a.team || b.team,
        );
        expect(INTERFACE_READINGS.indexOf(wide.reading)).toBeGreaterThanOrEqual(
          INTERFACE_READINGS.indexOf(narrow.reading),
        );
        expect(wide.missing.length === 0).toBe(wide.reading === 'DIAMOND');
      }),
    );
  });
});

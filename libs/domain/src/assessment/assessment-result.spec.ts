import { describe, expect, it } from '@jest/globals';
import { answersOf, sheetOf } from '../../test/assessment-scenario.js';
import { seededRandom } from '../random/random.js';
import { DEFAULT_ASSESSMENT_POLICY } from './assessment-policy.js';
import { assessRelationship, type AssessmentResult } from './assessment-result.js';
import { type ItemAnswer, type AssessmentForm } from './instrument.js';
import { INSTRUMENT_V1 } from './instrument-v1.js';
import { GAP_READINGS, readGap } from './perception-gap.js';
import type { RatedSheet } from './sheet.js';

const assess = (sheets: readonly RatedSheet[], form: AssessmentForm = 'SHORT', policy = DEFAULT_ASSESSMENT_POLICY) =>
  assessRelationship(sheets, { form, instrument: INSTRUMENT_V1, random: seededRandom(5) }, policy);
const known = (...args: Parameters<typeof assess>): AssessmentResult => assess(...args) as AssessmentResult;
const short = (...values: readonly (ItemAnswer | null)[]) => answersOf('SHORT', ...values);

describe(assessRelationship.name, () => {
  it('AS-01 AS-02: gives score, level, views and the probability of each level', () => {
    const result = known([
      sheetOf('kim', 'MARKETING', short(3)),
      sheetOf('lee', 'SALES_MANAGER', short(2)),
      sheetOf('wu', 'CUSTOMER', short(2)),
    ]);
    expect(result).toMatchObject({
      score: 13.5,
      level: 'COOPERATIVE',
      views: { supplier: 15, customer: 12, sides: 'BOTH' },
      probabilities: { BASIC: 0, COOPERATIVE: 1, INTERDEPENDENT: 0, INTEGRATED: 0 },
      interval: { lower: 13, upper: 14 },
      range: { lowest: 'COOPERATIVE', highest: 'INTERDEPENDENT' },
      transactionItem: null,
      counted: ['kim', 'lee', 'wu'],
      notCounted: [],
      ownAccountOnly: false,
    });
  });

  it('§5.3: counts no sheet with too few answers, and says whose', () => {
    const sheets = [sheetOf('zoe', 'CUSTOMER', short(null, null, 4)), sheetOf('kim', 'MARKETING', short(2))];
    expect(known(sheets)).toMatchObject({
      ...{ score: 12, views: { sides: 'SUPPLIER_ONLY' }, counted: ['kim'], notCounted: ['zoe'], gap: null },
    });
    expect(known([sheetOf('wu', 'CUSTOMER', short(2))])).toMatchObject({
      views: { sides: 'CUSTOMER_ONLY' },
      gap: null,
    });
    expect(assess(sheets.slice(0, 1))).toBeUndefined();
    expect(assess([])).toBeUndefined();
  });

  it('§5.3: reads the gap between our view and the customer’s, over all and per item', () => {
    const result = known([
      sheetOf('kim', 'MARKETING', short(4, 3)),
      sheetOf('lee', 'SALES_MANAGER', short(2, 3)),
      sheetOf('wu', 'CUSTOMER', short(1, null, 3, 2)),
    ]);
    // Supplier 18; customer (1 + 3 + 2 + 2 + 2) · 6 ÷ 5 = 12.
    expect(result.gap).toEqual({
      score: 6,
      reading: 'OVERRATED',
      items: [
        { item: 'TRUST', gap: 2 },
        { item: 'INFORMATION', gap: null },
        { item: 'CONTACTS', gap: 0 },
        { item: 'EXIT_BARRIER', gap: 1 },
        { item: 'STANDING', gap: 1 },
        { item: 'JOINT_ACTIVITY', gap: 1 },
      ],
    });
  });

  it('§5.3: finds a round contested when the items’ mean absolute deviation is above .75', () => {
    // Deviations 1.5, .5, .5, .5, .5, .5.
    const edge = [short(1), short(4, 2)].map((answers, i) => sheetOf(`r${i}`, 'MARKETING', answers));
    expect(known(edge).agreement.deviation).toBeCloseTo(4 / 6, 12);
    expect(known(edge).agreement.contested).toBe(false);
    const three = known([
      sheetOf('a', 'MARKETING', short(1, 1, 2)),
      sheetOf('b', 'MARKETING', short(4, 4, 2, 2, 2, 2)),
    ]);
    expect(three.agreement).toMatchObject({ deviation: 0.5, contested: false });
    const just = known([sheetOf('a', 'MARKETING', short(1, 1, 1, 2)), sheetOf('b', 'MARKETING', short(4, 4, 4, 2))]);
    expect(just.agreement).toMatchObject({ deviation: 0.75, contested: false });
    const over = known([sheetOf('a', 'MARKETING', short(1, 1, 1, 1)), sheetOf('b', 'CUSTOMER', short(4, 4, 4, 2))]);
    expect(over.agreement).toMatchObject({ deviation: 1, contested: true });
    expect(over.agreement.items[0]).toEqual({ item: 'TRUST', raters: 2, deviation: 1.5, withinGroup: 0 });
    expect(over.range).toEqual({ lowest: 'BASIC', highest: 'INTERDEPENDENT' });
    const lenient = { ...DEFAULT_ASSESSMENT_POLICY, contestedAbove: 1 };
    const sheets = [sheetOf('a', 'MARKETING', short(1)), sheetOf('b', 'CUSTOMER', short(3))];
    expect(known(sheets).agreement.contested).toBe(true);
    expect(known(sheets, 'SHORT', lenient).agreement.contested).toBe(false);
  });

  it('§5.3: knows no agreement of one rater, and leaves out items that one alone answered', () => {
    const alone = known([sheetOf('kim', 'MARKETING', short(2))]);
    expect(alone.agreement).toMatchObject({ deviation: null, contested: false });
    expect(alone.agreement.items[0]).toEqual({ item: 'TRUST', raters: 1, deviation: null, withinGroup: null });
    const two = known([sheetOf('a', 'MARKETING', short(null, 2)), sheetOf('b', 'CUSTOMER', short(4, 3))]);
    expect(two.agreement.deviation).toBe(0.5);
    expect(two.agreement.items.map(({ raters }) => raters)).toEqual([1, 2, 2, 2, 2, 2]);
    expect(two.agreement.items[1]?.withinGroup).toBeCloseTo(0.6, 12);
  });

  it('LV-03 §5.3: has the mean of the transaction item on the full form, by side', () => {
    const full = (...values: readonly (ItemAnswer | null)[]) => answersOf('FULL', ...values);
    const sheets = [
      sheetOf('kim', 'MARKETING', full(1, 3)),
      sheetOf('lee', 'MARKETING', full(2, 3)),
      sheetOf('wu', 'CUSTOMER', full(2, 3)),
    ];
    expect(known(sheets, 'FULL').transactionItem).toBe(1.75);
    expect(known([sheetOf('kim', 'MARKETING', full(null, 3))], 'FULL').transactionItem).toBeNull();
    // An answer to what the form does not ask counts for nothing.
    const unasked = { ...short(2), ORDER_FULFILMENT: 1 } as const;
    expect(known([sheetOf('kim', 'MARKETING', unasked)]).transactionItem).toBeNull();
    const without = { ...INSTRUMENT_V1, transactionItem: null };
    const round = { form: 'FULL', instrument: without, random: seededRandom(1) } as const;
    expect(assessRelationship(sheets, round)?.transactionItem).toBeNull();
  });

  it('§5.3: says when only sellers of the account have rated', () => {
    const own = sheetOf('kim', 'MARKETING', short(2), true);
    expect(known([own]).ownAccountOnly).toBe(true);
    expect(known([own, sheetOf('lee', 'SALES_MANAGER', short(2))]).ownAccountOnly).toBe(false);
    // Whoever is not counted does not make it otherwise.
    expect(known([own, sheetOf('wu', 'CUSTOMER', short(null))]).ownAccountOnly).toBe(true);
  });
});

describe(readGap.name, () => {
  it('§5.3: three points or more either way are worth a talk', () => {
    expect([-18, -3, -2.99, 0, 2.99, 2.9999999999999996, 3, 18].map((gap) => readGap(gap, 3))).toEqual([
      'UNDERRATED',
      'UNDERRATED',
      'ALIGNED',
      'ALIGNED',
      'ALIGNED',
      'OVERRATED',
      'OVERRATED',
      'OVERRATED',
    ]);
    expect(readGap(2, 1)).toBe('OVERRATED');
    expect(GAP_READINGS).toEqual(['OVERRATED', 'UNDERRATED', 'ALIGNED']);
  });
});

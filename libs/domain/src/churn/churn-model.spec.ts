import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { areaUnderCurve } from '../statistics/rank.js';
import { churnBySatisfaction } from './churn-by-satisfaction.js';
import { CHURN_FEATURES } from './churn-features.js';
import { fitChurnModel } from './churn-fit.js';
import { churnScore, type ChurnModel } from './churn-model.js';
import { predictChurn, topContributions } from './churn-prediction.js';
import { churnSlices, labelledSlices } from './churn-slices.js';
import { indexTradeLedger, type TradeEntry } from './order-ledger.js';
import { POOLED_CHURN_MODELS } from './pooled-churn-models.js';
import { churnModelFor, trainChurnModel } from './train-churn-model.js';

const START = epochDay('2025-01-01');

/** Accounts that order at their own rhythm until they stop, each at its own time. */
function tenant(accounts: number, seed = 11): readonly TradeEntry[] {
  const random = seededRandom(seed);
  return [...Array(accounts).keys()].flatMap((i) => {
    const interval = 5 + 15 * random();
    const stop = random() < 0.5 ? 600 * random() : 900;
    const entries: TradeEntry[] = [];
    for (let day = interval * random(); day < Math.min(stop, 540); day += interval * (0.5 + random())) {
      const on = dateOfEpochDay(START + Math.floor(day));
      entries.push({ account: `a${String(i).padStart(3, '0')}`, on, amountMinor: BigInt(Math.ceil(1_000 * random())) });
    }
    return entries;
  });
}

const LEDGER = indexTradeLedger(tenant(160));
const KNOWN_UNTIL = dateOfEpochDay(START + 540);
const TRAINING = {
  label: 'LOST',
  cutOffs: ['2025-06-30', '2025-08-31', '2025-10-31'],
  knownUntil: KNOWN_UNTIL,
} as const;

describe(churnSlices.name, () => {
  it('§8.5: takes accounts with at least four order days by the cut-off', () => {
    const entries = [0, 1, 2, 3].map((day) => ({ account: 'four', on: dateOfEpochDay(START + day), amountMinor: 5n }));
    const ledger = indexTradeLedger([...entries, ...entries.slice(1).map((entry) => ({ ...entry, account: 'three' }))]);
    expect(churnSlices(ledger, '2025-01-04').map(({ account }) => account)).toEqual(['four']);
    expect(churnSlices(ledger, '2025-01-03')).toEqual([]);
    expect(churnSlices(ledger, '2025-01-04', 90, 3).map(({ account }) => account)).toEqual(['four', 'three']);
    expect(churnSlices(ledger, '2024-12-31', 90, 0)).toEqual([]);
    expect(churnSlices(indexTradeLedger(entries.slice(0, 2)), '2025-01-01', 90, 0)).toEqual([]);
    expect(
      churnSlices(
        [...ledger, ...indexTradeLedger([{ account: 'returns', on: '2025-01-01', amountMinor: -5n }])],
        '2025-01-04',
        90,
        0,
      ),
    ).toHaveLength(2);
  });

  it('§8.5: refuses a cut-off whose horizon is not over', () => {
    const late = { ...TRAINING, cutOffs: [dateOfEpochDay(START + 451)] };
    expect(() => labelledSlices(LEDGER, late)).toThrow(InvalidValueError);
    expect(labelledSlices(LEDGER, { ...late, cutOffs: [dateOfEpochDay(START + 450)] }).slices.length).toBeGreaterThan(
      100,
    );
  });

  it('§8.5: counts a cut-off named twice once', () => {
    const once = labelledSlices(LEDGER, { ...TRAINING, cutOffs: ['2025-06-30'] });
    expect(labelledSlices(LEDGER, { ...TRAINING, cutOffs: ['2025-06-30', '2025-06-30'] })).toEqual(once);
    const declined = labelledSlices(LEDGER, { ...TRAINING, label: 'DECLINE', cutOffs: ['2025-06-30'] });
    expect(declined.outcomes.filter(Boolean).length).toBeGreaterThan(once.outcomes.filter(Boolean).length);
  });
});

describe(trainChurnModel.name, () => {
  it('refuses a penalty below nothing', () => {
    for (const penalty of [-1, NaN])
      expect(() => trainChurnModel(LEDGER, { ...TRAINING, penalty })).toThrow('INVALID_NUMBER');
  });

  const model = trainChurnModel(LEDGER, TRAINING) as ChurnModel;

  it('§8.5: foretells who stops, on accounts and days it has not seen', () => {
    expect(model).toMatchObject({ label: 'LOST', horizonDays: 90 });
    const other = indexTradeLedger(tenant(160, 99));
    const test = labelledSlices(other, { ...TRAINING, cutOffs: ['2026-01-31'] });
    const scores = test.slices.map(({ features }) => churnScore(model, features).score);
    expect(areaUnderCurve(scores, test.outcomes)).toBeGreaterThan(0.8);
  });

  it('§8.5: its probabilities add up to what happened', () => {
    const test = labelledSlices(LEDGER, { ...TRAINING, cutOffs: ['2025-08-31'] });
    const lost = test.outcomes.filter(Boolean).length;
    const foretold = predictChurn(model, LEDGER, '2025-08-31').reduce((sum, { probability }) => sum + probability, 0);
    expect(foretold / lost).toBeGreaterThan(0.75);
    expect(foretold / lost).toBeLessThan(1.35);
  });

  it('§8.5: the order of accounts does not matter', () => {
    const again = trainChurnModel([...LEDGER].reverse(), TRAINING) as ChurnModel;
    again.terms.forEach(({ coefficient }, i) =>
      expect(coefficient).toBeCloseTo(model.terms[i]?.coefficient as number, 6),
    );
    expect(again).toMatchObject({ slices: model.slices, positives: model.positives });
  });

  it('§8.5: is calibrated by Platt with few slices and isotonic with many', () => {
    expect(model.calibration.method).toBe('PLATT');
    const many = [
      '2025-04-30',
      '2025-05-31',
      '2025-06-30',
      '2025-07-31',
      '2025-08-31',
      '2025-09-30',
      '2025-10-31',
      '2025-11-30',
    ];
    const large = trainChurnModel(indexTradeLedger(tenant(260)), { ...TRAINING, cutOffs: many }) as ChurnModel;
    expect(large.slices).toBeGreaterThan(1_000);
    expect(large.calibration.method).toBe('ISOTONIC');
  });

  it('fits nothing where nothing happens, and refuses what cannot be', () => {
    expect(trainChurnModel([], TRAINING)).toBeUndefined();
    const { slices } = labelledSlices(LEDGER, TRAINING);
    const of = { label: 'LOST', horizonDays: 90 } as const;
    expect(fitChurnModel({ slices, outcomes: slices.map(() => false) }, of)).toBeUndefined();
    const random = seededRandom(5);
    const outcomes = slices.map((_, i) => i === 0 || (i > 3 && random() < 0));
    expect(fitChurnModel({ slices: slices.slice(0, 6), outcomes: outcomes.slice(0, 6) }, of)).toBeUndefined();
    expect(() => fitChurnModel({ slices, outcomes: [] }, of)).toThrow(InvalidValueError);
    expect(() => fitChurnModel({ slices, outcomes }, of, { folds: 1 })).toThrow(InvalidValueError);
  });

  it('§8.5: a tenant has its own model from 300 labelled slices on, and the pooled one before', () => {
    expect(model.slices).toBeGreaterThanOrEqual(300);
    expect(churnModelFor(LEDGER, TRAINING)).toEqual({ source: 'OWN', model });
    const few = churnModelFor(LEDGER, { ...TRAINING, cutOffs: ['2025-06-30'] });
    expect(few).toEqual({ source: 'POOLED', model: POOLED_CHURN_MODELS.LOST });
    expect(churnModelFor([], { ...TRAINING, label: 'DECLINE' }).model).toBe(POOLED_CHURN_MODELS.DECLINE);
  });

  it('§8.5: does not begin to fit where there are too few slices, but refuses what cannot be fitted', () => {
    const few = { ...TRAINING, cutOffs: ['2025-06-30'] };
    const begun = performance.now();
    expect(churnModelFor(LEDGER, { ...few, folds: 20_000 }).source).toBe('POOLED');
    // A fit in as many folds takes minutes.
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(() => churnModelFor(LEDGER, { ...few, folds: 1 })).toThrow(new InvalidValueError('INVALID_LENGTH', 1));
    expect(() => churnModelFor(LEDGER, { ...few, penalty: -1 })).toThrow(new InvalidValueError('INVALID_NUMBER', -1));
  });
});

describe(predictChurn.name, () => {
  const model = POOLED_CHURN_MODELS.LOST;
  const predictions = predictChurn(model, LEDGER, '2026-01-31');

  it('§8.5: says what a score rests on: contributions add up to it, the strongest first', () => {
    expect(predictions.length).toBeGreaterThan(100);
    for (const { score, contributions, probability } of predictions) {
      const total = contributions.reduce((sum, { contribution }) => sum + contribution, model.intercept);
      expect(total).toBeCloseTo(score, 9);
      expect(contributions.map(({ feature }) => feature).sort()).toEqual([...CHURN_FEATURES].sort());
      contributions.forEach(({ contribution }, i) => {
        expect(Math.abs(contribution)).toBeLessThanOrEqual(Math.abs(contributions[i - 1]?.contribution ?? Infinity));
      });
      expect(probability > 0 && probability < 1).toBe(true);
    }
  });

  it('§8.5: highest risk first, and its causes are those that raise it', () => {
    predictions.forEach(({ score }, i) => expect(score).toBeLessThanOrEqual(predictions[i - 1]?.score ?? Infinity));
    const [first] = predictions;
    const top = first === undefined ? [] : topContributions(first);
    expect(top).toHaveLength(3);
    expect(top.every(({ contribution }) => contribution > 0)).toBe(true);
    expect(top.map(({ feature }) => feature)).toContain('GAP_RATIO');
    expect(first === undefined ? [] : topContributions(first, 1)).toEqual(top.slice(0, 1));
  });

  it('§8.5: sorts equal scores by account and respects the least number of orders', () => {
    const twins = tenant(1).flatMap((entry) => ['y', 'x'].map((account) => ({ ...entry, account })));
    expect(predictChurn(model, indexTradeLedger(twins), '2026-01-31').map(({ account }) => account)).toEqual([
      'x',
      'y',
    ]);
    expect(predictChurn(model, indexTradeLedger(twins), '2026-01-31', 1_000)).toEqual([]);
  });
});

describe(churnScore.name, () => {
  it('§8.5: finds each feature by its name, whatever the order of the terms', () => {
    const model = POOLED_CHURN_MODELS.LOST;
    const turned = { ...model, terms: model.terms.toReversed() };
    const features = CHURN_FEATURES.map((_, i) => i / 4);
    expect(churnScore(turned, features).score).toBeCloseTo(churnScore(model, features).score, 12);
    const [one] = predictChurn(turned, LEDGER, '2025-08-31');
    const same = predictChurn(model, LEDGER, '2025-08-31').find(({ account }) => account === one?.account);
    expect(topContributions(one as NonNullable<typeof one>)).toEqual(topContributions(same as NonNullable<typeof one>));
  });

  it('§8.5: is finite for any features, and no single one moves it without bound', () => {
    const features = fc.array(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(features, (values) => {
        for (const model of Object.values(POOLED_CHURN_MODELS)) {
          const { score, contributions } = churnScore(model, values);
          expect(Number.isFinite(score)).toBe(true);
          contributions.forEach((contribution, i) => {
            expect(Math.abs(contribution)).toBeLessThanOrEqual(4 * Math.abs(model.terms[i]?.coefficient ?? 0) + 1e-12);
          });
        }
      }),
    );
  });

  it('takes a missing feature as usual', () => {
    expect(churnScore(POOLED_CHURN_MODELS.LOST, []).score).toBe(POOLED_CHURN_MODELS.LOST.intercept);
  });
});

describe(churnBySatisfaction.name, () => {
  const outcome = (satisfaction: number, lost: boolean) => ({ satisfaction, lost });

  it('VA-11: churn rate by band of satisfaction', () => {
    const bands = churnBySatisfaction([
      outcome(1, true),
      outcome(1.9, false),
      outcome(2, true),
      outcome(5, false),
      outcome(9, true),
    ]);
    expect(bands.map(({ from, below, accounts, lost, churnRate }) => [from, below, accounts, lost, churnRate])).toEqual(
      [
        [1, 2, 2, 1, 0.5],
        [2, 3, 1, 1, 1],
        [3, 4, 0, 0, undefined],
        [4, 5, 1, 0, 0],
      ],
    );
    expect(bands[0]?.interval?.lower).toBeCloseTo(0.0945, 3);
    expect(bands[2]?.interval).toBeUndefined();
  });

  it.each([[[1]], [[2, 1]], [[1, 1]], [[1, NaN]], [[1, Infinity]]])('refuses bounds %p', (bounds) => {
    expect(() => churnBySatisfaction([], bounds)).toThrow(InvalidValueError);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { STAGES } from '../stage/stages.js';
import { wilsonInterval } from '../statistics/interval.js';
import { stageHazards, type StageStay } from './regression-hazard.js';
import { DEFAULT_STAGNATION_POLICY, stagnation, stagnationLimit } from './stagnation.js';

const stays = (stage: StageStay['stage'], end: StageStay['end'], count: number, months = 10): readonly StageStay[] =>
  Array.from({ length: count }, () => ({ stage, end, months }));

describe(stageHazards.name, () => {
  it('ST-15: neither bears out nor contradicts the claim by a single event', () => {
    const few = [...stays('INITIAL', 'OPEN', 1), ...stays('STRATEGIC', 'REGRESS', 1)];
    expect(stageHazards(few).higherIsSafer).toBe('OPEN');
    const many = [...stays('INITIAL', 'OPEN', 100), ...stays('STRATEGIC', 'REGRESS', 100)];
    expect(stageHazards(many).higherIsSafer).toBe('CONTRADICTED');
  });

  it('ST-15: regressions ÷ account-months at risk per stage, with Wilson’s interval', () => {
    const { stages } = stageHazards([
      ...stays('STABLE', 'REGRESS', 2),
      ...stays('STABLE', 'OPEN', 7),
      ...stays('STABLE', 'TERMINATE', 1),
    ]);
    expect(stages.map(({ stage }) => stage)).toEqual([...STAGES]);
    expect(stages[2]).toEqual({
      stage: 'STABLE',
      accountMonths: 100,
      regressions: 2,
      regressionHazard: 0.02,
      regressionInterval: wilsonInterval(2, 100),
      terminations: 1,
      terminationHazard: 0.01,
      terminationInterval: wilsonInterval(1, 100),
    });
    expect(stages[1]).toMatchObject({ accountMonths: 0, regressionHazard: undefined, regressionInterval: undefined });
  });

  it('ST-15: holds the claim that higher stages are safer against the tenant’s own figures', () => {
    const fine = [
      ...stays('INITIAL', 'REGRESS', 40),
      ...stays('STABLE', 'REGRESS', 20),
      ...stays('STABLE', 'OPEN', 20),
      ...stays('STRATEGIC', 'REGRESS', 2),
      ...stays('STRATEGIC', 'OPEN', 38),
    ];
    expect(stageHazards(fine).higherIsSafer).toBe('SUPPORTED');
    expect(stageHazards([...fine].reverse())).toEqual(stageHazards(fine));
    expect(stageHazards([...fine, ...stays('STRATEGIC', 'TERMINATE', 160, 1)]).higherIsSafer).toBe('CONTRADICTED');
    expect(stageHazards([...fine, ...stays('STABLE', 'REGRESS', 90, 1)]).higherIsSafer).toBe('OPEN');
    expect(stageHazards([...stays('INITIAL', 'REGRESS', 2), ...stays('STRATEGIC', 'OPEN', 2)]).higherIsSafer).toBe(
      'OPEN',
    );
    expect(stageHazards(stays('STABLE', 'REGRESS', 90)).higherIsSafer).toBe('OPEN');
    expect(stageHazards([...stays('DEVELOPMENT', 'TERMINATE', 90), ...stays('STABLE', 'OPEN', 90)]).higherIsSafer).toBe(
      'OPEN',
    );
    expect(stageHazards([]).higherIsSafer).toBe('OPEN');
    const middling = [
      ...stays('INITIAL', 'REGRESS', 40),
      ...stays('STABLE', 'OPEN', 40),
      ...stays('STRATEGIC', 'REGRESS', 20),
      ...stays('STRATEGIC', 'OPEN', 20),
    ];
    expect(stageHazards(middling).higherIsSafer).toBe('OPEN');
    const level = [...stays('INITIAL', 'REGRESS', 40), ...stays('STABLE', 'REGRESS', 40)];
    expect(stageHazards(level).higherIsSafer).toBe('OPEN');
  });

  it('ST-15: stays in 0…1 however short the stays', () => {
    expect(stageHazards(stays('INITIAL', 'REGRESS', 3, 0.1)).stages[1]?.regressionHazard).toBe(1);
    const stay = fc.record({
      stage: fc.constantFrom(...STAGES),
      end: fc.constantFrom('ADVANCE' as const, 'REGRESS' as const, 'TERMINATE' as const, 'OPEN' as const),
      months: fc.double({ min: 0, max: 240, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 30 }), (given) => {
        for (const { regressionHazard: hazard, regressionInterval: bounds } of stageHazards(given).stages) {
          if (hazard === undefined || bounds === undefined) continue;
          expect(hazard >= 0 && hazard <= 1).toBe(true);
          expect(bounds.lower <= hazard + 1e-9 && hazard <= bounds.upper + 1e-9).toBe(true);
        }
      }),
    );
    for (const months of [-1, NaN, Infinity])
      expect(() => stageHazards(stays('STABLE', 'OPEN', 1, months))).toThrow(InvalidValueError);
  });
});

describe(stagnationLimit.name, () => {
  it('ST-08: the tenant’s limit, else P75 of twenty completed stays, else a year', () => {
    const months = [...Array(21).keys()];
    expect(stagnationLimit('INITIAL', months)).toEqual({ months: 15, source: 'OWN_STAYS' });
    expect(stagnationLimit('INITIAL', months.slice(0, 20))).toEqual({ months: 14.25, source: 'OWN_STAYS' });
    expect(stagnationLimit('INITIAL', months.slice(0, 19))).toEqual({ months: 12, source: 'DEFAULT' });
    const policy = { ...DEFAULT_STAGNATION_POLICY, limitMonths: { STABLE: 24 } };
    expect(stagnationLimit('STABLE', months, policy)).toEqual({ months: 24, source: 'POLICY' });
    expect(stagnationLimit('INITIAL', months, policy).source).toBe('OWN_STAYS');
    expect(stagnationLimit('INITIAL', [], { ...DEFAULT_STAGNATION_POLICY, leastStays: 0 }).source).toBe('DEFAULT');
    for (const wrong of [-1, NaN]) expect(() => stagnationLimit('INITIAL', [wrong])).toThrow(InvalidValueError);
  });
});

describe(stagnation.name, () => {
  it('ST-08: refuses a limit that cannot be', () => {
    const limitOf = (months: number) => ({ months, source: 'POLICY' }) as const;
    const shares = { now: 0.3, twoQuartersAgo: 0.3 };
    for (const months of [-1, NaN, Infinity]) {
      const stay = { since: '2025-01-31', asOf: '2026-01-31', limit: limitOf(months) };
      expect(() => stagnation(stay, shares)).toThrow('INVALID_LENGTH');
    }
  });

  const limit = { months: 12, source: 'DEFAULT' } as const;
  const read = (asOf: string, now: number, twoQuartersAgo: number, months = 12) =>
    stagnation({ since: '2025-01-31', asOf, limit: { ...limit, months } }, { now, twoQuartersAgo });

  it('ST-08: longer than the limit and the share moved by less than five points', () => {
    expect(read('2026-02-01', 0.31, 0.3)).toMatchObject({ stalled: true, stalledSince: '2026-01-31', limit });
    expect(read('2026-01-31', 0.31, 0.3)).toMatchObject({ stalled: false, stalledSince: undefined });
    expect(read('2026-02-01', 0.35, 0.3).stalled).toBe(false);
    expect(read('2026-02-01', 0.3, 0.35).stalled).toBe(false);
    expect(read('2026-02-01', 0.3, 0.349).stalled).toBe(true);
    expect(read('2026-02-01', 0.31, 0.3, 11.2).stalledSince).toBe('2026-01-07');
    expect(read('2026-01-07', 0.31, 0.3, 11.2).stalled).toBe(false);
    expect(read('2026-02-01', 0.31, 0.3).shareChange).toBeCloseTo(0.01, 12);
  });

  it('ST-08: time alone does not say so', () => {
    expect(stagnation({ since: '2020-01-01', asOf: '2026-01-01', limit }, undefined)).toEqual({
      stalled: false,
      stalledSince: undefined,
      limit,
      shareChange: undefined,
    });
    expect(() => read('2026-02-01', NaN, 0.3)).toThrow(InvalidValueError);
  });
});

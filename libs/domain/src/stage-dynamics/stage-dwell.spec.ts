import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay } from '../calendar/date.js';
import { STAGE_POSITIONS } from '../stage/stages.js';
import type { StageStay } from './regression-hazard.js';
import { stageDwells, type StageMove, stageStays, stageTransitions } from './stage-dwell.js';

const stay = (months: number, end: StageStay['end']): StageStay => ({ stage: 'INITIAL', months, end });
const initial = (stays: readonly StageStay[]) => stageDwells(stays)[1];

describe(stageStays.name, () => {
  it('ST-08: a stay lasts until the next move, or until today; what ended is no stay', () => {
    const moves: readonly StageMove[] = [
      { accountId: 'a', from: null, to: 'INITIAL', on: '2024-01-01' },
      { accountId: 'b', from: null, to: 'STABLE', on: '2025-01-01' },
      { accountId: 'a', from: 'INITIAL', to: 'STABLE', on: '2025-01-01' },
      { accountId: 'a', from: 'STABLE', to: 'INITIAL', on: '2025-01-01' },
      { accountId: 'b', from: 'STABLE', to: 'ENDED', on: '2026-01-01' },
    ];
    const year = expect.closeTo(12, 0);
    expect(stageStays(moves, '2026-01-01')).toEqual([
      { stage: 'INITIAL', months: year, end: 'ADVANCE' },
      { stage: 'STABLE', months: 0, end: 'REGRESS' },
      { stage: 'INITIAL', months: year, end: 'OPEN' },
      { stage: 'STABLE', months: year, end: 'TERMINATE' },
    ]);
    expect(() => stageStays(moves, '2020-01-01')).toThrow('INVALID_LENGTH');
    expect(stageTransitions(moves)).toEqual([
      { from: null, to: 'INITIAL', count: 1, share: 0.5 },
      { from: null, to: 'STABLE', count: 1, share: 0.5 },
      { from: 'INITIAL', to: 'STABLE', count: 1, share: 1 },
      ...[{ from: 'STABLE', to: 'INITIAL', count: 1, share: 0.5 }],
      ...[{ from: 'STABLE', to: 'ENDED', count: 1, share: 0.5 }],
    ]);
  });

  it('ST-08: the shares of all moves out of a stage add up to one', () => {
    const move = fc.record({
      accountId: fc.constantFrom('a', 'b'),
      from: fc.constantFrom(null, ...STAGE_POSITIONS),
      to: fc.constantFrom(...STAGE_POSITIONS),
      on: fc.nat(9_000).map(dateOfEpochDay),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const cells = stageTransitions(moves);
        expect(cells.reduce((all, { count }) => all + count, 0)).toBe(moves.length);
        for (const from of new Set(moves.map((each) => each.from))) {
          const out = cells.filter((cell) => cell.from === from);
          expect(out.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});

describe(stageDwells.name, () => {
  it('ST-08: without stays that go on they are the plain quantiles, from above', () => {
    const stays = [1, 2, 3, 4].map((months) => stay(months, 'ADVANCE'));
    expect(initial(stays)).toMatchObject({ completed: 4, open: 0, medianMonths: 2, p75Months: 3 });
    expect(initial(stays)).toMatchObject({ completedMedianMonths: 2.5, completedP75Months: 3.25 });
  });

  it('ST-08: stays that go on make a stage longer, by the product-limit estimate', () => {
    // At 6 months 21 are at risk and 3 end, at 7 months 17 and 1, …: the example of Freireich and others (1963).
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((months) => stay(months, 'ADVANCE'));
    const going = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((months) => stay(months, 'OPEN'));
    expect(initial([...ended, ...going])).toMatchObject({
      ...{ completed: 9, open: 12, medianMonths: 23, p75Months: undefined, completedMedianMonths: 10 },
    });
    expect(initial([stay(5, 'OPEN')])).toMatchObject({ medianMonths: undefined, completedMedianMonths: undefined });
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { isRegressionCause, REGRESSION_CAUSE_CODES, REGRESSION_CAUSES } from './regression-cause.js';
import {
  movementBetween,
  neighbourStage,
  openingStage,
  STAGE_BANDS,
  STAGE_POSITIONS,
  stageForShare,
  stageOrder,
  STAGES,
  SUPPLIER_ROLES,
} from './stages.js';

describe(stageForShare.name, () => {
  it.each([
    [0, 'DEVELOPMENT'],
    [Number.MIN_VALUE, 'INITIAL'],
    [0.4999, 'INITIAL'],
    [0.5, 'STABLE'],
    [0.7999, 'STABLE'],
    [0.8, 'STRATEGIC'],
    [1, 'STRATEGIC'],
  ])('§10.14: %d → %s', (share, stage) => {
    expect(stageForShare(share)).toBe(stage);
  });

  it.each([-0.01, 1.01, NaN, Infinity])('refuses %p', (share) => {
    expect(() => stageForShare(share)).toThrow(new InvalidValueError('INVALID_NUMBER', share));
  });

  it('ST-01 ST-04 ST-05 ST-06 §10.14: never falls while the share grows, and agrees with the bands', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [less, more] = [stageForShare(Math.min(a, b)), stageForShare(Math.max(a, b))];
        expect(stageOrder(less)).toBeLessThanOrEqual(stageOrder(more));
        expect(STAGE_BANDS[less].lower).toBeLessThanOrEqual(Math.min(a, b));
      }),
    );
  });
});

describe('bands of share', () => {
  it('ST-01 ST-04 ST-05 ST-06: make us none, the second, the main, the strategic supplier', () => {
    expect(STAGES.map((stage) => STAGE_BANDS[stage].role)).toEqual(SUPPLIER_ROLES);
    expect(STAGES.map((stage) => STAGE_BANDS[stage].upper)).toEqual([0, 0.5, 0.8, 1]);
  });
});

describe(openingStage.name, () => {
  it.each([
    [null, false, 'DEVELOPMENT'],
    [0.9, false, 'DEVELOPMENT'],
    [null, true, 'INITIAL'],
    [0, true, 'INITIAL'],
    [0.6, true, 'STABLE'],
    [0.8, true, 'STRATEGIC'],
  ] as const)('share %p, supplying %p → %s', (share, supplying, stage) => {
    expect(openingStage(share, supplying)).toBe(stage);
  });
});

describe(movementBetween.name, () => {
  it('ST-07 ST-08: knows one step up, one step down, an end from everywhere and a new entry at the bottom', () => {
    const table = STAGE_POSITIONS.map((from) => STAGE_POSITIONS.map((to) => movementBetween(from, to)));
    expect(table).toEqual([
      [null, 'ADVANCE', null, null, 'TERMINATE'],
      ['REGRESS', null, 'ADVANCE', null, 'TERMINATE'],
      [null, 'REGRESS', null, 'ADVANCE', 'TERMINATE'],
      [null, null, 'REGRESS', null, 'TERMINATE'],
      ['REENTER', null, null, null, null],
    ]);
  });

  it('has neighbours inside the ladder only', () => {
    expect(STAGES.map((stage) => neighbourStage(stage, 1))).toEqual(['INITIAL', 'STABLE', 'STRATEGIC', null]);
    expect(STAGES.map((stage) => neighbourStage(stage, -1))).toEqual([null, 'DEVELOPMENT', 'INITIAL', 'STABLE']);
  });
});

describe('causes of regression', () => {
  it('RG-01…05: three are beyond our control, eight are not, and bribery goes to compliance', () => {
    const beyond = REGRESSION_CAUSE_CODES.filter((code) => !REGRESSION_CAUSES[code].controllable);
    expect(beyond).toEqual(['DIRECTION_CHANGE', 'SCOPE_SHRINK', 'BACKWARD_INTEGRATION']);
    expect(REGRESSION_CAUSE_CODES).toHaveLength(11);
    expect(REGRESSION_CAUSES.COMPETITOR_BRIBERY.refersTo).toBe('COMPLIANCE');
  });

  it('RG-01: knows its codes and no others', () => {
    expect(isRegressionCause('UNMET_NEED')).toBe(true);
    expect(isRegressionCause('toString')).toBe(false);
  });
});

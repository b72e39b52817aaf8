import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STAGES, type Stage } from '../stage/stages.js';
import { playsFor } from './play-selection.js';
import { accountStrategies, DEFAULT_STRATEGY_MATRIX, VALUE_CLASSES } from './strategy-matrix.js';

const account = (accountId: string, valueMinor: bigint, stage: Stage = 'INITIAL') => ({ accountId, stage, valueMinor });
const classes = (...values: readonly bigint[]) =>
  accountStrategies(values.map((value, i) => account(`${i}`, value))).map(({ valueClass }) => valueClass);

describe(accountStrategies.name, () => {
  it('RM-26: the strategy follows from value and stage', () => {
    const accounts = [account('c', 5n, 'STABLE'), account('a', 80n, 'STRATEGIC'), account('b', 15n, 'STABLE')];
    expect(accountStrategies(accounts)).toEqual([
      { accountId: 'a', stage: 'STRATEGIC', valueClass: 'A', strategy: 'HOLD' },
      { accountId: 'b', stage: 'STABLE', valueClass: 'B', strategy: 'HOLD' },
      { accountId: 'c', stage: 'STABLE', valueClass: 'C', strategy: 'SERVE_LEAN' },
    ]);
  });

  it('RM-26: classes end at their cuts, and nothing of no value is above C', () => {
    expect(classes(79n, 15n, 6n)).toEqual(['A', 'A', 'B']);
    expect(classes(80n, 14n, 6n)).toEqual(['A', 'B', 'B']);
    expect(classes(80n, 15n, 5n)).toEqual(['A', 'B', 'C']);
    expect(classes(100n, 0n, -5n)).toEqual(['A', 'C', 'C']);
    expect(classes(0n, -5n)).toEqual(['C', 'C']);
    const all = accountStrategies([account('x', 99n), account('y', 1n)], DEFAULT_STRATEGY_MATRIX, { a: 0.5, b: 1 });
    expect(all.map(({ valueClass }) => valueClass)).toEqual(['A', 'B']);
    const cuts = { a: 0.5, b: 0.5 };
    const halves = accountStrategies([account('x', 1n), account('w', 1n)], DEFAULT_STRATEGY_MATRIX, cuts);
    expect(halves.map(({ accountId, valueClass }) => [accountId, valueClass])).toEqual([
      ['w', 'A'],
      ['x', 'C'],
    ]);
  });

  it('RM-26: not every account is pushed to the top', () => {
    const strategies = (valueClass: (typeof VALUE_CLASSES)[number]) =>
      STAGES.map((stage) => DEFAULT_STRATEGY_MATRIX[valueClass][stage]);
    expect(VALUE_CLASSES.map(strategies)).toEqual([
      ['ADVANCE', 'ADVANCE', 'ADVANCE', 'HOLD'],
      ['ADVANCE', 'ADVANCE', 'HOLD', 'HOLD'],
      ['ADVANCE_IF_INVITED', 'SERVE_LEAN', 'SERVE_LEAN', 'SERVE_LEAN'],
    ]);
  });

  it.each([
    { a: 0, b: 0.9 },
    { a: 0.9, b: 0.8 },
    { a: 0.8, b: 1.1 },
    { a: NaN, b: 1 },
  ])('RM-26: refuses the cuts %p', (cuts) => {
    expect(() => accountStrategies([], DEFAULT_STRATEGY_MATRIX, cuts)).toThrow('INVALID_NUMBER');
  });

  it('RM-26: more value is never a lower class, in any order of the accounts', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -10n, max: 1_000n })), (values) => {
        const accounts = values.map((value, i) => account(`${i}`, value));
        const strategies = accountStrategies(accounts);
        const order = strategies.map(({ valueClass }) => VALUE_CLASSES.indexOf(valueClass));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect(accountStrategies([...accounts].reverse())).toEqual(strategies);
      }),
    );
  });
});

describe('plays of the basic level', () => {
  it('RM-15: make product and service quality recognised', () => {
    const plays = playsFor({ stage: 'INITIAL', level: 'BASIC', goal: 'ADVANCE' })
      .map(({ play }) => play)
      .filter(({ levels }) => levels.includes('BASIC'));
    expect(plays.map(({ code }) => code)).toEqual(expect.arrayContaining(['DELIVER_RELIABLY', 'REDUCE_RISK']));
    expect(plays.find(({ code }) => code === 'DELIVER_RELIABLY')?.objective.en).toBe(
      'Make product and service quality recognised.',
    );
  });
});

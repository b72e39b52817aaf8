import { describe, expect, it } from '@jest/globals';
import { conflictingPromises, type GivenPromise } from './promise-conflict.js';

const TODAY = '2026-11-22';
const promise = (id: string, content: string, more: Partial<GivenPromise> = {}): GivenPromise => ({
  id,
  item: 'order 7',
  about: 'DATE',
  content,
  by: id,
  on: '2026-11-01',
  until: null,
  replacedBy: null,
  ...more,
});
const ids = (...promises: readonly GivenPromise[]) =>
  conflictingPromises(promises, TODAY).map((conflict) => conflict.promises.map(({ id }) => id));

describe(conflictingPromises.name, () => {
  it('CR-04: two contents about the same thing contradict each other, oldest first', () => {
    const [late, early] = [promise('kim', '5 December', { on: '2026-11-10' }), promise('max', '30 November')];
    expect(conflictingPromises([late, early], TODAY)).toEqual([
      { item: 'order 7', about: 'DATE', promises: [early, late] },
    ]);
  });

  it('CR-04: the same content twice is one face, as is another side or item', () => {
    expect(ids(promise('kim', ' 5  December'), promise('max', '5 december '))).toEqual([]);
    expect(ids(promise('kim', 'a'), promise('max', 'b', { about: 'PRICE' }))).toEqual([]);
    expect(ids(promise('kim', 'a'), promise('max', 'b', { item: 'order 8' }))).toEqual([]);
    expect(ids(promise('kim', 'a'))).toEqual([]);
    expect(ids(promise('kim', '1 5 pieces'), promise('max', '15 pieces'))).toEqual([['kim', 'max']]);
  });

  it('CR-04: only promises in force', () => {
    const other = promise('max', 'b');
    expect(ids(promise('kim', 'a', { until: TODAY }), other)).toEqual([['kim', 'max']]);
    expect(ids(promise('kim', 'a', { until: '2026-11-21' }), other)).toEqual([]);
    expect(ids(promise('kim', 'a', { on: TODAY }), other)).toEqual([['max', 'kim']]);
    expect(ids(promise('kim', 'a', { on: '2026-11-23' }), other)).toEqual([]);
    expect(ids(promise('kim', 'a', { replacedBy: 'max' }), other)).toEqual([]);
  });

  it('CR-04: a promise that agrees with one of the two is shown too', () => {
    expect(ids(promise('1', 'a'), promise('2', 'b'), promise('3', 'a'))).toEqual([['1', '2', '3']]);
  });
});

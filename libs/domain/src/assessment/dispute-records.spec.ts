import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { disputeStanding, type DisputeRecord, type DisputeResolution } from './dispute-records.js';

const settled = (openedOn: string, on: string, by: DisputeResolution): DisputeRecord => ({
  openedOn,
  settled: { on, by },
});
const ROWS = [
  settled('2026-11-01', '2026-11-05', 'COOPERATIVE'),
  settled('2026-10-01', '2026-10-21', 'CASE_BY_CASE'),
  settled('2026-09-01', '2026-09-01', 'COOPERATIVE'),
  settled('2026-11-20', '2026-11-23', 'BLAME'),
  { openedOn: '2026-11-12' },
  { openedOn: '2026-11-23' },
];

describe(disputeStanding.name, () => {
  it('LV-23: median time to settle, the usual way, and what is open', () => {
    const standing = disputeStanding(ROWS, '2026-11-22');
    expect(standing).toMatchObject({ open: 2, oldestOpenDays: 10, settled: 3, medianDays: 4, answer: 3 });
    expect(standing.resolutions.map(({ tag, count }) => [tag, count])).toEqual([
      ['BLAME', 0],
      ['CASE_BY_CASE', 1],
      ['COOPERATIVE', 2],
      ['PREVENTED', 0],
    ]);
    expect(disputeStanding(ROWS, '2026-11-23')).toMatchObject({ open: 2, oldestOpenDays: 11, settled: 4 });
  });

  it('LV-23: of two ways as frequent the worse counts', () => {
    const both = [settled('2026-01-01', '2026-01-02', 'PREVENTED'), settled('2026-01-01', '2026-01-02', 'BLAME')];
    expect(disputeStanding(both, '2026-11-22').answer).toBe(1);
    expect(disputeStanding([...both, both[0] as DisputeRecord], '2026-11-22').answer).toBe(4);
  });

  it('LV-23: knows no time and no way of what was never settled', () => {
    const none = { settled: 0, medianDays: undefined, answer: undefined };
    expect(disputeStanding([], '2026-11-22')).toMatchObject({ ...none, open: 0, oldestOpenDays: undefined });
    expect(disputeStanding([{ openedOn: '2026-11-22' }], '2026-11-22')).toMatchObject({
      ...none,
      open: 1,
      oldestOpenDays: 0,
    });
  });

  it('LV-23: refuses a dispute settled before it began', () => {
    expect(() => disputeStanding([settled('2026-01-02', '2026-01-01', 'BLAME')], '2026-11-22')).toThrow('INVALID_DATE');
  });

  it('LV-23: does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ROWS, { minLength: ROWS.length }), (rows) => {
        expect(disputeStanding(rows, '2026-11-22')).toEqual(disputeStanding(ROWS, '2026-11-22'));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { calendarQuarter, lastWholeQuarter } from './quarter.js';

describe(lastWholeQuarter.name, () => {
  it.each([
    ['2026-11-22', '2026-07-01', '2026-09-30'],
    ['2026-09-30', '2026-07-01', '2026-09-30'],
    ['2026-09-29', '2026-04-01', '2026-06-30'],
    ['2026-01-01', '2025-10-01', '2025-12-31'],
    ['2025-12-31', '2025-10-01', '2025-12-31'],
    ['2024-03-30', '2023-10-01', '2023-12-31'],
    ['2024-03-31', '2024-01-01', '2024-03-31'],
  ])('on %s is %s to %s', (day, from, to) => {
    expect(lastWholeQuarter(day)).toEqual({ from, to });
  });
});

describe(calendarQuarter.name, () => {
  it.each([
    [2026, 1, '2026-01-01', '2026-03-31'],
    [2024, 2, '2024-04-01', '2024-06-30'],
    [2026, 3, '2026-07-01', '2026-09-30'],
    [2026, 4, '2026-10-01', '2026-12-31'],
  ] as const)('%i, %i is %s to %s, as which it is the last whole one on its last day', (year, quarter, from, to) => {
    expect(calendarQuarter(year, quarter)).toEqual({ from, to });
    expect(lastWholeQuarter(to)).toEqual({ from, to });
  });
});

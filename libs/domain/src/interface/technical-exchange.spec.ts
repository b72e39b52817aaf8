import { describe, expect, it } from '@jest/globals';
import { technicalExchangeCadence, type TechnicalActivity } from './technical-exchange.js';

const exchange = (on: string, activity: TechnicalActivity = 'TRAINING') => ({ on, activity });

describe(technicalExchangeCadence.name, () => {
  const exchanges = [
    exchange('2026-09-30', 'IMPROVEMENT'),
    exchange('2025-12-31'),
    exchange('2026-01-01', 'QUALITY_CONTROL'),
    exchange('2026-03-31', 'SITE_VISIT'),
    exchange('2026-10-01'),
    exchange('2026-11-22'),
    exchange('2026-11-23'),
    exchange('2025-09-30'),
  ];

  it('LV-20: counts exchanges and joint improvements in each of the last complete quarters', () => {
    expect(technicalExchangeCadence(exchanges, '2026-11-22')).toEqual({
      quarters: [
        { year: 2025, quarter: 4, exchanges: 1, improvements: 0 },
        { year: 2026, quarter: 1, exchanges: 2, improvements: 1 },
        { year: 2026, quarter: 2, exchanges: 0, improvements: 0 },
        { year: 2026, quarter: 3, exchanges: 1, improvements: 1 },
      ],
      perQuarter: 1,
      regular: false,
      running: 2,
    });
    expect(technicalExchangeCadence([...exchanges].reverse(), '2026-11-22')).toEqual(
      technicalExchangeCadence(exchanges, '2026-11-22'),
    );
  });

  it('LV-20: is regular with one exchange in every quarter', () => {
    const each = [exchange('2026-02-01'), exchange('2026-05-01'), exchange('2026-08-01')];
    expect(technicalExchangeCadence(each, '2026-11-22', 3)).toMatchObject({ regular: true, perQuarter: 1, running: 0 });
    expect(technicalExchangeCadence(each.slice(1), '2026-11-22', 3).regular).toBe(false);
    expect(technicalExchangeCadence(each, '2026-11-22', 3).quarters).toHaveLength(3);
  });

  it('LV-20: a quarter is complete on its last day', () => {
    const on = (asOf: string) => technicalExchangeCadence([exchange('2026-12-30')], asOf, 1);
    expect(on('2026-12-30')).toMatchObject({ quarters: [{ quarter: 3, exchanges: 0 }], running: 1 });
    expect(on('2026-12-31')).toMatchObject({ quarters: [{ year: 2026, quarter: 4, exchanges: 1 }], running: 0 });
  });

  it.each([0, 1.5, -1, NaN])('LV-20: refuses %p quarters', (quarters) => {
    expect(() => technicalExchangeCadence([], '2026-11-22', quarters)).toThrow('INVALID_LENGTH');
  });
});

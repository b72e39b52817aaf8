import { describe, expect, it } from '@jest/globals';
import { supplierCycle, SUPPLIER_CYCLE_YEARS } from './supplier-cycle.js';

describe(supplierCycle.name, () => {
  const at = (asOf: string) => supplierCycle('2024-03-01', asOf, 4);

  it('ST-18: tells the year of the cycle and the days to the next tender', () => {
    expect(at('2025-03-01')).toEqual({ year: 2, years: 4, retenderOn: '2028-03-01', daysLeft: 1096, state: 'RUNNING' });
    expect(at('2025-02-28').year).toBe(1);
    expect(at('2024-03-01')).toMatchObject({ year: 1, state: 'RUNNING' });
    expect(at('2024-02-29')).toMatchObject({ year: 1, state: 'NOT_BEGUN' });
  });

  it('ST-18: warns half a year ahead, and is over on the day', () => {
    const state = (asOf: string) => at(asOf).state;
    expect([state('2027-08-31'), state('2027-09-01'), state('2028-02-29'), state('2028-03-01')]).toEqual([
      'RUNNING',
      'RETENDER_NEAR',
      'RETENDER_NEAR',
      'OVER',
    ]);
    expect(at('2028-03-01')).toMatchObject({ year: 5, daysLeft: 0 });
    expect(at('2029-03-02')).toMatchObject({ year: 6, daysLeft: -366 });
    expect(supplierCycle('2024-03-01', '2028-01-31', 4, 1).state).toBe('RUNNING');
  });

  it('ST-18: expects three to five years, four unless told', () => {
    expect(SUPPLIER_CYCLE_YEARS).toEqual({ min: 3, max: 5 });
    expect(supplierCycle('2024-03-01', '2024-03-01', 1).retenderOn).toBe('2025-03-01');
    expect(supplierCycle('2024-02-29', '2024-03-01').retenderOn).toBe('2028-02-29');
  });

  it.each([0, -1, 2.5, NaN])('ST-18: refuses %p years', (years) => {
    expect(() => supplierCycle('2024-03-01', '2025-03-01', years)).toThrow('INVALID_LENGTH');
  });
});

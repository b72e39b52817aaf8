import { describe, expect, it } from '@jest/globals';
import { expectedFirstLevel, exploratoryUntil } from './expected-level.js';

describe('complex business', () => {
  it('LV-04: is expected to begin in cooperation', () => {
    expect(expectedFirstLevel({ complexOffering: true })).toBe('COOPERATIVE');
    expect(expectedFirstLevel({ complexOffering: false })).toBe('BASIC');
  });

  it('LV-04: may explore for longer', () => {
    expect(exploratoryUntil('2026-01-31', { complexOffering: false })).toBe('2027-01-31');
    expect(exploratoryUntil('2026-01-31', { complexOffering: true })).toBe('2028-01-31');
    const policy = { months: 1, complexMonths: 3 };
    expect(exploratoryUntil('2026-01-31', { complexOffering: false }, policy)).toBe('2026-02-28');
    expect(exploratoryUntil('2026-01-31', { complexOffering: true }, policy)).toBe('2026-04-30');
    expect(() => exploratoryUntil('2026-02-30', { complexOffering: true })).toThrow('INVALID_DATE');
  });
});

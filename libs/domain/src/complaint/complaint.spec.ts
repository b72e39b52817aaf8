import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { canTransition, validateMachine } from '../machine/state-machine.js';
import { COMPLAINT_MACHINE, COMPLAINT_STATES, isComplaintOpen } from './complaint.machine.js';
import { formatComplaintNumber, parseComplaintNumber } from './complaint-number.js';

describe('complaint workflow', () => {
  it('declares every state and goes through all of them in order', () => {
    expect(validateMachine(COMPLAINT_MACHINE)).toEqual([]);
    expect(Object.keys(COMPLAINT_MACHINE.transitions)).toEqual([...COMPLAINT_STATES]);
    const steps = COMPLAINT_STATES.slice(0, -1);
    steps.slice(1).forEach((to, i) => {
      expect(canTransition(COMPLAINT_MACHINE, steps[i] as (typeof steps)[number], to)).toBe(true);
    });
  });

  it('closes only after the customer confirmed', () => {
    const closers = COMPLAINT_STATES.filter((from) => canTransition(COMPLAINT_MACHINE, from, 'CLOSED'));
    expect(closers).toEqual(['CONFIRMED_BY_CUSTOMER']);
  });

  it('is reopened whenever the customer does not accept, and then worked on again', () => {
    const reopened = COMPLAINT_STATES.filter((from) => canTransition(COMPLAINT_MACHINE, from, 'REOPENED'));
    expect(reopened).toEqual(['ACTION', 'CONFIRMED_BY_CUSTOMER', 'CLOSED']);
    expect(COMPLAINT_MACHINE.transitions.REOPENED).toEqual(['ANALYSED', 'ACTION']);
    expect(COMPLAINT_STATES.filter((state) => !isComplaintOpen(state))).toEqual(['CLOSED']);
  });
});

describe(formatComplaintNumber.name, () => {
  it('is the letter, the year and six digits', () => {
    expect(formatComplaintNumber({ year: 2026, counter: 123 })).toBe('C-2026-000123');
    expect(formatComplaintNumber({ year: 2026, counter: 1_000_000 })).toBe('C-2026-1000000');
  });

  it('is read as people type it', () => {
    expect(parseComplaintNumber(' c-2026-000123 ')).toEqual({ year: 2026, counter: 123 });
    expect(
      ['', 'C-2026-123', 'C-26-000123', 'C-2026-000000', 'C-0026-000001', 'C-2026-99999999999999999'].map(
        parseComplaintNumber,
      ),
    ).toEqual(Array(6).fill(null));
  });

  it('never gives two complaints one number', () => {
    const year = fc.integer({ min: 1000, max: 9999 });
    const counter = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.record({ year, counter }), (parts) => {
        expect(parseComplaintNumber(formatComplaintNumber(parts))).toEqual(parts);
      }),
    );
  });

  it.each([
    { year: 26, counter: 1 },
    { year: 2026.5, counter: 1 },
    { year: 10_000, counter: 1 },
    { year: 2026, counter: 0 },
    { year: 2026, counter: 1.5 },
  ])('refuses %p', (parts) => {
    expect(() => formatComplaintNumber(parts)).toThrow(InvalidValueError);
  });
});

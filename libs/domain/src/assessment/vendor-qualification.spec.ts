import { describe, expect, it } from '@jest/globals';
import { vendorQualification, type QualificationCondition } from './vendor-qualification.js';

const TODAY = '2026-11-22';
const met = (condition: string, validUntil?: string): QualificationCondition => {
  return { condition, result: 'MET', ...(validUntil === undefined ? {} : { validUntil }) };
};

describe(vendorQualification.name, () => {
  it('LV-07: opens BASIC once every minimum condition is met', () => {
    expect(vendorQualification([met('ISO 9001', TODAY), met('sample approved')], TODAY)).toEqual({
      state: 'QUALIFIED',
      conditions: 2,
      met: 2,
      outstanding: [],
      openTo: 'BASIC',
    });
  });

  it('LV-07: one condition not met keeps the account exploratory, however many others are', () => {
    const conditions = [met('audit'), { condition: 'insurance', result: 'NOT_MET' }, met('sample')] as const;
    expect(vendorQualification(conditions, TODAY)).toEqual({
      state: 'FAILED',
      conditions: 3,
      met: 2,
      outstanding: [{ condition: 'insurance', fault: 'NOT_MET' }],
      openTo: 'EXPLORATORY',
    });
  });

  it('LV-07: a proof counts on its last day and not on the next', () => {
    expect(vendorQualification([met('audit', '2026-11-22')], TODAY).state).toBe('QUALIFIED');
    expect(vendorQualification([met('audit', '2026-11-21')], TODAY)).toMatchObject({
      state: 'FAILED',
      met: 0,
      outstanding: [{ condition: 'audit', fault: 'EXPIRED' }],
      openTo: 'EXPLORATORY',
    });
  });

  it('LV-07: what is not answered is open, and so is a customer whose conditions nobody knows', () => {
    const open = { condition: 'audit', result: 'OPEN', validUntil: '2026-01-01' } as const;
    expect(vendorQualification([met('sample'), open], TODAY)).toMatchObject({
      state: 'OPEN',
      outstanding: [{ condition: 'audit', fault: 'OPEN' }],
      openTo: 'EXPLORATORY',
    });
    expect(vendorQualification([open, { condition: 'sample', result: 'NOT_MET' }], TODAY).state).toBe('FAILED');
    expect(vendorQualification([], TODAY)).toEqual({
      state: 'OPEN',
      conditions: 0,
      met: 0,
      outstanding: [],
      openTo: 'EXPLORATORY',
    });
  });

  it('LV-07: refuses a day that is none', () => {
    expect(() => vendorQualification([met('audit', '2026-02-30')], TODAY)).toThrow('INVALID_DATE');
  });
});

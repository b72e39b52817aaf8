import { describe, expect, it } from '@jest/globals';
import type { ComplaintStatus } from '../../api/types.js';
import { progressOf } from './progress.js';

const at = (day: number): string => `2026-03-0${day}T08:00:00.000Z`;
const history = (...types: ComplaintStatus[]) => types.map((type, index) => ({ type, at: at(index + 1) }));
const shown = (status: ComplaintStatus, ...types: ComplaintStatus[]) =>
  progressOf({ status, events: history(...types) }).map((step) => [step.status, step.state, step.at?.slice(8, 10)]);

describe(progressOf.name, () => {
  it('says what is done, where it stands and what comes', () => {
    expect(shown('ANALYSED', 'RECEIVED', 'ACKNOWLEDGED', 'ANALYSED')).toEqual([
      ['RECEIVED', 'done', '01'],
      ['ACKNOWLEDGED', 'done', '02'],
      ['ANALYSED', 'current', '03'],
      ['ACTION', 'upcoming', undefined],
      ['CONFIRMED_BY_CUSTOMER', 'upcoming', undefined],
      ['CLOSED', 'upcoming', undefined],
    ]);
  });

  it('is all done when it is closed', () => {
    expect(shown('CLOSED', 'RECEIVED').every(([, state]) => state === 'done')).toBe(true);
  });

  it('goes back before the analysis when it is reopened', () => {
    expect(shown('REOPENED', 'RECEIVED', 'ACKNOWLEDGED', 'ANALYSED', 'ACTION', 'REOPENED')).toEqual([
      ['RECEIVED', 'done', '01'],
      ['ACKNOWLEDGED', 'done', '02'],
      ['REOPENED', 'current', '05'],
      ['ANALYSED', 'upcoming', undefined],
      ['ACTION', 'upcoming', undefined],
      ['CONFIRMED_BY_CUSTOMER', 'upcoming', undefined],
      ['CLOSED', 'upcoming', undefined],
    ]);
  });

  it('dates a step by its latest round', () => {
    const again = shown('ANALYSED', 'RECEIVED', 'ACKNOWLEDGED', 'ANALYSED', 'ACTION', 'REOPENED', 'ANALYSED');
    expect(again[2]).toEqual(['ANALYSED', 'current', '06']);
  });
});

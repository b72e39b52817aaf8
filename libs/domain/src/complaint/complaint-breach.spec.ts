import { describe, expect, it } from '@jest/globals';
import { gradeOverdueSteps, type OverdueStep } from './complaint-breach.js';

const step = (rest: Partial<OverdueStep> = {}): OverdueStep => {
  return { complaintId: 'a', severity: 'MINOR', clock: 'D3', elapsed: 11, remaining: -1, ...rest };
};

describe(gradeOverdueSteps.name, () => {
  it('says nothing of none', () => {
    expect(gradeOverdueSteps([], 1.5)).toBeNull();
  });

  it('watches a step by how many times its time it has taken, the latest first', () => {
    const [late, later] = [step(), step({ clock: 'D4', elapsed: 14, remaining: -4 })];
    expect(gradeOverdueSteps([late, later], 1.5)).toEqual({ grade: 'WATCH', score: 1.4, steps: [later, late] });
  });

  it.each([
    ['as late as an executive is told', [step({ elapsed: 15, remaining: -5 })]],
    ['of a critical complaint', [step({ severity: 'CRITICAL' })]],
    ['of two complaints', [step(), step({ complaintId: 'b' })]],
  ])('alerts at a step %s', (_, steps) => {
    expect(gradeOverdueSteps(steps, 1.5)?.grade).toBe('ALERT');
  });

  it('counts a deadline of no time at all as just passed', () => {
    expect(gradeOverdueSteps([step({ elapsed: 0, remaining: 0 })], 1.5)).toMatchObject({ grade: 'WATCH', score: 1 });
  });
});

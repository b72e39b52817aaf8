import { describe, expect, it } from '@jest/globals';
import { hiddenComplaintReport, type PromptedAnswer } from './prompted-survey.js';

const answers = (voiced: number, unvoiced: number, well = 0): PromptedAnswer[] => [
  ...Array.from({ length: voiced }, () => ({ complaint: true, voicedBefore: true })),
  ...Array.from({ length: unvoiced }, () => ({ complaint: true, voicedBefore: false })),
  ...Array.from({ length: well }, () => ({ complaint: false, voicedBefore: false })),
];

describe(hiddenComplaintReport.name, () => {
  it('CP-01: one in ten by assumption, and by own answers what they say', () => {
    // The anecdote: seven of ten customers who were asked had not said a word.
    const report = hiddenComplaintReport(30, answers(3, 7, 5));
    expect(report).toMatchObject({ reason: null, answered: 15, withComplaint: 10, alreadyVoiced: 3 });
    expect(report.assumed).toMatchObject({ hidden: 270, basis: 'ASSUMED' });
    expect(report.own?.hidden).toBeCloseTo(70, 9);
    expect(report.own).toMatchObject({ voicedShare: 0.3, basis: 'OWN_SURVEY' });
  });

  it('CP-01: without enough to go by, no estimate but the reason', () => {
    expect(hiddenComplaintReport(30, [])).toMatchObject({ own: null, reason: 'NOBODY_ANSWERED' });
    expect(hiddenComplaintReport(30, answers(3, 6, 50))).toMatchObject({ own: null, reason: 'TOO_FEW_COMPLAINTS' });
    expect(hiddenComplaintReport(30, answers(0, 10))).toMatchObject({ own: null, reason: 'NONE_VOICED_BEFORE' });
    expect(hiddenComplaintReport(3, answers(1, 1), { least: 2, assumedShare: 0.5 })).toMatchObject({
      reason: null,
      assumed: { hidden: 3 },
      own: { hidden: 3 },
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answersOf } from '../../test/assessment-scenario.js';
import { ASSESSMENT_FORMS, type ItemAnswer } from './instrument.js';
import { INSTRUMENT_V1 } from './instrument-v1.js';
import { levelOfScore } from './levels.js';
import { answersWithoutEvidence, scoreSheet, type SheetAnswers } from './sheet.js';

const score = (answers: SheetAnswers, form: 'SHORT' | 'FULL' = 'SHORT'): number => {
  const result = scoreSheet(answers, form, INSTRUMENT_V1);
  if (!result.valid) throw new Error(result.reason);
  return result.score;
};

describe('golden 13: scores and levels of whole sheets', () => {
  it.each([
    ['all 1', [1], 6, 'BASIC'],
    ['all 2', [2], 12, 'COOPERATIVE'],
    ['all 3', [3], 18, 'INTERDEPENDENT'],
    ['all 4', [4], 24, 'INTEGRATED'],
    ['five 4s and one 3', [3, 4], 23, 'INTEGRATED'],
    ['four 4s and two 3s', [3, 3, 4], 22, 'INTERDEPENDENT'],
  ] as const)('§10.13: %s', (_, values, expected, level) => {
    expect(score(answersOf('SHORT', ...values))).toBe(expected);
    expect(levelOfScore(expected)).toBe(level);
  });

  it('§10.13: a mean of 1.75 is 10.5 points, COOPERATIVE, on the full form', () => {
    const answers = answersOf('FULL', 1, 1, 1, 2);
    expect(score(answers, 'FULL')).toBe(10.5);
    expect(levelOfScore(score(answers, 'FULL'))).toBe('COOPERATIVE');
  });

  it.each([1, 2, 3, 4] as const)('§5.3: all %d scores the same on either form', (answer) => {
    expect(score(answersOf('FULL', answer), 'FULL')).toBe(score(answersOf('SHORT', answer)));
  });
});

describe(scoreSheet.name, () => {
  it('§5.3: takes a missing answer as missing, not as a 1, down to five of six and nine of twelve', () => {
    expect(scoreSheet(answersOf('SHORT', null, 3), 'SHORT', INSTRUMENT_V1)).toEqual({
      ...{ valid: true, score: 18, answered: 5, asked: 6 },
    });
    expect(scoreSheet(answersOf('SHORT', null, null, 3), 'SHORT', INSTRUMENT_V1)).toEqual({
      ...{ valid: false, reason: 'TOO_FEW_ANSWERS', answered: 4, required: 5 },
    });
    expect(score(answersOf('FULL', null, null, null, 2), 'FULL')).toBe(12);
    expect(scoreSheet(answersOf('FULL', null, null, null, null, 2), 'FULL', INSTRUMENT_V1)).toEqual({
      ...{ valid: false, reason: 'TOO_FEW_ANSWERS', answered: 8, required: 9 },
    });
  });

  it('leaves out what the form does not ask, whatever it is called', () => {
    const extra: SheetAnswers = { ...answersOf('SHORT', 2), PRICING: 4 };
    expect(score(extra)).toBe(12);
    expect(scoreSheet({}, 'SHORT', INSTRUMENT_V1)).toMatchObject({ valid: false, answered: 0 });
  });

  it('takes no answer from what every object has by nature', () => {
    const forms = { ...INSTRUMENT_V1.forms, SHORT: { items: ['constructor', 'TRUST'], requiredAnswers: 1 } };
    expect(scoreSheet({ TRUST: 3 }, 'SHORT', { ...INSTRUMENT_V1, forms })).toMatchObject({ score: 18, answered: 1 });
  });

  it('scores nobody without an answer, even where none is required', () => {
    const forms = { ...INSTRUMENT_V1.forms, SHORT: { items: ['TRUST'], requiredAnswers: 0 } };
    expect(scoreSheet({}, 'SHORT', { ...INSTRUMENT_V1, forms })).toMatchObject({ valid: false });
  });

  it.each([0, 5, 2.5, NaN])('refuses the answer %d', (answer) => {
    const answers = { ...answersOf('SHORT', 2), TRUST: answer as ItemAnswer };
    expect(() => scoreSheet(answers, 'SHORT', INSTRUMENT_V1)).toThrow('INVALID_NUMBER');
  });

  const answer = fc.constantFrom<ItemAnswer | null>(1, 2, 3, 4, null);
  const form = fc.constantFrom(...ASSESSMENT_FORMS);

  it('stays within 6…24 and rises with every answer', () => {
    fc.assert(
      fc.property(form, fc.array(answer, { minLength: 12, maxLength: 12 }), fc.nat(11), (kind, values, at) => {
        const before = scoreSheet(answersOf(kind, ...values), kind, INSTRUMENT_V1);
        if (!before.valid) return;
        expect(before.score).toBeGreaterThanOrEqual(6);
        expect(before.score).toBeLessThanOrEqual(24);
        const given = values[at];
        if (given == null || given === 4 || at >= before.asked) return;
        const raised = values.map((value, i) => (i === at ? ((given + 1) as ItemAnswer) : value));
        expect(score(answersOf(kind, ...raised), kind)).toBeGreaterThan(before.score);
      }),
    );
  });
});

describe(answersWithoutEvidence.name, () => {
  it('§5.3: asks for words behind every 4, and behind nothing else', () => {
    const answers: SheetAnswers = { TRUST: 4, INFORMATION: 3, CONTACTS: 4, STANDING: null, EXIT_BARRIER: 4 };
    expect(answersWithoutEvidence(answers, { CONTACTS: 'joint team since May', EXIT_BARRIER: ' ' })).toEqual([
      'TRUST',
      'EXIT_BARRIER',
    ]);
    expect(answersWithoutEvidence({ TRUST: 4 }, { TRUST: 'letter' })).toEqual([]);
    expect(answersWithoutEvidence({ constructor: 4 } as SheetAnswers, {})).toEqual(['constructor']);
  });
});

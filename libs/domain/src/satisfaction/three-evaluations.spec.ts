import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SATISFACTION_ATTRIBUTES, EXPECTATION_ATTRIBUTES } from './attributes.js';
import { satisfactionGaps, type ExpectationRating } from './satisfaction-gap.js';
import { threeEvaluations } from './three-evaluations.js';

describe(threeEvaluations.name, () => {
  it('ST-23: product, relationship and win-win stand side by side', () => {
    const answers = [
      { evaluation: 'PRODUCT', answer: 7 },
      { evaluation: 'RELATIONSHIP', answer: 1 },
      { evaluation: 'PRODUCT', answer: 4 },
    ] as const;
    expect(threeEvaluations(answers)).toEqual([
      { evaluation: 'PRODUCT', index: 75, answers: 2 },
      { evaluation: 'RELATIONSHIP', index: 0, answers: 1 },
      { evaluation: 'WIN_WIN', index: undefined, answers: 0 },
    ]);
    expect(threeEvaluations([{ evaluation: 'WIN_WIN', answer: 7 }])[2]?.index).toBe(100);
  });

  it.each([0.9, 7.1, NaN])('ST-23: refuses the answer %p', (answer) => {
    expect(() => threeEvaluations([{ evaluation: 'PRODUCT', answer }])).toThrow('INVALID_NUMBER');
  });
});

describe('attributes of expectation', () => {
  const rating = (attribute: string, expected: number, perceived: number): ExpectationRating => {
    return { respondent: 'li', supplier: 'us', attribute, expected, perceived };
  };

  it('IF-06: behaviour, environment, quality, price, lead time and use each have their gap', () => {
    const ratings = EXPECTATION_ATTRIBUTES.map((attribute, i) => rating(attribute, 4, 1 + i));
    const gaps = satisfactionGaps(ratings)[0]?.attributes.map(({ attribute, gap, class: met }) => [
      attribute,
      gap.mean,
      met,
    ]);
    expect(gaps).toEqual([
      ['BEHAVIOUR', -3, 'DISSATISFIED'],
      ['ENVIRONMENT', -2, 'DISSATISFIED'],
      ['LEAD_TIME', 1, 'SATISFIED'],
      ['PRICE', 0, 'MET'],
      ['QUALITY', -1, 'DISSATISFIED'],
      ['USE', 2, 'SATISFIED'],
    ]);
  });

  it('IN-04: price and quality are always asked', () => {
    expect(DEFAULT_SATISFACTION_ATTRIBUTES).toEqual(expect.arrayContaining(['PRICE', 'QUALITY']));
  });
});

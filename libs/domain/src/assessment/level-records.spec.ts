import { describe, expect, it } from '@jest/globals';
import { INSTRUMENT_V1 } from './instrument-v1.js';
import { answersFromRecords, levelTraits } from './level-records.js';
import { SCORED_LEVELS } from './levels.js';

const anchor = (item: keyof typeof INSTRUMENT_V1.wording.en, answer: 1 | 2 | 3 | 4) => {
  return { item, anchor: INSTRUMENT_V1.wording.en[item].anchors[answer - 1] };
};

describe(answersFromRecords.name, () => {
  it('LV-11 LV-16: answers on information with the most delicate class exchanged regularly', () => {
    const answer = (exchanges: object) => answersFromRecords({ exchanges }).INFORMATION;
    expect(answer({ PUBLIC: 40 })).toBe(1);
    expect(answer({ USEFUL: 4 })).toBe(2);
    expect(answer({ USEFUL: 3 })).toBe(1);
    expect(answer({ USEFUL: 9, SENSITIVE: 4, STRATEGIC: 3 })).toBe(3);
    expect(answer({ STRATEGIC: 4 })).toBe(4);
    expect(answer({})).toBe(1);
    const bounds = { regularExchanges: 1, shortTermMonths: 1, annualMonths: 2 };
    expect(answersFromRecords({ exchanges: { SENSITIVE: 1 }, forecastMonths: 2 }, bounds)).toEqual({
      ...{ INFORMATION: 3, PLANNING_HORIZON: 3 },
    });
  });

  it('LV-14: answers on planning with how far forecasts reach', () => {
    const answers = [0, 2.9, 3, 11.9, 12, 36].map((forecastMonths) => answersFromRecords({ forecastMonths }));
    expect(answers.map(({ PLANNING_HORIZON: answer }) => answer)).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('LV-15: answers on standing with our rank', () => {
    expect([1, 2, 5].map((supplierRank) => answersFromRecords({ supplierRank }).STANDING)).toEqual([3, 2, 2]);
  });

  it('LV-19: answers on pricing with the regime', () => {
    const regimes = ['LIST', 'DISCOUNT', 'FORMULA', 'OPEN_BOOK'] as const;
    const answers = regimes.map((pricingRegime) => answersFromRecords({ pricingRegime }));
    expect(answers).toEqual([{ PRICING: 1 }, { PRICING: 2 }, { PRICING: 3 }, { PRICING: 4 }]);
  });

  it('leaves out what is not on record, and refuses what cannot be', () => {
    expect(answersFromRecords({})).toStrictEqual({});
    for (const records of [
      { supplierRank: 0 },
      { supplierRank: NaN },
      { forecastMonths: -1 },
      { forecastMonths: Infinity },
      { exchanges: { PUBLIC: -1 } },
    ]) {
      expect(() => answersFromRecords(records)).toThrow('INVALID_NUMBER');
    }
  });
});

describe(levelTraits.name, () => {
  it.each([
    ['LV-05', 'BASIC', [anchor('EXIT_BARRIER', 1)]],
    ['LV-06', 'BASIC', [anchor('STANDING', 1), anchor('PRICING', 1)]],
    ['LV-09', 'BASIC', [anchor('TRUST', 1), anchor('INFORMATION', 1), anchor('CONTACTS', 1)]],
    ['LV-10', 'COOPERATIVE', [anchor('TRUST', 2)]],
    ['LV-13', 'COOPERATIVE', [anchor('CONTACTS', 2)]],
    ['LV-14', 'COOPERATIVE', [anchor('PLANNING_HORIZON', 2)]],
    ['LV-15', 'INTERDEPENDENT', [anchor('STANDING', 3)]],
    ['LV-17', 'INTERDEPENDENT', [anchor('EXIT_BARRIER', 3)]],
    ['LV-18', 'INTERDEPENDENT', [anchor('JOINT_ACTIVITY', 3)]],
    ['LV-19', 'INTERDEPENDENT', [anchor('PRICING', 3)]],
    ['LV-21', 'INTERDEPENDENT', [anchor('ROLES', 3)]],
    ['LV-23', 'INTERDEPENDENT', [anchor('DISPUTES', 3)]],
    ['LV-24', 'INTEGRATED', [anchor('STANDING', 4), anchor('JOINT_ACTIVITY', 4)]],
  ] as const)('%s: shows the traits of the level', (_, level, traits) => {
    expect(levelTraits(INSTRUMENT_V1, level, 'en')).toEqual(expect.arrayContaining([...traits]));
  });

  it('has one trait per item in each language, and none in a language the questionnaire does not speak', () => {
    for (const language of Object.keys(INSTRUMENT_V1.wording)) {
      for (const level of SCORED_LEVELS) {
        const items = levelTraits(INSTRUMENT_V1, level, language).map(({ item }) => item);
        expect(items).toEqual(INSTRUMENT_V1.forms.FULL.items);
      }
    }
    expect(levelTraits(INSTRUMENT_V1, 'BASIC', 'constructor')).toEqual([]);
    expect(levelTraits({ ...INSTRUMENT_V1, wording: { de: {} } }, 'BASIC', 'de')).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { INSTRUMENT_V1, INSTRUMENT_V1_ITEMS, type InstrumentV1Item } from './instrument-v1.js';
import { levelTraits } from './level-records.js';
import { levelOfScore, SCORED_LEVELS, type ScoredLevel } from './levels.js';
import { scoreSheet, type SheetAnswers } from './sheet.js';

const traits = (level: ScoredLevel, items: readonly InstrumentV1Item[]) =>
  levelTraits(INSTRUMENT_V1, level, 'en').flatMap(({ item, anchor }) => {
    return (items as readonly string[]).includes(item) ? [anchor] : [];
  });
/** The level that a full form gives whose rater found this level’s description on some items, and the next one’s elsewhere. */
const levelWith = (level: ScoredLevel, items: readonly InstrumentV1Item[]) => {
  const low = SCORED_LEVELS.indexOf(level) + 1;
  const answers = INSTRUMENT_V1_ITEMS.map((item) => [item, items.includes(item) ? low : Math.min(4, low + 1)] as const);
  const sheet = scoreSheet(Object.fromEntries(answers) as SheetAnswers, 'FULL', INSTRUMENT_V1);
  return sheet.valid ? levelOfScore(sheet.score) : null;
};

describe('traits of a level', () => {
  it('LV-05: at the basic level nothing holds either side', () => {
    expect(traits('BASIC', ['EXIT_BARRIER'])).toEqual([expect.stringMatching(/^Nothing holds either side/)]);
  });

  it('LV-06: at the basic level we are one of several, and prices are compared', () => {
    expect(traits('BASIC', ['STANDING', 'PRICING'])).toEqual([
      expect.stringMatching(/one of several that can be compared/i),
      expect.stringMatching(/compared afresh/),
    ]);
  });

  it('LV-09: at the basic level there is no trust, little information and one pair of people', () => {
    expect(traits('BASIC', ['TRUST', 'INFORMATION', 'CONTACTS'])).toEqual([
      expect.stringMatching(/^On guard/),
      expect.stringMatching(/Product data and prices only/),
      expect.stringMatching(/^One seller and one buyer/),
    ]);
  });

  it('LV-10: when cooperating the door is open, though not fully', () => {
    expect(traits('COOPERATIVE', ['TRUST'])).toEqual([expect.stringMatching(/door is open, though not fully/)]);
  });

  it('LV-13: when cooperating the network is loose', () => {
    expect(traits('COOPERATIVE', ['CONTACTS'])).toEqual([expect.stringMatching(/^A loose network/)]);
  });

  it('LV-17: when interdependent, leaving would be costly for both', () => {
    expect(traits('INTERDEPENDENT', ['EXIT_BARRIER'])).toEqual([expect.stringMatching(/Both have invested/)]);
  });

  it('LV-24: when integrated we are a strategic ally with linked value chains', () => {
    expect(traits('INTEGRATED', ['STANDING', 'JOINT_ACTIVITY'])).toEqual([
      expect.stringMatching(/strategic ally/),
      expect.stringMatching(/linked value chains/),
    ]);
  });

  it('LV-05 LV-06 LV-09: a few basic traits leave a level that the rest carries, all of them do not', () => {
    expect(levelWith('BASIC', ['EXIT_BARRIER', 'STANDING', 'PRICING'])).toBe('COOPERATIVE');
    expect(levelWith('BASIC', INSTRUMENT_V1_ITEMS)).toBe('BASIC');
    expect(levelWith('COOPERATIVE', INSTRUMENT_V1_ITEMS)).toBe('COOPERATIVE');
    expect(levelWith('INTERDEPENDENT', ['TRUST', 'CONTACTS'])).toBe('INTEGRATED');
    expect(levelWith('INTERDEPENDENT', ['TRUST', 'CONTACTS', 'PRICING', 'ROLES'])).toBe('INTERDEPENDENT');
  });
});

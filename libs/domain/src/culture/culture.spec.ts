import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOFSTEDE_CODES, HOFSTEDE_MISSING, hofstedeIsThere, readHofstede } from '../../test/hofstede.js';
import { COUNTRY_FACTORS, countryChecklist, personalTrustWeight } from './country-profile.js';
import { CULTURE_ADVICE, cultureDifferences } from './culture-advice.js';
import {
  CULTURE_DIMENSIONS,
  cultureVariances,
  hasAllDimensions,
  kogutSingh,
  type CultureTable,
} from './culture-table.js';

const scores = (PDI: number, UAI: number, IDV: number, MAS: number, LTO: number, IVR: number) => ({
  PDI,
  UAI,
  IDV,
  MAS,
  LTO,
  IVR,
});
const TABLE: CultureTable = {
  HOME: scores(80, 30, 20, 60, 90, 20),
  AWAY: scores(40, 50, 90, 60, 20, 70),
  OTHER: scores(60, 70, 40, 10, 50, 40),
  PARTIAL: { PDI: 10, IDV: 30 },
};

const goldens = [
  ['USA', 4.056],
  ['GBR', 3.339],
  ['FRA', 2.453],
  ['JPN', 2.181],
  ['GER', 1.962],
  ['RUS', 1.939],
  ['BRA', 1.937],
  ['KOR', 1.507],
  [HOFSTEDE_CODES.TWN, 1.095],
  ['IND', 0.718],
  [HOFSTEDE_CODES.VNM, 0.645],
  [HOFSTEDE_CODES.HKG, 0.325],
] as const;

describe(`${kogutSingh.name} on the published scores`, () => {
  if (!hofstedeIsThere) {
    it.skip(HOFSTEDE_MISSING, () => undefined);
    return;
  }
  const table = readHofstede();

  it.each(goldens)('§10.11: China–%s is %d', (country, distance) => {
    expect(kogutSingh(table, HOFSTEDE_CODES.CHN, country)).toBeCloseTo(distance, 3);
  });

  it('§8.16: takes its variances over the 65 countries with all six scores', () => {
    expect(Object.values(table).filter(hasAllDimensions)).toHaveLength(65);
    expect(Object.keys(table)).toHaveLength(111);
    expect(kogutSingh(table, HOFSTEDE_CODES.CHN, 'ALB')).toBeUndefined();
  });
});

describe(kogutSingh.name, () => {
  it('CU-08: is the mean of squared differences over their variance', () => {
    const table = { A: scores(0, 0, 0, 0, 0, 0), B: scores(2, 4, 6, 8, 10, 12) };
    // Two countries: each variance is half the squared difference, each term 2.
    expect(kogutSingh(table, 'A', 'B')).toBeCloseTo(2, 12);
    expect(cultureVariances(table)?.IVR).toBe(72);
  });

  it('CU-08: is undefined where a score is missing, a country unknown or nothing varies', () => {
    expect(kogutSingh(TABLE, 'HOME', 'PARTIAL')).toBeUndefined();
    expect(kogutSingh(TABLE, 'PARTIAL', 'HOME')).toBeUndefined();
    expect(kogutSingh(TABLE, 'HOME', 'toString')).toBeUndefined();
    expect(kogutSingh({ HOME: scores(1, 2, 3, 4, 5, 6) }, 'HOME', 'HOME')).toBeUndefined();
    expect(kogutSingh({ ...TABLE, HOME: { ...scores(1, 2, 3, 4, 5, 6), LTO: NaN } }, 'HOME', 'AWAY')).toBeUndefined();
    const flat = Object.fromEntries(['A', 'B', 'C'].map((code, i) => [code, scores(i, i, i, 7, i, i)]));
    expect(cultureVariances(flat)).toBeUndefined();
  });

  it('CU-08: is symmetric, 0 to itself, never below 0 and does not depend on the order of the table', () => {
    const score = fc.double({ min: 0, max: 120, noNaN: true });
    const row = fc.record({ PDI: score, UAI: score, IDV: score, MAS: score, LTO: score, IVR: score });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (rows) => {
        const entries = rows.map((value, i) => [`C${i}`, value] as const);
        const table = Object.fromEntries(entries);
        const distance = kogutSingh(table, 'C0', 'C1');
        expect(kogutSingh(table, 'C1', 'C0')).toBe(distance);
        expect(kogutSingh(Object.fromEntries([...entries].reverse()), 'C0', 'C1')).toBe(distance);
        if (distance === undefined) return;
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(kogutSingh(table, 'C0', 'C0')).toBe(0);
      }),
    );
  });
});

describe(cultureDifferences.name, () => {
  it('CU-08: gives theirs − ours per dimension, with advice above 20 points', () => {
    expect(cultureDifferences(TABLE, 'HOME', 'AWAY')).toEqual([
      { dimension: 'PDI', difference: -40, advice: 'PDI_THEIRS_LOWER' },
      { dimension: 'UAI', difference: 20, advice: null },
      { dimension: 'IDV', difference: 70, advice: 'IDV_THEIRS_HIGHER' },
      { dimension: 'MAS', difference: 0, advice: null },
      { dimension: 'LTO', difference: -70, advice: 'LTO_THEIRS_LOWER' },
      { dimension: 'IVR', difference: 50, advice: 'IVR_THEIRS_HIGHER' },
    ]);
    expect(cultureDifferences(TABLE, 'HOME', 'AWAY', 19.9)[1]?.advice).toBe('UAI_THEIRS_HIGHER');
    expect(cultureDifferences({ A: { PDI: 40 }, B: { PDI: 60.5 } }, 'A', 'B')[0]?.advice).toBe('PDI_THEIRS_HIGHER');
  });

  it('CU-08: leaves out what is missing on either side', () => {
    expect(cultureDifferences(TABLE, 'HOME', 'PARTIAL').map(({ dimension }) => dimension)).toEqual(['PDI', 'IDV']);
    expect(cultureDifferences(TABLE, 'PARTIAL', 'HOME').map(({ dimension }) => dimension)).toEqual(['PDI', 'IDV']);
    expect(cultureDifferences(TABLE, 'HOME', 'NOWHERE')).toEqual([]);
  });

  it('CU-08: has advice in all three languages for both directions of all six', () => {
    const directions = ['THEIRS_HIGHER', 'THEIRS_LOWER'] as const;
    const all = CULTURE_DIMENSIONS.flatMap((dimension) =>
      directions.map((direction) => CULTURE_ADVICE[`${dimension}_${direction}`]),
    );
    for (const advice of all) {
      expect(Object.keys(advice)).toEqual(['en', 'zh-CN', 'zh-TW']);
      expect(advice.en).toMatch(/^[A-Z].+\.$/);
      expect(advice['zh-CN']).toMatch(/^[\u4e00-\u9fff].+。$/);
      expect(advice['zh-TW']).toMatch(/^[\u4e00-\u9fff].+。$/);
      expect(advice['zh-CN']).not.toMatch(/[對級會談請與應試從誰負責紹穩進較業]/);
      expect(advice['zh-TW']).not.toMatch(/[对级会谈请与应试从谁负责绍稳进较业]/);
    }
    expect(new Set(all.flatMap((advice) => Object.values(advice))).size).toBe(3 * 12);
  });
});

describe(countryChecklist.name, () => {
  it('CU-09: asks for all eight factors of a country abroad', () => {
    const notes = {
      LAW: 'incoterms clarified',
      ETHICS: ' ',
      ECONOMY: 'stable',
      CULTURE: 'visited',
      POLITICS: 'election in May',
    };
    expect(countryChecklist('CN', 'DE', notes)).toEqual({
      applies: true,
      missing: ['GEOGRAPHY', 'TECHNOLOGY', 'ETHICS', 'SOCIETY'],
      completeness: 0.5,
    });
    expect(countryChecklist('CN', 'CN', {})).toEqual({ applies: false, missing: [], completeness: 0 });
    expect(COUNTRY_FACTORS).toHaveLength(8);
  });
});

describe(personalTrustWeight.name, () => {
  it('RM-07: weighs more where individualism is low and the view is long', () => {
    expect(personalTrustWeight(TABLE, 'HOME')).toBeCloseTo(0.5 + 0.25 * ((0.6 + 0.8) / 2), 12);
    expect(personalTrustWeight(TABLE, 'AWAY')).toBeCloseTo(0.5 + 0.25 * ((-0.8 - 0.6) / 2), 12);
    expect(personalTrustWeight(TABLE, 'PARTIAL')).toBeCloseTo(0.5 + 0.25 * 0.4, 12);
    expect(personalTrustWeight(TABLE, 'NOWHERE')).toBe(0.5);
    expect(personalTrustWeight({ X: { LTO: 120 } }, 'X')).toBe(0.75);
    expect(personalTrustWeight({ X: { LTO: -20 } }, 'X')).toBe(0.25);
    expect(personalTrustWeight({ X: { IDV: 120 } }, 'X')).toBe(0.25);
    expect(personalTrustWeight({ X: { IDV: -20 } }, 'X')).toBe(0.75);
    expect(personalTrustWeight({ X: { IDV: NaN, LTO: Infinity } }, 'X')).toBe(0.5);
  });

  it('RM-07: goes by the tenant’s own figure first, held in 0…1', () => {
    const policy = { base: 0.4, reach: 0.2, byCountry: { HOME: 0.9, AWAY: 7, OTHER: NaN } };
    expect(personalTrustWeight(TABLE, 'HOME', policy)).toBe(0.9);
    expect(personalTrustWeight(TABLE, 'AWAY', policy)).toBe(1);
    expect(personalTrustWeight(TABLE, 'OTHER', policy)).toBeCloseTo(0.4 + 0.2 * 0.1, 12);
    expect(personalTrustWeight({}, 'constructor', policy)).toBe(0.4);
  });

  it('RM-07: stays in 0…1 whatever the table says', () => {
    const score = fc.double();
    fc.assert(
      fc.property(score, score, (IDV, LTO) => {
        const weight = personalTrustWeight({ X: { IDV, LTO } }, 'X', { base: 0.5, reach: 1, byCountry: {} });
        expect(weight >= 0 && weight <= 1).toBe(true);
      }),
    );
  });
});

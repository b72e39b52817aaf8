import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cronbachAlpha } from './cronbach-alpha.js';
import { QUALITY_DIMENSIONS, QUALITY_FOCI, QUALITY_ITEM_CODES, QUALITY_ITEMS, QUALITY_WORDING } from './items.js';
import { qualityReliability, relationshipQuality, type QualityResponse } from './relationship-quality.js';
import { trustCommitmentEvidence, trustCommitmentTrend } from './trust-commitment.js';

let people = 0;
const response = (
  answers: QualityResponse['answers'],
  focus: QualityResponse['focus'] = 'PEOPLE',
  account = 'a',
): QualityResponse => ({ account, respondent: `r${people++}`, focus, answers });

const all = (answer: number): QualityResponse['answers'] =>
  Object.fromEntries(QUALITY_ITEM_CODES.map((item) => [item, answer]));

describe('the items', () => {
  it('§8.12: twelve items, three per dimension, about people and company, in every language', () => {
    expect(QUALITY_ITEM_CODES).toHaveLength(12);
    expect(new Set(QUALITY_ITEM_CODES).size).toBe(12);
    for (const dimension of QUALITY_DIMENSIONS) expect(QUALITY_ITEMS[dimension]).toHaveLength(3);
    for (const wording of Object.values(QUALITY_WORDING)) {
      const texts = QUALITY_ITEM_CODES.flatMap((item) => QUALITY_FOCI.map((focus) => wording[item][focus]));
      expect(new Set(texts).size).toBe(24);
      for (const text of texts) expect(text).toMatch(/^\S.*[.。]$/);
    }
    expect(Object.keys(QUALITY_WORDING)).toEqual(['en', 'zh-TW', 'zh-CN']);
  });
});

describe(relationshipQuality.name, () => {
  it('§8.12: mean scores per dimension over respondents', () => {
    const { PEOPLE } = relationshipQuality([
      response({ ...all(4), KEEPS_WORD: 7, SPEAKS_PLAINLY: 7 }),
      response({ ...all(4), KEEPS_WORD: 5, SPEAKS_PLAINLY: 3 }),
    ]);
    expect(PEOPLE.dimensions.TRUST).toMatchObject({ mean: 5, standardError: 1, respondents: 2 });
    expect(PEOPLE.dimensions.TRUST?.interval?.lower).toBeCloseTo(5 - 1.644854, 5);
    expect(PEOPLE.dimensions.COMMITMENT?.mean).toBe(4);
    expect(PEOPLE.overall).toMatchObject({ mean: 4.25, standardError: 0.25, respondents: 2 });
  });

  it('K16: people and company are reported side by side, never averaged', () => {
    const quality = relationshipQuality([response(all(7)), response(all(2), 'COMPANY')]);
    expect(quality.PEOPLE.overall).toMatchObject({ mean: 7, interval: undefined });
    expect(quality.COMPANY.overall?.mean).toBe(2);
    expect(Object.keys(quality)).toEqual(['PEOPLE', 'COMPANY']);
    expect(relationshipQuality([]).COMPANY.overall).toBeUndefined();
  });

  it('§8.12: a dimension counts with two of three answers, the whole with all four', () => {
    const { PEOPLE } = relationshipQuality([
      response({ KEEPS_WORD: 6, SPEAKS_PLAINLY: 5, RELIABLE: 7 }),
      response({ ...all(3), KEEPS_WORD: 3 }),
    ]);
    expect(PEOPLE.dimensions.TRUST).toMatchObject({ mean: 4.25, respondents: 2 });
    expect(PEOPLE.dimensions.SERVICE_QUALITY).toMatchObject({ mean: 3, respondents: 1 });
    expect(PEOPLE.overall).toMatchObject({ mean: 3, respondents: 1 });
    const strict = relationshipQuality([response({ KEEPS_WORD: 6, SPEAKS_PLAINLY: 5 })], {
      requiredPerDimension: 3,
      confidence: 0.9,
    });
    expect(strict.PEOPLE.dimensions.TRUST).toBeUndefined();
  });

  it('§8.12: refuses answers off the scale and policies that mean nothing', () => {
    for (const answer of [0, 8, NaN])
      expect(() => relationshipQuality([response({ CONTENT: answer })])).toThrow('INVALID_NUMBER');
    for (const requiredPerDimension of [0, 4, 1.5])
      expect(() => relationshipQuality([], { requiredPerDimension, confidence: 0.9 })).toThrow('INVALID_LENGTH');
    for (const confidence of [1, 0, -0.5])
      expect(() => relationshipQuality([], { requiredPerDimension: 2, confidence })).toThrow('INVALID_NUMBER');
    for (const edge of [1, 3])
      expect(() => relationshipQuality([], { requiredPerDimension: edge, confidence: 0.9 })).not.toThrow();
  });

  it('§8.12: bounded, and the order of the respondents does not matter', () => {
    const answers = fc.record(
      Object.fromEntries(QUALITY_ITEM_CODES.map((item) => [item, fc.integer({ min: 1, max: 7 })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 12 }), (sheets) => {
        const responses = sheets.map((sheet) => response(sheet as QualityResponse['answers']));
        const { PEOPLE } = relationshipQuality(responses);
        const turned = relationshipQuality([...responses].reverse()).PEOPLE;
        for (const score of [...Object.values(PEOPLE.dimensions), PEOPLE.overall]) {
          if (score === undefined) continue;
          expect(score.mean).toBeGreaterThanOrEqual(1);
          expect(score.mean).toBeLessThanOrEqual(7);
        }
        expect(turned.overall?.mean ?? 0).toBeCloseTo(PEOPLE.overall?.mean ?? 0, 10);
      }),
    );
  });
});

describe(cronbachAlpha.name, () => {
  it('§8.12: k/(k−1)·(1 − Σσ²ᵢ/σ²_T)', () => {
    // Item variances 5/3, 5/3 and 2/3; totals 4, 5, 9, 10 with variance 26/3.
    const rows = [
      [1, 2, 1],
      [2, 1, 2],
      [3, 4, 2],
      [4, 3, 3],
    ];
    expect(cronbachAlpha(rows)).toBeCloseTo(1.5 * (1 - (5 / 3 + 5 / 3 + 2 / 3) / (26 / 3)), 12);
    expect(cronbachAlpha(rows.map(([a, b, c]) => [10 * (c ?? 0), 10 * (a ?? 0), 10 * (b ?? 0)]))).toBeCloseTo(
      cronbachAlpha(rows) ?? NaN,
      12,
    );
  });

  it('§8.12: 1 of items that agree, below 0 of items that contradict each other', () => {
    expect(
      cronbachAlpha([
        [1, 1],
        [3, 3],
        [7, 7],
      ]),
    ).toBe(1);
    expect(
      cronbachAlpha([
        [1, 5],
        [2, 4],
        [5, 2],
      ]),
    ).toBeLessThan(0);
  });

  it('§8.12: undefined where nothing can be said', () => {
    for (const rows of [
      [],
      [[1, 2]],
      [[1], [2]],
      [
        [1, 2],
        [2, 1],
      ],
      [
        [3, 3],
        [3, 3],
      ],
    ])
      expect(cronbachAlpha(rows)).toBeUndefined();
    expect(() => cronbachAlpha([[1, 2], [1]])).toThrow('INVALID_LENGTH');
    expect(() =>
      cronbachAlpha([
        [1, NaN],
        [1, 2],
      ]),
    ).toThrow('INVALID_NUMBER');
  });

  it('§8.12: never above 1, never NaN, whatever the order of the rows', () => {
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 1, max: 7 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value)), (rows) => {
        const alpha = cronbachAlpha(rows);
        if (alpha === undefined) return;
        expect(Number.isFinite(alpha)).toBe(true);
        expect(alpha).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe(qualityReliability.name, () => {
  it('§8.12: alpha per dimension and focus across accounts, .7 or more being acceptable', () => {
    const responses = ['a', 'b', 'c', 'd'].flatMap((account, i) => [
      response(
        { ...all(i + 2), CONTENT: 7 - i, MEETS_EXPECTATIONS: i + 1, WOULD_CHOOSE_AGAIN: (i * 3) % 7 || 1 },
        'COMPANY',
        account,
      ),
      response(all(i + 3), 'COMPANY', account),
    ]);
    const rows = qualityReliability([...responses, response({ CONTENT: 7 }, 'COMPANY', 'e')]);
    expect(rows).toHaveLength(10);
    const find = (focus: string, scale: string) => rows.find((row) => row.focus === focus && row.scale === scale);
    expect(find('COMPANY', 'TRUST')).toMatchObject({ accounts: 4, alpha: 1, acceptable: true });
    expect(find('COMPANY', 'SATISFACTION')?.alpha).toBeLessThan(1);
    expect(find('COMPANY', 'OVERALL')).toMatchObject({ accounts: 4, acceptable: true });
    expect(find('PEOPLE', 'TRUST')).toMatchObject({ accounts: 0, alpha: undefined, acceptable: undefined });
  });

  it('§8.12: below the minimum it is not acceptable', () => {
    const contrary = [1, 2, 6].map((answer, i) =>
      response({ KEEPS_WORD: answer, SPEAKS_PLAINLY: 8 - answer, MINDS_OUR_INTEREST: 2 + i }, 'PEOPLE', `c${i}`),
    );
    const [trust] = qualityReliability(contrary);
    expect(trust).toMatchObject({ focus: 'PEOPLE', scale: 'TRUST', accounts: 3, acceptable: false });
    const alpha = trust?.alpha ?? NaN;
    expect(qualityReliability(contrary, alpha)[0]?.acceptable).toBe(true);
  });

  it('§8.12: an alpha of exactly 0 is a figure, and not acceptable', () => {
    const rows = [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ];
    expect(cronbachAlpha(rows)).toBeCloseTo(0, 12);
    const loose = rows.map(([first = 1, second = 1], i) =>
      response({ KEEPS_WORD: first, SPEAKS_PLAINLY: second, MINDS_OUR_INTEREST: 4 }, 'PEOPLE', `z${i}`),
    );
    expect(qualityReliability(loose)[0]?.acceptable).toBe(false);
  });
});

describe('trust and commitment', () => {
  it('ST-12: counts every account once, however often it was asked in a month', () => {
    const asked = (account: string, trust: number) =>
      ({ account, stage: 'STABLE', month: '2026-05', trust, commitment: trust }) as const;
    const snapshots = [asked('a', 1), asked('a', 3), asked('b', 6)];
    const trend = [{ stage: 'STABLE', month: '2026-05', trust: 4, commitment: 4, accounts: 2 }];
    expect(trustCommitmentTrend(snapshots)).toEqual(trend);
    expect(trustCommitmentTrend([...snapshots].reverse())).toEqual(trend);
  });

  const snapshot = (account: string, stage: 'INITIAL' | 'STABLE', month: string, trust: number) =>
    ({ account, stage, month, trust, commitment: trust - 1 }) as const;

  it('ST-12: the trend by stage and month', () => {
    const trend = trustCommitmentTrend([
      snapshot('c', 'STABLE', '2026-07', 6),
      snapshot('a', 'INITIAL', '2026-07', 4),
      snapshot('a', 'INITIAL', '2026-01', 3),
      snapshot('b', 'INITIAL', '2026-07', 5),
    ]);
    expect(trend).toEqual([
      { stage: 'INITIAL', month: '2026-01', trust: 3, commitment: 2, accounts: 1 },
      { stage: 'INITIAL', month: '2026-07', trust: 4.5, commitment: 3.5, accounts: 2 },
      { stage: 'STABLE', month: '2026-07', trust: 6, commitment: 5, accounts: 1 },
    ]);
    expect(() => trustCommitmentTrend([snapshot('a', 'INITIAL', '2026-13', 4)])).toThrow('INVALID_MONTH');
    expect(() => trustCommitmentTrend([snapshot('a', 'INITIAL', '2026-12', 8)])).toThrow('INVALID_NUMBER');
    expect(() => trustCommitmentTrend([snapshot('a', 'INITIAL', '2026-12', 1)])).toThrow('INVALID_NUMBER');
  });

  it('ST-12: evidence for the gates into STABLE and STRATEGIC, and for no other', () => {
    const met = (stage: 'INITIAL' | 'STABLE' | 'STRATEGIC', trust?: number, commitment?: number): boolean | undefined =>
      trustCommitmentEvidence(stage, { trust, commitment }).met;
    expect(met('INITIAL')).toBe(true);
    expect([met('STABLE', 4.5, 4.5), met('STABLE', 4.4, 7), met('STABLE', 7, 4.4)]).toEqual([true, false, false]);
    expect([met('STRATEGIC', 5.5, 5.5), met('STRATEGIC', 5.4, 5.5)]).toEqual([true, false]);
    expect([met('STABLE', 7), met('STABLE', undefined, 7), met('STABLE', 1)]).toEqual([undefined, undefined, false]);
    expect(trustCommitmentEvidence('STABLE', { trust: 5, commitment: 5 }, { STABLE: 6 })).toEqual({
      floor: 6,
      met: false,
    });
    expect(() => met('INITIAL', 8, 8)).toThrow('INVALID_NUMBER');
  });
});

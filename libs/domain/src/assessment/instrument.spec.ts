import { describe, expect, it } from '@jest/globals';
import { instrumentProblems, reviseInstrument, type InstrumentChanges } from './instrument.revise.js';
import { ITEM_ANSWERS, isItemAnswer, isSameInstrument, referenceOf, type AssessmentInstrument } from './instrument.js';
import { INSTRUMENT_V1, INSTRUMENT_V1_ITEMS } from './instrument-v1.js';

const problemsOf = (changes: Partial<AssessmentInstrument>) => instrumentProblems({ ...INSTRUMENT_V1, ...changes });
const { SHORT, FULL } = INSTRUMENT_V1.forms;

describe('the first version of the questionnaire', () => {
  it('AS-01 §5.2: has six short and twelve full items, in their order, and no fault', () => {
    expect(instrumentProblems(INSTRUMENT_V1)).toEqual([]);
    expect(FULL.items).toEqual(INSTRUMENT_V1_ITEMS);
    expect(FULL.items).toHaveLength(12);
    // Questions 2, 3, 4, 5, 6 and 8.
    expect(SHORT.items.map((item) => FULL.items.indexOf(item) + 1)).toEqual([2, 3, 4, 5, 6, 8]);
    expect([SHORT.requiredAnswers, FULL.requiredAnswers]).toEqual([5, 9]);
    expect(FULL.items.indexOf(INSTRUMENT_V1.transactionItem)).toBe(0);
    expect(SHORT.items).not.toContain(INSTRUMENT_V1.transactionItem);
  });

  it('AS-01 §5.2: asks every item in English and Chinese with an anchor for each answer, no two alike', () => {
    expect(Object.keys(INSTRUMENT_V1.wording)).toEqual(['en', 'zh-CN', 'zh-TW']);
    for (const wording of Object.values(INSTRUMENT_V1.wording)) {
      expect(Object.keys(wording)).toEqual([...INSTRUMENT_V1_ITEMS]);
      const texts = Object.values(wording).flatMap(({ question, anchors }) => [question, ...anchors]);
      expect(new Set(texts).size).toBe(60);
    }
  });

  it('AS-01 §5.2: writes Chinese in Chinese, in the characters of its place', () => {
    const { 'zh-CN': simplified, 'zh-TW': traditional } = INSTRUMENT_V1.wording;
    for (const wording of [simplified, traditional]) {
      for (const { question, anchors } of Object.values(wording)) {
        expect(question).toMatch(/^[一-鿿，、：]+？$/u);
        for (const anchor of anchors) expect(anchor).toMatch(/^[一-鿿，、：]+。$/u);
      }
    }
    expect(JSON.stringify(simplified)).not.toMatch(/[雙關係應價戰團隊們訂貨運]/u);
    expect(JSON.stringify(traditional)).not.toMatch(/[双关应价战团队们订货运]/u);
  });
});

describe(isItemAnswer.name, () => {
  it('§5.3: knows 1, 2, 3 and 4', () => {
    expect([0, 1, 2, 3, 4, 5, 1.5, '1', null, undefined, NaN].filter(isItemAnswer)).toEqual([...ITEM_ANSWERS]);
  });
});

describe(instrumentProblems.name, () => {
  it.each<readonly [string, Partial<AssessmentInstrument>, object]>([
    ['no code', { code: ' ' }, { code: 'CODE_MISSING', at: null }],
    ['no version', { version: 0 }, { code: 'VERSION_INVALID', at: null }],
    ['half a version', { version: 1.5 }, { code: 'VERSION_INVALID', at: null }],
    ['no language', { wording: {} }, { code: 'NO_LANGUAGE', at: null }],
    ['an unknown item of transactions', { transactionItem: 'X' }, { code: 'TRANSACTION_ITEM_UNKNOWN', at: 'X' }],
    [
      'an item twice',
      { forms: { SHORT, FULL: { ...FULL, items: [...FULL.items, 'TRUST'] } } },
      { code: 'ITEM_TWICE', at: 'FULL' },
    ],
    [
      'a short item that the full form lacks',
      { forms: { SHORT, FULL: { ...FULL, items: FULL.items.filter((item) => item !== 'TRUST') } } },
      { code: 'SHORT_ITEM_NOT_IN_FULL', at: 'TRUST' },
    ],
    ...[0, 7, 4.5].map(
      (requiredAnswers) =>
        [
          `${requiredAnswers} required answers of six`,
          { forms: { SHORT: { ...SHORT, requiredAnswers }, FULL } },
          { code: 'REQUIRED_ANSWERS_INVALID', at: 'SHORT' },
        ] as const,
    ),
  ])('names %s', (_, changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });

  it('lets a form require every answer, or one', () => {
    for (const requiredAnswers of [1, 6]) {
      expect(problemsOf({ forms: { SHORT: { ...SHORT, requiredAnswers }, FULL } })).toEqual([]);
    }
  });

  it('names an empty form', () => {
    const problems = problemsOf({ forms: { SHORT: { items: [], requiredAnswers: 1 }, FULL } });
    expect(problems.map(({ code }) => code)).toEqual(['FORM_EMPTY', 'REQUIRED_ANSWERS_INVALID']);
  });

  it.each([
    { COOPERATIVE: 6, INTERDEPENDENT: 16.5, INTEGRATED: 22.5 },
    { COOPERATIVE: 16.5, INTERDEPENDENT: 16.5, INTEGRATED: 22.5 },
    { COOPERATIVE: 10.5, INTERDEPENDENT: 23, INTEGRATED: 22.5 },
    { COOPERATIVE: 10.5, INTERDEPENDENT: 16.5, INTEGRATED: 24.5 },
    { COOPERATIVE: NaN, INTERDEPENDENT: 16.5, INTEGRATED: 22.5 },
  ])('names bands that do not ascend within the scale: %p', (bands) => {
    expect(problemsOf({ bands })).toEqual([{ code: 'BANDS_NOT_ASCENDING', at: null }]);
    expect(problemsOf({ bands: { COOPERATIVE: 6.1, INTERDEPENDENT: 7, INTEGRATED: 24 } })).toEqual([]);
  });

  it('names wording that is missing or blank, by language', () => {
    const { en } = INSTRUMENT_V1.wording;
    const wording = {
      en: { ...en, TRUST: { ...en.TRUST, anchors: ['a', 'b', ' ', 'd'] as const } },
      de: { ...en, ROLES: { ...en.ROLES, question: '' } },
    };
    expect(problemsOf({ wording })).toEqual([
      { code: 'WORDING_MISSING', at: 'TRUST', language: 'en' },
      { code: 'WORDING_MISSING', at: 'ROLES', language: 'de' },
    ]);
    const odd = { SHORT, FULL: { ...FULL, items: [...FULL.items, 'constructor'] } };
    expect(problemsOf({ forms: odd, wording: { en } })).toEqual([
      { code: 'WORDING_MISSING', at: 'constructor', language: 'en' },
    ]);
  });
});

describe(reviseInstrument.name, () => {
  it('AS-01: makes the next version and leaves the one before as it was', () => {
    const before = structuredClone(INSTRUMENT_V1);
    const changes: InstrumentChanges = { bands: { COOPERATIVE: 11, INTERDEPENDENT: 17, INTEGRATED: 23 } };
    const revision = reviseInstrument(INSTRUMENT_V1, changes);
    expect(revision).toEqual({ ok: true, instrument: { ...INSTRUMENT_V1, ...changes, version: 2 } });
    expect(INSTRUMENT_V1).toEqual(before);
  });

  it('AS-01: begins a tenant’s own at version 1', () => {
    const base = { ...INSTRUMENT_V1, version: 4 };
    const own = reviseInstrument(base, { code: 'ACME' });
    expect(own.ok && referenceOf(own.instrument)).toEqual({ code: 'ACME', version: 1 });
    const next = reviseInstrument(base, { code: 'MORTISE' });
    expect(next.ok && next.instrument.version).toBe(5);
  });

  it('gives every fault instead of a version that could not be used', () => {
    expect(reviseInstrument(INSTRUMENT_V1, { wording: {}, transactionItem: 'X' })).toEqual({
      ok: false,
      reasons: [
        { code: 'NO_LANGUAGE', at: null },
        { code: 'TRANSACTION_ITEM_UNKNOWN', at: 'X' },
      ],
    });
    expect(reviseInstrument(INSTRUMENT_V1, { transactionItem: null })).toMatchObject({ ok: true });
  });

  it('knows one version from another', () => {
    const reference = { code: 'A', version: 1 };
    expect(isSameInstrument(reference, { ...reference })).toBe(true);
    expect(isSameInstrument(reference, { code: 'A', version: 2 })).toBe(false);
    expect(isSameInstrument(reference, { code: 'B', version: 1 })).toBe(false);
  });
});

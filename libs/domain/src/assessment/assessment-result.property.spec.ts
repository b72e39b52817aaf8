import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answersOf, sheetOf } from '../../test/assessment-scenario.js';
import { seededRandom } from '../random/random.js';
import { DEFAULT_ASSESSMENT_POLICY } from './assessment-policy.js';
import { assessRelationship } from './assessment-result.js';
import { ASSESSMENT_FORMS, type ItemAnswer, type AssessmentForm } from './instrument.js';
import { INSTRUMENT_V1 } from './instrument-v1.js';
import { levelRank } from './levels.js';
import { RATER_GROUPS } from './raters.js';
import type { RatedSheet } from './sheet.js';

const policy = { ...DEFAULT_ASSESSMENT_POLICY, draws: 30 };
const assess = (sheets: readonly RatedSheet[], form: AssessmentForm) =>
  assessRelationship(sheets, { form, instrument: INSTRUMENT_V1, random: seededRandom(5) }, policy);

describe('any sheets', () => {
  const answer = fc.constantFrom<ItemAnswer | null>(1, 2, 3, 4, null);
  const sheets = fc
    .array(
      fc.record({
        group: fc.constantFrom(...RATER_GROUPS),
        ownAccount: fc.boolean(),
        values: fc.array(answer, { minLength: 12, maxLength: 12 }),
      }),
      { maxLength: 6 },
    )
    .map((rows) => (form: AssessmentForm): readonly RatedSheet[] => {
      return rows.map(({ group, ownAccount, values }, i) =>
        sheetOf(`r${i}`, group, answersOf(form, ...values), ownAccount),
      );
    });
  const form = fc.constantFrom(...ASSESSMENT_FORMS);

  it('does not depend on the order of the raters', () => {
    fc.assert(
      fc.property(sheets, form, (rated, kind) => {
        expect(assess([...rated(kind)].reverse(), kind)).toEqual(assess(rated(kind), kind));
      }),
    );
  });

  it('lets no NaN or infinity out, and keeps every figure in its bounds', () => {
    fc.assert(
      fc.property(sheets, form, (rated, kind) => {
        const result = assess(rated(kind), kind);
        if (result === undefined) return;
        // JSON has no NaN and no infinity: they would come back as null, and nothing here is null by mistake.
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
        expect(result.score).toBeGreaterThanOrEqual(6);
        expect(result.score).toBeLessThanOrEqual(24);
        expect(levelRank(result.range.lowest)).toBeLessThanOrEqual(levelRank(result.level));
        expect(levelRank(result.range.highest)).toBeGreaterThanOrEqual(levelRank(result.level));
        expect(result.counted.length + result.notCounted.length).toBe(rated(kind).length);
      }),
    );
  });

  it('never falls when a rater answers higher', () => {
    fc.assert(
      fc.property(sheets, form, fc.nat(), fc.nat(), (rated, kind, who, which) => {
        const before = rated(kind);
        const sheet = before[who % Math.max(1, before.length)];
        const item = INSTRUMENT_V1.forms[kind].items[which % INSTRUMENT_V1.forms[kind].items.length] as string;
        const given = sheet?.answers[item];
        if (sheet === undefined || given == null || given === 4) return;
        const raised = { ...sheet, answers: { ...sheet.answers, [item]: (given + 1) as ItemAnswer } };
        const after = before.map((one) => (one === sheet ? raised : one));
        const [low, high] = [assess(before, kind), assess(after, kind)];
        if (low === undefined || high === undefined) return;
        expect(high.score).toBeGreaterThanOrEqual(low.score);
        expect(levelRank(high.level)).toBeGreaterThanOrEqual(levelRank(low.level));
      }),
    );
  });
});

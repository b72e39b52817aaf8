import { InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { isItemAnswer, type ItemAnswer, type AssessmentForm, type AssessmentInstrument } from './instrument.js';
import { ASSESSMENT_SCALE } from './levels.js';
import type { GroupedValue, Rater } from './raters.js';

/** Answers by item code. Null, or nothing at all, is "don't know": a missing answer, not a 1. */
export type SheetAnswers = Readonly<Record<string, ItemAnswer | null>>;

/** What one rater answered. */
export interface RatedSheet extends Rater {
  readonly answers: SheetAnswers;
}

export interface ScoredSheet {
  readonly valid: true;
  /** 6…24 on either form. */
  readonly score: number;
  readonly answered: number;
  readonly asked: number;
}

export interface UnscoredSheet {
  readonly valid: false;
  readonly reason: 'TOO_FEW_ANSWERS';
  readonly answered: number;
  readonly required: number;
}

/**
 * Score of one rater, S = 6 · mean of the answers given, in 6…24; not counted below the number of answers that the form
 * requires. Answers to items the form does not ask are left out. O(items).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for an answer other than 1, 2, 3, 4 or none
 */
export function scoreSheet(
  answers: SheetAnswers,
  form: AssessmentForm,
  instrument: AssessmentInstrument,
): ScoredSheet | UnscoredSheet {
  const { items, requiredAnswers: required } = instrument.forms[form];
  const given = items.flatMap((item) => answerTo(answers, item) ?? []);
  const answered = given.length;
  if (answered < required || answered === 0) return { valid: false, reason: 'TOO_FEW_ANSWERS', answered, required };
  return { valid: true, score: (ASSESSMENT_SCALE.factor * sum(given)) / answered, answered, asked: items.length };
}

/**
 * The answer to an item, or null for "don't know".
 *
 * @throws InvalidValueError `INVALID_NUMBER` for anything else
 */
export function answerTo(answers: SheetAnswers, item: string): ItemAnswer | null {
  const answer = Object.hasOwn(answers, item) ? (answers[item] ?? null) : null;
  if (answer !== null && !isItemAnswer(answer)) throw new InvalidValueError('INVALID_NUMBER', answer);
  return answer;
}

/** What was said to an item, by group; "don't know" is left out. O(sheets). Throws as {@link answerTo}. */
export function answersByGroup(sheets: readonly RatedSheet[], item: string): readonly GroupedValue[] {
  return sheets.flatMap(({ group, answers }) => {
    const value = answerTo(answers, item);
    return value === null ? [] : [{ group, value }];
  });
}

/** The answer that has to be borne out by words: nobody is at the top without an example. */
export const EVIDENCE_FROM: ItemAnswer = 4;

/** Items answered with a 4 for which no evidence is written down, in the order of the answers. O(answers). */
export function answersWithoutEvidence(
  answers: SheetAnswers,
  evidence: Readonly<Record<string, string>>,
): readonly string[] {
  const borneOut = new Set(
    Object.entries(evidence)
      .filter(([, text]) => text.trim() !== '')
      .map(([item]) => item),
  );
  return Object.entries(answers)
    .filter(([item, answer]) => answer !== null && answer >= EVIDENCE_FROM && !borneOut.has(item))
    .map(([item]) => item);
}

import type { LevelBands } from './levels.js';

/** The quick form of six items, and the whole. Both score on the same scale. */
export const ASSESSMENT_FORMS = ['SHORT', 'FULL'] as const;
export type AssessmentForm = (typeof ASSESSMENT_FORMS)[number];

/** An answer: 1 as at level BASIC … 4 as at level INTEGRATED. */
export const ITEM_ANSWERS = [1, 2, 3, 4] as const;
export type ItemAnswer = (typeof ITEM_ANSWERS)[number];

export function isItemAnswer(value: unknown): value is ItemAnswer {
  return ITEM_ANSWERS.some((answer) => answer === value);
}

/** What a rater reads of an item: the question, and what each of the answers 1…4 looks like in practice. */
export interface ItemWording {
  readonly question: string;
  readonly anchors: readonly [string, string, string, string];
}

/** Wording of every item in one language. */
export type InstrumentWording = Readonly<Record<string, ItemWording>>;

export interface InstrumentForm {
  /** Codes of the items asked, in their order. */
  readonly items: readonly string[];
  /** A sheet with fewer answers than this is not counted. */
  readonly requiredAnswers: number;
}

/** A questionnaire as data. A version that has been used is never changed: what is changed becomes the next version. */
export interface AssessmentInstrument {
  readonly code: string;
  readonly version: number;
  readonly forms: Readonly<Record<AssessmentForm, InstrumentForm>>;
  /** The item on ordering, shipping and delivering, on which the others rest; null when none asks for it. */
  readonly transactionItem: string | null;
  readonly bands: LevelBands;
  /** By language tag. */
  readonly wording: Readonly<Record<string, InstrumentWording>>;
}

/** Which questionnaire was used. */
export interface InstrumentReference {
  readonly code: string;
  readonly version: number;
}

export function referenceOf({ code, version }: AssessmentInstrument): InstrumentReference {
  return { code, version };
}

/** Whether two references name the same version of the same questionnaire. */
export function isSameInstrument(a: InstrumentReference, b: InstrumentReference): boolean {
  return a.code === b.code && a.version === b.version;
}

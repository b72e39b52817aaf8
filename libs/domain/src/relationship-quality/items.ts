import type { ProductLanguage } from '../text/localized-text.js';
import { ENGLISH_ITEMS } from './items.en.js';
import { SIMPLIFIED_CHINESE_ITEMS } from './items.zh-cn.js';
import { TRADITIONAL_CHINESE_ITEMS } from './items.zh-tw.js';

/** What relationship quality is made of (Rauyruen & Miller 2007). */
export const QUALITY_DIMENSIONS = ['TRUST', 'COMMITMENT', 'SATISFACTION', 'SERVICE_QUALITY'] as const;
export type QualityDimension = (typeof QUALITY_DIMENSIONS)[number];

/** Whom an answer is about: the people one deals with, or the company. Reported side by side, never averaged. */
export const QUALITY_FOCI = ['PEOPLE', 'COMPANY'] as const;
export type QualityFocus = (typeof QUALITY_FOCI)[number];

/** The items of each dimension, in the order in which they are asked. */
export const QUALITY_ITEMS = {
  TRUST: ['KEEPS_WORD', 'SPEAKS_PLAINLY', 'MINDS_OUR_INTEREST'],
  COMMITMENT: ['WANTS_TO_STAY', 'WORTH_EFFORT', 'FEELS_ATTACHED'],
  SATISFACTION: ['CONTENT', 'MEETS_EXPECTATIONS', 'WOULD_CHOOSE_AGAIN'],
  SERVICE_QUALITY: ['RELIABLE', 'PROMPT', 'COMPETENT'],
} as const satisfies Readonly<Record<QualityDimension, readonly string[]>>;

export type QualityItem = (typeof QUALITY_ITEMS)[QualityDimension][number];

export const QUALITY_ITEM_CODES: readonly QualityItem[] = QUALITY_DIMENSIONS.flatMap((dimension) => [
  ...QUALITY_ITEMS[dimension],
]);

/** Statement of every item about either focus; answered from 1 "not at all" to 7 "entirely". */
export type QualityWording = Readonly<Record<QualityItem, Readonly<Record<QualityFocus, string>>>>;

/**
 * The statements by language tag. Mortise's own wording of published constructs, not a validated scale: alpha tells
 * whether it holds together among a tenant's accounts.
 */
export const QUALITY_WORDING: Readonly<Record<ProductLanguage, QualityWording>> = {
  en: ENGLISH_ITEMS,
  'zh-TW': TRADITIONAL_CHINESE_ITEMS,
  'zh-CN': SIMPLIFIED_CHINESE_ITEMS,
};

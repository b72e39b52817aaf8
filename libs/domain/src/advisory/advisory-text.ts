import type { AdvisoryText } from './advisory.model.js';

/**
 * The text that somebody gets to read: in the wanted language, else in the same one written otherwise (zh-TW for zh-CN),
 * else in English, else the first. O(texts).
 *
 * @param texts at least one
 */
export function advisoryTextFor(texts: readonly [AdvisoryText, ...AdvisoryText[]], wanted: string): AdvisoryText {
  const [first] = texts;
  const spoken = (language: string): string | undefined => language.split('-')[0];
  return (
    texts.find(({ language }) => language === wanted) ??
    texts.find(({ language }) => spoken(language) === spoken(wanted)) ??
    texts.find(({ language }) => language === 'en') ??
    first
  );
}

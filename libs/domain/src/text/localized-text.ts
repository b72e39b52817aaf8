/** Languages of the product, by their tags. */
export const PRODUCT_LANGUAGES = ['en', 'zh-TW', 'zh-CN'] as const;
export type ProductLanguage = (typeof PRODUCT_LANGUAGES)[number];

/** A text in every language of the product. */
export type LocalizedText = Readonly<Record<ProductLanguage, string>>;

/** A text from its English, traditional and simplified Chinese, so that tables of texts read as tables. O(1). */
export function localizedText(en: string, traditional: string, simplified: string): LocalizedText {
  return { en, 'zh-TW': traditional, 'zh-CN': simplified };
}

/** Texts by a code, from rows of English, traditional and simplified Chinese. O(rows). */
export function localizedTexts<Code extends string>(
  rows: Readonly<Record<Code, readonly [en: string, traditional: string, simplified: string]>>,
): Readonly<Record<Code, LocalizedText>> {
  const texts = Object.entries<readonly [string, string, string]>(rows).map(([code, row]) => {
    return [code, localizedText(...row)];
  });
  return Object.fromEntries(texts) as Record<Code, LocalizedText>;
}

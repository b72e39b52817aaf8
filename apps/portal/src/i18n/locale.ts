/** Languages of the portal; `en` is the one its sources are written in. */
export const LOCALES = ['en', 'zh-CN', 'zh-TW'] as const;

export type PortalLocale = (typeof LOCALES)[number];

/** Each language in its own words. */
export const LOCALE_NAMES: Readonly<Record<PortalLocale, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
};

/**
 * The first wanted language that the portal speaks. The script counts for Chinese: Hong Kong, Macao and everything
 * marked traditional read zh-TW, every other kind zh-CN.
 */
export function chooseLocale(wanted: readonly string[]): PortalLocale {
  for (const tag of wanted) {
    const [language, ...subtags] = tag.toLowerCase().split('-');
    if (language === 'en') return 'en';
    if (language !== 'zh' && language !== 'yue') continue;
    if (subtags.includes('hans')) return 'zh-CN';
    return language === 'yue' || subtags.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-TW' : 'zh-CN';
  }
  return 'en';
}

export function isPortalLocale(text: string | null): text is PortalLocale {
  return LOCALES.some((locale) => locale === text);
}

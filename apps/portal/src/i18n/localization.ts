import { configureLocalization } from '@lit/localize';
import { browserMemory } from '../session/browser-memory.js';
import { chooseLocale, isPortalLocale, type PortalLocale } from './locale.js';

const REMEMBERED = 'mortise-portal.locale';

const localization = configureLocalization({
  sourceLocale: 'en',
  targetLocales: ['zh-CN', 'zh-TW'],
  loadLocale: (locale) => (locale === 'zh-TW' ? import('../locales/zh-TW.js') : import('../locales/zh-CN.js')),
});

export function currentLocale(): PortalLocale {
  return localization.getLocale() as PortalLocale;
}

/** Shows the page in the language chosen before, else in the browser's. */
export async function startLocalization(): Promise<void> {
  const chosen = browserMemory.getItem(REMEMBERED);
  await show(isPortalLocale(chosen) ? chosen : chooseLocale(navigator.languages));
}

/** Switches the language and remembers it. */
export async function switchLocale(locale: PortalLocale): Promise<void> {
  browserMemory.setItem(REMEMBERED, locale);
  await show(locale);
}

async function show(locale: PortalLocale): Promise<void> {
  // Without a network the words may be out of reach: then the page stays in the language it has.
  await localization.setLocale(locale).catch(() => undefined);
  document.documentElement.lang = currentLocale();
}

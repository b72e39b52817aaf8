import { describe, expect, it } from '@jest/globals';
import { chooseLocale, isPortalLocale } from './locale.js';

describe(chooseLocale.name, () => {
  it.each([
    [['zh-Hant'], 'zh-TW'],
    [['zh-HK'], 'zh-TW'],
    [['zh-Hant-HK'], 'zh-TW'],
    [['zh-MO'], 'zh-TW'],
    [['zh-TW'], 'zh-TW'],
    [['yue'], 'zh-TW'],
    [['zh'], 'zh-CN'],
    [['zh-SG'], 'zh-CN'],
    [['zh-Hans-HK'], 'zh-CN'],
    [['yue-Hans'], 'zh-CN'],
    [['en-GB'], 'en'],
    [['de-DE', 'zh-HK', 'en'], 'zh-TW'],
    [['de-DE', 'fr'], 'en'],
    [[], 'en'],
  ])('reads %j as %s', (wanted, locale) => {
    expect(chooseLocale(wanted)).toBe(locale);
  });
});

describe(isPortalLocale.name, () => {
  it('knows the languages of the portal only', () => {
    expect(['en', 'zh-CN', 'zh-TW', 'zh', 'fr', null].map(isPortalLocale)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

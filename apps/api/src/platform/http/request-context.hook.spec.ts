import { describe, expect, it } from '@jest/globals';
import { chooseLocale, requestId } from './request-context.hook.js';

describe(chooseLocale.name, () => {
  it.each([
    ['zh-HK,en;q=0.5', 'zh-TW'],
    ['zh-Hant-TW', 'zh-TW'],
    ['zh', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['fr-FR, en-GB', 'en'],
    ['fr', 'zh-TW'],
    [undefined, 'zh-TW'],
  ])('takes %s as %s, the person speaking zh-TW', (header, locale) => {
    expect(chooseLocale(header, 'zh-TW')).toBe(locale);
  });
});

describe(requestId.name, () => {
  it('keeps a harmless id of the caller and replaces everything else', () => {
    expect(requestId('trace-0001')).toBe('trace-0001');
    for (const bad of ['short', 'x'.repeat(65), 'new\nline-in-log', undefined, ['a', 'b']]) {
      expect(requestId(bad)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

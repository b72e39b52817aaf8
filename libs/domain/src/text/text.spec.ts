import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareText } from './compare-text.js';
import { localizedText, localizedTexts, PRODUCT_LANGUAGES } from './localized-text.js';

describe(compareText.name, () => {
  it('orders by code units, so that capitals come first everywhere', () => {
    expect(['b', 'a', 'Z', '中', 'ä', ''].sort(compareText)).toEqual(['', 'Z', 'a', 'b', 'ä', '中']);
  });

  it('is an order: equal texts are equal, and turning a pair around turns the sign', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(compareText(a, a)).toBe(0);
        expect(compareText(a, b) + compareText(b, a)).toBe(0);
        expect(compareText(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe(localizedText.name, () => {
  it('has every language of the product and no other', () => {
    const text = localizedText('Share', '份額', '份额');
    expect(text).toEqual({ en: 'Share', 'zh-TW': '份額', 'zh-CN': '份额' });
    expect(Object.keys(text)).toEqual(PRODUCT_LANGUAGES);
  });

  it('makes a table from rows', () => {
    expect(localizedTexts({ SHARE: ['Share', '份額', '份额'], SIDE: ['Side', '一方', '一方'] })).toEqual({
      SHARE: localizedText('Share', '份額', '份额'),
      SIDE: localizedText('Side', '一方', '一方'),
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { TemplateMap } from '@lit/localize';
import { fileURLToPath } from 'node:url';
import { sourceMessages } from '../../test/source-messages.js';
import { templates as simplified } from './zh-CN.js';
import { templates as traditional } from './zh-TW.js';

const messages = sourceMessages(fileURLToPath(new URL('..', import.meta.url)));

/** How many values a translation takes. */
function valuesOf(template: TemplateMap[string] | undefined): number {
  return typeof template === 'object' && 'strTag' in template ? new Set(template.values).size : 0;
}

describe('texts of the portal', () => {
  it('have one meaning per id', () => {
    const texts = new Map<string, Set<string>>();
    for (const { id, text } of messages) texts.set(id, (texts.get(id) ?? new Set()).add(text));
    expect([...texts].filter(([, meanings]) => meanings.size > 1)).toEqual([]);
    expect(texts.size).toBeGreaterThan(100);
  });

  it.each([
    ['zh-CN', simplified],
    ['zh-TW', traditional],
  ])('are all there in %s, with their values, and no more', (_locale, templates) => {
    const ids = new Set(messages.map(({ id }) => id));
    expect(Object.keys(templates).sort()).toEqual([...ids].sort());
    const wrong = messages.filter(({ id, values }) => valuesOf(templates[id]) !== values);
    expect(wrong).toEqual([]);
    const named = (text: string): string[] => (text.match(/\{[a-z]+\}/g) ?? []).sort();
    for (const { id, text } of messages) {
      const template = templates[id];
      if (typeof template === 'string') expect({ id, named: named(template) }).toEqual({ id, named: named(text) });
    }
  });

  it('use no character of the other script', () => {
    const all = (templates: TemplateMap): string => JSON.stringify(Object.values(templates));
    expect(all(simplified).match(/[們請發訴號單應電這網頁沒時與為]/g)).toBeNull();
    expect(all(traditional).match(/[们请发诉号单应电这网页没时与为]/g)).toBeNull();
  });
});

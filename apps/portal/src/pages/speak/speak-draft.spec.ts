import { describe, expect, it } from '@jest/globals';
import type { Memory } from '../../session/session.js';
import { EMPTY_DRAFT, forgetDraft, keepDraft, readDraft } from './speak-draft.js';

function memory(): Memory & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

describe(readDraft.name, () => {
  it('gives back what was kept, to the same person about the same question only', () => {
    const kept = memory();
    keepDraft(kept, 'li', '1', { answer: 'CALL_ME', note: 'Mornings' });
    expect(readDraft(kept, 'li', '1')).toEqual({ answer: 'CALL_ME', note: 'Mornings' });
    expect([readDraft(kept, 'wang', '1'), readDraft(kept, 'li', '2')]).toEqual([EMPTY_DRAFT, EMPTY_DRAFT]);
    forgetDraft(kept, 'li', '1');
    expect(kept.values.size).toBe(0);
  });

  it.each(['', '{', 'null', '{"answer":"MAYBE","note":7}'])('begins anew where %j was kept', (text) => {
    const kept = memory();
    keepDraft(kept, 'li', '1', EMPTY_DRAFT);
    for (const key of kept.values.keys()) kept.values.set(key, text);
    expect(readDraft(kept, 'li', '1')).toEqual(EMPTY_DRAFT);
  });
});

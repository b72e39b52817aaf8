import { describe, expect, it } from '@jest/globals';
import type { Memory } from '../../session/session.js';
import { answersOf, forgetDraft, keepDraft, missingIn, readDraft } from './assessment-draft.js';

function memory(): Memory & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

const ITEMS = ['TRUST', 'INFORMATION'].map((code) => ({ code, question: code, anchors: ['1', '2', '3', '4'] }));

describe(readDraft.name, () => {
  it('gives back what was kept, to the same person about the same round only', () => {
    const kept = memory();
    const draft = { TRUST: { answer: 4, evidence: 'Open books' }, INFORMATION: { answer: null, evidence: '' } };
    keepDraft(kept, 'li', '1', draft);
    expect(readDraft(kept, 'li', '1')).toEqual(draft);
    expect([readDraft(kept, 'wang', '1'), readDraft(kept, 'li', '2')]).toEqual([{}, {}]);
    forgetDraft(kept, 'li', '1');
    expect(kept.values.size).toBe(0);
  });

  it.each(['', '{', 'null', '7', '{"TRUST":{"answer":5,"evidence":""},"INFORMATION":{"answer":2},"PRICING":null}'])(
    'begins anew where %j was kept',
    (text) => {
      const kept = memory();
      keepDraft(kept, 'li', '1', {});
      for (const key of kept.values.keys()) kept.values.set(key, text);
      expect(readDraft(kept, 'li', '1')).toEqual({});
    },
  );
});

describe(missingIn.name, () => {
  it('AS-02: names the first question without a choice, and the first 4 without an example', () => {
    expect(missingIn(ITEMS, {})).toEqual({ code: 'TRUST', what: 'CHOICE' });
    const trust = { TRUST: { answer: 4, evidence: ' ' } };
    expect(missingIn(ITEMS, trust)).toEqual({ code: 'TRUST', what: 'EVIDENCE' });
    const both = { TRUST: { answer: 4, evidence: 'Open books' }, INFORMATION: { answer: null, evidence: '' } };
    expect(missingIn(ITEMS, both)).toBeNull();
  });
});

describe(answersOf.name, () => {
  it('AS-02: hands in what was chosen, words with a 4 alone', () => {
    const draft = { TRUST: { answer: 3, evidence: 'was a 4' }, INFORMATION: { answer: 4, evidence: ' Stocks ' } };
    expect(answersOf(ITEMS, draft)).toEqual([
      { item: 'TRUST', answer: 3, evidence: null },
      { item: 'INFORMATION', answer: 4, evidence: 'Stocks' },
    ]);
  });
});

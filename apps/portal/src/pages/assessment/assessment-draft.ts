import type { AssessmentAnswer, AssessmentItem } from '../../api/types.js';
import type { Memory } from '../../session/session.js';

/** What was chosen for a question: 1 to 4, or null for "cannot say"; and what bears it out. */
export interface DraftAnswer {
  readonly answer: number | null;
  readonly evidence: string;
}

/** By code of the question; what is not there was not looked at yet. */
export type AssessmentDraft = Readonly<Record<string, DraftAnswer>>;

/** The answer that needs an example. */
export const TOP_ANSWER = 4;

/** What was begun on this device, by this person about this round; it stays until it is handed in. */
export function readDraft(memory: Memory, buyerId: string, assessmentId: string): AssessmentDraft {
  try {
    const kept: unknown = JSON.parse(memory.getItem(keyOf(buyerId, assessmentId)) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, DraftAnswer] => isAnswer(entry[1])),
    );
  } catch {
    return {};
  }
}

export function keepDraft(memory: Memory, buyerId: string, assessmentId: string, draft: AssessmentDraft): void {
  memory.setItem(keyOf(buyerId, assessmentId), JSON.stringify(draft));
}

export function forgetDraft(memory: Memory, buyerId: string, assessmentId: string): void {
  memory.removeItem(keyOf(buyerId, assessmentId));
}

/** What keeps the sheet from being handed in: the first question without a choice, and the first 4 without an example. */
export function missingIn(
  items: readonly AssessmentItem[],
  draft: AssessmentDraft,
): { readonly code: string; readonly what: 'CHOICE' | 'EVIDENCE' } | null {
  for (const { code } of items) {
    const given = draft[code];
    if (given === undefined) return { code, what: 'CHOICE' };
    if (given.answer === TOP_ANSWER && given.evidence.trim() === '') return { code, what: 'EVIDENCE' };
  }
  return null;
}

/** The sheet as it is handed in; words go with a 4 alone. */
export function answersOf(items: readonly AssessmentItem[], draft: AssessmentDraft): readonly AssessmentAnswer[] {
  return items.map(({ code }) => {
    const { answer = null, evidence = '' } = draft[code] ?? {};
    return { item: code, answer, evidence: (answer === TOP_ANSWER && evidence.trim()) || null };
  });
}

function isAnswer(value: unknown): value is DraftAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { answer, evidence } = value as Partial<DraftAnswer>;
  return (answer === null || [1, 2, 3, TOP_ANSWER].includes(answer ?? 0)) && typeof evidence === 'string';
}

function keyOf(buyerId: string, assessmentId: string): string {
  return `mortise-portal.assess.${buyerId}.${assessmentId}`;
}

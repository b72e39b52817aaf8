import type { Reason } from '../decision/decision.js';
import {
  PLAY_GUARDS,
  PLAY_MEANS,
  PLAY_ROLES,
  type PlayGuard,
  type PlayMeans,
  type PlayTemplate,
} from './play.model.js';
import { PROHIBITED_WORDS, prohibitedWordsIn } from './prohibited-words.js';

/** What a play that uses a means must promise. */
export const GUARDS_OF_MEANS: { readonly [Means in PlayMeans]?: readonly PlayGuard[] } = {
  DOCUMENTED_EVIDENCE: ['DOCUMENTED_ISSUES_ONLY', 'SENDER_VISIBLE'],
  REGISTERED_COURTESY: ['GIFT_REGISTER'],
  STANCE_MAPPING: ['FACTUAL_STANCE_NOTES'],
  EXPECTATION: ['EXPECTATION_WITHIN_OUR_PERFORMANCE'],
};

/** Why a play is not offered. */
export type PlayFault =
  | Reason<'CODE_REQUIRED' | 'NO_ACTION' | 'NO_PLACE' | 'EVIDENCE_REQUIRED'>
  | (Reason<'TEXT_REQUIRED'> & { readonly path: string })
  | (Reason<'MEANS_NOT_ALLOWED' | 'OWNER_UNKNOWN' | 'DUE_INVALID'> & { readonly action: string })
  | (Reason<'GUARD_UNKNOWN' | 'GUARD_REQUIRED'> & { readonly guard: string })
  | (Reason<'PRACTICE_PROHIBITED'> & { readonly word: string });

/** A play as a tenant may send it: the same shape, but nobody has checked the codes yet. */
export type PlayDraft = Omit<PlayTemplate, 'actions' | 'guards'> & {
  readonly guards: readonly string[];
  readonly actions: readonly (Omit<PlayTemplate['actions'][number], 'means' | 'owner'> & {
    readonly means: string;
    readonly owner: string;
  })[];
};

/**
 * Everything wrong with a play. It must belong somewhere, do something by means that are allowed, promise what those means
 * ask for, and contain no word of deceiving, paying or exploiting a person. None means it may be offered. O(text).
 */
export function playFaults(play: PlayDraft): readonly PlayFault[] {
  const faults: PlayFault[] = [];
  if (play.code.trim() === '') faults.push({ code: 'CODE_REQUIRED' });
  if (play.stages.length + play.levels.length === 0) faults.push({ code: 'NO_PLACE' });
  if (play.actions.length === 0) faults.push({ code: 'NO_ACTION' });
  if (play.evidence.length === 0) faults.push({ code: 'EVIDENCE_REQUIRED' });
  for (const [path, text] of textsOf(play)) if (text.trim() === '') faults.push({ code: 'TEXT_REQUIRED', path });
  for (const { code: action, means, owner, dueDays } of play.actions) {
    if (!includes(PLAY_MEANS, means)) faults.push({ code: 'MEANS_NOT_ALLOWED', action });
    if (!includes(PLAY_ROLES, owner)) faults.push({ code: 'OWNER_UNKNOWN', action });
    if (!Number.isInteger(dueDays) || dueDays < 0) faults.push({ code: 'DUE_INVALID', action });
  }
  for (const guard of play.guards) if (!includes(PLAY_GUARDS, guard)) faults.push({ code: 'GUARD_UNKNOWN', guard });
  for (const guard of guardsRequired(play)) {
    if (!play.guards.includes(guard)) faults.push({ code: 'GUARD_REQUIRED', guard });
  }
  const said = new Set(saidIn(play).flatMap(prohibitedWordsIn));
  for (const word of PROHIBITED_WORDS) if (said.has(word)) faults.push({ code: 'PRACTICE_PROHIBITED', word });
  return faults;
}

/** Whether an expectation may be raised: only as high as the customer already finds us (both on one scale). */
export function mayRaiseExpectation(ourPerceived: number | undefined, newExpectation: number): boolean {
  return ourPerceived !== undefined && ourPerceived >= newExpectation;
}

/** Facts that guards are checked against; leave out what is not known. */
export interface GuardFacts {
  readonly documentedIssues?: number;
  readonly senderNamed?: boolean;
  readonly ourPerceived?: number;
  readonly newExpectation?: number;
}

/** The guards of a play that the facts do not satisfy, so that it may not be started. Others are promises kept by people. */
export function unmetGuards(play: Pick<PlayTemplate, 'guards'>, facts: GuardFacts): readonly PlayGuard[] {
  return play.guards.filter((guard) => {
    switch (guard) {
      case 'DOCUMENTED_ISSUES_ONLY':
        return !((facts.documentedIssues ?? 0) > 0);
      case 'SENDER_VISIBLE':
        return facts.senderNamed !== true;
      case 'EXPECTATION_WITHIN_OUR_PERFORMANCE':
        return facts.newExpectation === undefined || !mayRaiseExpectation(facts.ourPerceived, facts.newExpectation);
      default:
        return false;
    }
  });
}

function guardsRequired({ actions }: PlayDraft): ReadonlySet<PlayGuard> {
  return new Set(actions.flatMap(({ means }) => (includes(PLAY_MEANS, means) ? (GUARDS_OF_MEANS[means] ?? []) : [])));
}

/** Everything a play says, its codes included. */
function saidIn(play: PlayDraft): readonly string[] {
  const codes = [play.code, ...play.actions.map(({ code }) => code), ...play.evidence];
  return [...codes.map((code) => code.replaceAll('_', ' ')), ...textsOf(play).map(([, text]) => text)];
}

function textsOf({ name, objective, driver, actions }: PlayDraft): readonly (readonly [string, string])[] {
  const texts = [
    ['name', name] as const,
    ['objective', objective] as const,
    ['driver', driver] as const,
    ...actions.map(({ code, text }) => [`actions.${code}`, text] as const),
  ];
  return texts.flatMap(([path, text]) => Object.entries(text).map(([tag, said]) => [`${path}.${tag}`, said] as const));
}

function includes<Code extends string>(codes: readonly Code[], code: string): code is Code {
  return (codes as readonly string[]).includes(code);
}

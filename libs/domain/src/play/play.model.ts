import type { RelationshipLevel } from '../assessment/levels.js';
import type { Stage } from '../stage/stages.js';
import { localizedText, type LocalizedText } from '../text/localized-text.js';
import type { TriggerCode } from '../window/trigger-codes.js';

/** Who carries out an action, on our side. */
export const PLAY_ROLES = [
  'ACCOUNT_MANAGER',
  'SALES_MANAGER',
  'MARKETING',
  'TECHNICAL',
  'QUALITY',
  'LOGISTICS',
  'SERVICE',
  'FINANCE',
  'EXECUTIVE_SPONSOR',
] as const;
export type PlayRole = (typeof PLAY_ROLES)[number];

/** By what means an action works. The list has no place for means that deceive or exploit. */
export const PLAY_MEANS = [
  'RESEARCH',
  'CONTACT',
  'STANCE_MAPPING',
  'DEMONSTRATION',
  'TRIAL',
  'ANALYSIS',
  'PROPOSAL',
  'EXPECTATION',
  'DOCUMENTED_EVIDENCE',
  'REGISTERED_COURTESY',
  'SERVICE',
  'TEAM',
  'AGREEMENT',
] as const;
export type PlayMeans = (typeof PLAY_MEANS)[number];

/** Conditions that keep a play honest; they are shown with it and checked where there are facts to check. */
export const PLAY_GUARDS = [
  'DOCUMENTED_ISSUES_ONLY',
  'SENDER_VISIBLE',
  'GIFT_REGISTER',
  'FACTUAL_STANCE_NOTES',
  'PROFESSIONAL_MOTIVES_ONLY',
  'EXPECTATION_WITHIN_OUR_PERFORMANCE',
] as const;
export type PlayGuard = (typeof PLAY_GUARDS)[number];

/** What on an account calls for a play, besides its stage, level and open windows. */
export const PLAY_SIGNALS = [
  'DMU_GAP',
  'SINGLE_THREAD',
  'WHITE_SPACE',
  'EXECUTIVE_VISIT_OVERDUE',
  'CONTACT_SILENCE',
  'SATISFACTION_BELOW_EXPECTATION',
  'LOW_EXIT_BARRIER',
  'DELIVERY_BELOW_FLOOR',
  'NEED_PROFILE_INCOMPLETE',
  'ORDER_VOLATILITY',
] as const;
export type PlaySignal = (typeof PLAY_SIGNALS)[number];

/** A step of a play: what, by whom, how many days after its start, by what means. */
export interface PlayAction {
  readonly code: string;
  readonly text: LocalizedText;
  readonly owner: PlayRole;
  readonly dueDays: number;
  readonly means: PlayMeans;
}

/** A play as data: a template that an account plan copies. */
export interface PlayTemplate {
  readonly code: string;
  readonly name: LocalizedText;
  readonly objective: LocalizedText;
  /** What moves the customer in this situation. */
  readonly driver: LocalizedText;
  readonly stages: readonly Stage[];
  readonly levels: readonly RelationshipLevel[];
  /** Whether it brings the relationship forward, holds it, or both. */
  readonly purpose: 'ADVANCE' | 'HOLD' | 'BOTH';
  /** Windows it makes use of. */
  readonly triggers: readonly TriggerCode[];
  readonly signals: readonly PlaySignal[];
  readonly actions: readonly PlayAction[];
  /** What must be on record when it is done. */
  readonly evidence: readonly string[];
  readonly guards: readonly PlayGuard[];
}

type ActionRow = readonly [
  code: string,
  owner: PlayRole,
  dueDays: number,
  means: PlayMeans,
  en: string,
  traditional: string,
  simplified: string,
];

/** Actions from rows, so that the tables of plays read as tables. */
export function playActions(...rows: readonly ActionRow[]): readonly PlayAction[] {
  return rows.map(([code, owner, dueDays, means, en, traditional, simplified]) => {
    return { code, owner, dueDays, means, text: localizedText(en, traditional, simplified) };
  });
}

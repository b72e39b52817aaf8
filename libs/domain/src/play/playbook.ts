import type { Stage, SupplierRole } from '../stage/stages.js';
import { STAGE_BANDS } from '../stage/stages.js';
import { localizedText, type LocalizedText } from '../text/localized-text.js';
import type { PlayTemplate } from './play.model.js';
import { DEVELOPMENT_PLAYS } from './plays.development.js';
import { INITIAL_PLAYS } from './plays.initial.js';
import { LEVEL_PLAYS } from './plays.level.js';
import { STABLE_PLAYS } from './plays.stable.js';
import { STRATEGIC_PLAYS } from './plays.strategic.js';

/** Every play Mortise comes with; a tenant may leave some out and add its own. */
export const PLAYBOOK: readonly PlayTemplate[] = [
  ...DEVELOPMENT_PLAYS,
  ...INITIAL_PLAYS,
  ...STABLE_PLAYS,
  ...STRATEGIC_PLAYS,
  ...LEVEL_PLAYS,
];

/** What a stage is about: our position, the bearing, the objective, its plays. Its gate is in the stage policy. */
export interface StageGuide {
  readonly role: SupplierRole;
  readonly bearing: LocalizedText;
  readonly objective: LocalizedText;
  readonly plays: readonly string[];
}

const BEARINGS: Readonly<Record<Stage, LocalizedText>> = {
  DEVELOPMENT: localizedText('Attack: get in', '進攻：進入', '进攻：进入'),
  INITIAL: localizedText('Attack: become the main supplier', '進攻：成為主要供應商', '进攻：成为主要供应商'),
  STABLE: localizedText('Defend: become the long-term supplier', '防守：成為長期供應商', '防守：成为长期供应商'),
  STRATEGIC: localizedText('Complement and bind both sides', '互補：雙邊鎖定', '互补：双边锁定'),
};

/** The guide of a stage, from its plays. */
export function stageGuide(stage: Stage, playbook: readonly PlayTemplate[] = PLAYBOOK): StageGuide {
  const plays = playbook.filter(({ stages }) => stages.includes(stage));
  const bearing = BEARINGS[stage];
  return {
    role: STAGE_BANDS[stage].role,
    bearing,
    objective: plays[0]?.objective ?? bearing,
    plays: plays.map(({ code }) => code),
  };
}

/** The seven standing questions about what a customer needs. */
export const NEED_QUESTIONS = [
  'WHAT_MATTERS',
  'BASIC_SERVICE_OR_BENEFIT',
  'TANGIBLE_AND_INTANGIBLE_CONCERNS',
  'VALUE_ADDING_COMBINATION',
  'WHAT_THEY_CHOOSE',
  'HOW_THEY_USE_IT',
  'WHO_USES_IT',
] as const;
export type NeedQuestion = (typeof NEED_QUESTIONS)[number];

/** Share of the seven questions that somebody answered, 0…1. O(1). */
export function needProfileCompleteness(answers: { readonly [Question in NeedQuestion]?: string }): number {
  const answered = NEED_QUESTIONS.filter((question) => (answers[question] ?? '').trim() !== '');
  return answered.length / NEED_QUESTIONS.length;
}

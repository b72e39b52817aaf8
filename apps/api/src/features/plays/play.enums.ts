import { PLAY_GUARDS, PLAY_MEANS, PLAY_ROLES, PLAY_SIGNALS, TRIGGER_CODES } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { fieldEnum } from '../ledger/ledger.codes.js';

export const PlayRoleEnum = codeEnum('PlayRole', PLAY_ROLES, 'Who of ours carries out an action.');

export const PlayMeansEnum = codeEnum(
  'PlayMeans',
  PLAY_MEANS,
  'By what means an action works. There is none that deceives or exploits anybody.',
);

export const PlayGuardEnum = codeEnum(
  'PlayGuard',
  PLAY_GUARDS,
  'Conditions that keep a play honest. DOCUMENTED_ISSUES_ONLY: only what is on record is brought forward. SENDER_VISIBLE: under our own name. GIFT_REGISTER: courtesies are in the register. FACTUAL_STANCE_NOTES: stances are noted with what shows them. PROFESSIONAL_MOTIVES_ONLY: people are won by what helps their work. EXPECTATION_WITHIN_OUR_PERFORMANCE: nothing is promised beyond what we give already.',
);

export const PlaySignalEnum = codeEnum(
  'PlaySignal',
  PLAY_SIGNALS,
  'What at an account calls for a play, besides its stage, level and open windows of opportunity.',
);

export const PLAY_PURPOSES = ['ADVANCE', 'HOLD', 'BOTH'] as const;
export type PlayPurpose = (typeof PLAY_PURPOSES)[number];
export const PlayPurposeEnum = codeEnum(
  'PlayPurpose',
  PLAY_PURPOSES,
  'ADVANCE: it brings the relationship forward. HOLD: it keeps what there is. BOTH: either.',
);

export const PLAY_REASON_CODES = ['STAGE', 'LEVEL', 'TRIGGER', 'SIGNAL'] as const;
export type PlayReasonCode = (typeof PLAY_REASON_CODES)[number];
export const PlayReasonCodeEnum = codeEnum('PlayReasonCode', PLAY_REASON_CODES, 'Why a play is proposed.');

export const TriggerCodeEnum = fieldEnum('TRIGGER', 'trigger', TRIGGER_CODES);

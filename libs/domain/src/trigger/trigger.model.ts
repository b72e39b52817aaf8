import type { IsoDate } from '../calendar/date.js';
import type { ZoneOffset } from '../calendar/zone.js';
import type { Act } from '../decision/act.js';
import type { Reason } from '../decision/decision.js';
import type { TransitionNotAllowed } from '../machine/state-machine.js';
import { DEFAULT_WINDOW_POLICY, type WindowPolicy } from '../window/opportunity-window.js';
import type { TriggerCode, TriggerOrigin, TriggerState } from '../window/trigger-codes.js';

/** Rules of a trigger's life: how long each kind stays open, and where days are counted. */
export interface TriggerPolicy {
  readonly windows: WindowPolicy;
  /** Whose days count; UTC unless told. */
  readonly zone?: ZoneOffset;
}

export const DEFAULT_TRIGGER_POLICY: TriggerPolicy = { windows: DEFAULT_WINDOW_POLICY };

/** What somebody saw at an account, where they have it from and what shows it. */
export interface TriggerSighting {
  readonly accountId: string;
  readonly code: TriggerCode;
  readonly observedOn: IsoDate;
  readonly source: string;
  readonly evidence: string;
  /** How much it could move, 0…1. */
  readonly severity: number;
  /** How sure one is of it, 0…1. */
  readonly confidence: number;
  readonly origin: TriggerOrigin;
  readonly competitor?: string;
  /** Last day of the window, where it is known better than by the rule. */
  readonly expiresOn?: IsoDate;
}

export type TriggerCommand = Act &
  (
    | { readonly type: 'OBSERVE'; readonly sighting: TriggerSighting }
    /** Somebody has looked into it; may say how sure one now is. */
    | { readonly type: 'VERIFY'; readonly note: string; readonly confidence?: number }
    /** It was not so. */
    | { readonly type: 'DISMISS'; readonly note: string }
    | { readonly type: 'START_PLAY'; readonly playCode: string; readonly owner: string }
    | { readonly type: 'WIN'; readonly note: string }
    | { readonly type: 'LOSE'; readonly note: string }
    /** Its window is over. */
    | { readonly type: 'EXPIRE' }
  );

interface Ended {
  /** When a recurring trigger comes again: then it is observed anew. */
  readonly nextOn?: IsoDate;
}

export type TriggerEvent = Act &
  (
    | { readonly type: 'TRIGGER_OBSERVED'; readonly sighting: TriggerSighting; readonly closesOn: IsoDate }
    | { readonly type: 'TRIGGER_VERIFIED'; readonly note: string; readonly confidence: number }
    | { readonly type: 'TRIGGER_DISMISSED'; readonly note: string }
    | { readonly type: 'TRIGGER_PLAY_STARTED'; readonly playCode: string; readonly owner: string }
    | ({ readonly type: 'TRIGGER_WON' | 'TRIGGER_LOST'; readonly note: string } & Ended)
    | ({ readonly type: 'TRIGGER_EXPIRED' } & Ended)
  );

/** One trigger, folded from its events. */
export interface TriggerRecord {
  readonly version: number;
  /** Null until somebody observes it. */
  readonly state: TriggerState | null;
  readonly sighting: TriggerSighting | null;
  /** Last day on which it can be verified and a play be started. */
  readonly closesOn: IsoDate | null;
  readonly verifiedBy: string | null;
  readonly playCode: string | null;
  readonly owner: string | null;
  /** What was said when it ended. */
  readonly outcome: string | null;
  readonly nextOn: IsoDate | null;
}

export type TriggerReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'ACCOUNT_REQUIRED'
      | 'SOURCE_REQUIRED'
      | 'EVIDENCE_REQUIRED'
      | 'DATE_REQUIRED'
      | 'OBSERVED_IN_FUTURE'
      | 'EXPIRY_BEFORE_OBSERVATION'
      | 'SEVERITY_OUT_OF_RANGE'
      | 'CONFIDENCE_OUT_OF_RANGE'
      | 'RULE_UNUSABLE'
      | 'ALREADY_OBSERVED'
      | 'NOT_OBSERVED'
      | 'NOTE_REQUIRED'
      | 'PLAY_REQUIRED'
      | 'OWNER_REQUIRED'
    >
  | (Reason<'WINDOW_CLOSED' | 'WINDOW_STILL_OPEN'> & { readonly closesOn: IsoDate })
  | TransitionNotAllowed<TriggerState>;

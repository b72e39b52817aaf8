import { isCalendarDate, type IsoDate } from '../calendar/date.js';
import { dateInZone } from '../calendar/zone.js';
import { actFaults, actOf, isFilled, reasonsWhere, valueOf, type Act } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { notFrom, stepRefusal } from '../decision/step.js';
import { opportunityWindow, type OpportunityWindow } from '../window/opportunity-window.js';
import { TRIGGER_MACHINE, type TriggerState } from '../window/trigger-codes.js';
import {
  DEFAULT_TRIGGER_POLICY,
  type TriggerCommand,
  type TriggerEvent,
  type TriggerPolicy,
  type TriggerReason,
  type TriggerRecord,
  type TriggerSighting,
} from './trigger.model.js';

export type TriggerDecision = Decision<TriggerEvent, TriggerReason>;

type Of<Type extends TriggerCommand['type']> = Extract<TriggerCommand, { readonly type: Type }>;

/** A trigger that has been seen, with the day on which a command comes. */
interface Seen {
  readonly state: TriggerState;
  readonly sighting: TriggerSighting;
  readonly closesOn: IsoDate;
  readonly today: IsoDate;
  readonly policy: TriggerPolicy;
}

/**
 * What a command does to a trigger: seen with source and evidence, verified before anybody acts on it, used by a play
 * while its window is open, then won or lost; once the window is over it expires. O(1).
 */
export function decideTrigger(
  command: TriggerCommand,
  { state, sighting, closesOn }: TriggerRecord,
  policy: TriggerPolicy = DEFAULT_TRIGGER_POLICY,
): TriggerDecision {
  const today = dayOf(command, policy);
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  if (today === null) return refuse({ code: 'TIME_REQUIRED' });
  if (command.type === 'OBSERVE') {
    return state === null ? observe(command, today, policy) : refuse({ code: 'ALREADY_OBSERVED' });
  }
  if (state === null || sighting === null || closesOn === null) return refuse({ code: 'NOT_OBSERVED' });
  const seen: Seen = { state, sighting, closesOn, today, policy };
  switch (command.type) {
    case 'VERIFY':
      return step(state, 'VERIFIED') ?? closed(seen) ?? verify(command, sighting);
    case 'DISMISS':
      return dismiss(command, seen);
    case 'START_PLAY':
      return step(state, 'PLAY_STARTED') ?? closed(seen) ?? startPlay(command);
    case 'WIN':
      return step(state, 'WON') ?? end(command, 'TRIGGER_WON', seen);
    case 'LOSE':
      return step(state, 'LOST') ?? end(command, 'TRIGGER_LOST', seen);
    case 'EXPIRE':
      return step(state, 'EXPIRED') ?? expire(command, seen);
  }
}

function observe({ by, at, sighting }: Of<'OBSERVE'>, today: IsoDate, policy: TriggerPolicy): TriggerDecision {
  const { observedOn, expiresOn = observedOn } = sighting;
  const dated = isCalendarDate(observedOn) && isCalendarDate(expiresOn);
  const faults = reasonsWhere<TriggerReason>(
    [!isFilled(sighting.accountId), { code: 'ACCOUNT_REQUIRED' }],
    [!isFilled(sighting.source), { code: 'SOURCE_REQUIRED' }],
    [!isFilled(sighting.evidence), { code: 'EVIDENCE_REQUIRED' }],
    [!dated, { code: 'DATE_REQUIRED' }],
    [dated && observedOn > today, { code: 'OBSERVED_IN_FUTURE' }],
    [dated && expiresOn < observedOn, { code: 'EXPIRY_BEFORE_OBSERVATION' }],
    [!isPart(sighting.severity), { code: 'SEVERITY_OUT_OF_RANGE' }],
    [!isPart(sighting.confidence), { code: 'CONFIDENCE_OUT_OF_RANGE' }],
  );
  if (faults.length > 0) return refuse(...faults);
  const window = windowOn(observedOn, sighting, policy);
  if (window === null) return refuse({ code: 'RULE_UNUSABLE' });
  // What recurs is open up to the end of the occurrence it was seen in, as anything else is up to its own.
  return accept({ type: 'TRIGGER_OBSERVED', by, at, sighting, closesOn: window.closesOn });
}

function verify({ by, at, note, confidence }: Of<'VERIFY'>, sighting: TriggerSighting): TriggerDecision {
  const sure = confidence ?? sighting.confidence;
  const faults = reasonsWhere<TriggerReason>(
    [!isFilled(note), { code: 'NOTE_REQUIRED' }],
    [!isPart(sure), { code: 'CONFIDENCE_OUT_OF_RANGE' }],
  );
  if (faults.length > 0) return refuse(...faults);
  return accept({ type: 'TRIGGER_VERIFIED', by, at, note, confidence: sure });
}

/** Only what nobody has verified can turn out not to be so. */
function dismiss({ by, at, note }: Of<'DISMISS'>, { state }: Seen): TriggerDecision {
  if (state !== 'OBSERVED') return notFrom(TRIGGER_MACHINE, state, 'EXPIRED');
  return isFilled(note) ? accept({ type: 'TRIGGER_DISMISSED', by, at, note }) : refuse({ code: 'NOTE_REQUIRED' });
}

function startPlay({ by, at, playCode, owner }: Of<'START_PLAY'>): TriggerDecision {
  const faults = reasonsWhere<TriggerReason>(
    [!isFilled(playCode), { code: 'PLAY_REQUIRED' }],
    [!isFilled(owner), { code: 'OWNER_REQUIRED' }],
  );
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'TRIGGER_PLAY_STARTED', by, at, playCode, owner });
}

function end(command: Of<'WIN'> | Of<'LOSE'>, type: 'TRIGGER_WON' | 'TRIGGER_LOST', seen: Seen): TriggerDecision {
  if (!isFilled(command.note)) return refuse({ code: 'NOTE_REQUIRED' });
  return accept({ ...actOf(command), type, note: command.note, ...comesAgain(seen) });
}

function expire(command: Of<'EXPIRE'>, seen: Seen): TriggerDecision {
  const { closesOn, today } = seen;
  if (today <= closesOn) return refuse({ code: 'WINDOW_STILL_OPEN', closesOn });
  return accept({ ...actOf(command), type: 'TRIGGER_EXPIRED', ...comesAgain(seen) });
}

/** When a recurring trigger comes again; nothing of one that does not. */
function comesAgain({ sighting, today, policy }: Seen): { readonly nextOn?: IsoDate } {
  const nextOn = windowOn(today, sighting, policy)?.nextOn;
  return nextOn === undefined ? {} : { nextOn };
}

/** The refusal of acting in a window that is over, or null. */
function closed({ closesOn, today }: Seen): TriggerDecision | null {
  return today > closesOn ? refuse({ code: 'WINDOW_CLOSED', closesOn }) : null;
}

function step(from: TriggerState, to: TriggerState): TriggerDecision | null {
  return stepRefusal(TRIGGER_MACHINE, from, to);
}

/** The window on a day, or null where the policy's rule or the calendar has none. */
function windowOn(day: IsoDate, sighting: TriggerSighting, { windows }: TriggerPolicy): OpportunityWindow | null {
  return valueOf(() => opportunityWindow(sighting, day, windows));
}

function dayOf({ at }: Act, { zone }: TriggerPolicy): IsoDate | null {
  return valueOf(() => dateInZone(at, zone));
}

function isPart(value: number): boolean {
  return value >= 0 && value <= 1;
}

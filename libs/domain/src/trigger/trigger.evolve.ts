import { unknownEvent } from '../decision/act.js';
import type { TriggerEvent, TriggerRecord } from './trigger.model.js';

/** A trigger nobody has seen yet. */
export const INITIAL_TRIGGER: TriggerRecord = {
  version: 0,
  state: null,
  sighting: null,
  closesOn: null,
  verifiedBy: null,
  playCode: null,
  owner: null,
  outcome: null,
  nextOn: null,
};

/** The trigger after one more event. Total over the events that `decideTrigger` gives, in their order. O(1). */
export function evolveTrigger(trigger: TriggerRecord, event: TriggerEvent): TriggerRecord {
  return { ...trigger, ...change(trigger, event), version: trigger.version + 1 };
}

/** The trigger that a whole history of events amounts to. */
export function replayTrigger(events: readonly TriggerEvent[], from: TriggerRecord = INITIAL_TRIGGER): TriggerRecord {
  return events.reduce(evolveTrigger, from);
}

function change({ sighting }: TriggerRecord, event: TriggerEvent): Partial<TriggerRecord> {
  switch (event.type) {
    case 'TRIGGER_OBSERVED':
      return { state: 'OBSERVED', sighting: event.sighting, closesOn: event.closesOn };
    case 'TRIGGER_VERIFIED': {
      const surer = sighting === null ? null : { ...sighting, confidence: event.confidence };
      return { state: 'VERIFIED', sighting: surer, verifiedBy: event.by };
    }
    case 'TRIGGER_DISMISSED':
      return { state: 'EXPIRED', outcome: event.note };
    case 'TRIGGER_PLAY_STARTED':
      return { state: 'PLAY_STARTED', playCode: event.playCode, owner: event.owner };
    case 'TRIGGER_WON':
      return { state: 'WON', outcome: event.note, nextOn: event.nextOn ?? null };
    case 'TRIGGER_LOST':
      return { state: 'LOST', outcome: event.note, nextOn: event.nextOn ?? null };
    case 'TRIGGER_EXPIRED':
      return { state: 'EXPIRED', nextOn: event.nextOn ?? null };
    default:
      return unknownEvent(event);
  }
}

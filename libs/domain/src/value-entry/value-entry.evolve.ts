import { actOf, unknownEvent } from '../decision/act.js';
import type { ValueEntryEvent, ValueEntryRecord } from './value-entry.model.js';

/** An entry nobody has claimed yet. */
export const INITIAL_VALUE_ENTRY: ValueEntryRecord = {
  version: 0,
  state: null,
  claim: null,
  claimedBy: [],
  confirmed: null,
  disputes: [],
};

/** The entry after one more event. Total over the events that `decideValueEntry` gives, in their order. O(disputes). */
export function evolveValueEntry(entry: ValueEntryRecord, event: ValueEntryEvent): ValueEntryRecord {
  return { ...entry, ...change(entry, event), version: entry.version + 1 };
}

/** The entry that a whole history of events amounts to. */
export function replayValueEntry(
  events: readonly ValueEntryEvent[],
  from: ValueEntryRecord = INITIAL_VALUE_ENTRY,
): ValueEntryRecord {
  return events.reduce(evolveValueEntry, from);
}

function change({ claimedBy, disputes }: ValueEntryRecord, event: ValueEntryEvent): Partial<ValueEntryRecord> {
  switch (event.type) {
    case 'VALUE_CLAIMED':
    case 'VALUE_CLAIMED_ANEW':
      return { state: 'CLAIMED', claim: event.claim, claimedBy: [...new Set([...claimedBy, event.by])] };
    case 'VALUE_CONFIRMED':
      return { state: 'CUSTOMER_CONFIRMED', confirmed: actOf(event) };
    case 'VALUE_DISPUTED':
      return { state: 'CUSTOMER_DISPUTED', disputes: [...disputes, { ...actOf(event), reason: event.reason }] };
    default:
      return unknownEvent(event);
  }
}

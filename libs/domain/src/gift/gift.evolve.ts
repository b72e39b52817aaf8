import { actOf, unknownEvent } from '../decision/act.js';
import type { GiftEvent, GiftRecord } from './gift.model.js';

/** A gift nobody has asked for. */
export const INITIAL_GIFT: GiftRecord = {
  version: 0,
  state: null,
  request: null,
  requestedBy: null,
  findings: null,
  policyVersion: null,
  approvedBy: null,
  refusal: null,
  given: null,
};

/** The gift after one more event. Total over the events that `decideGift` gives, in their order. O(1). */
export function evolveGift(gift: GiftRecord, event: GiftEvent): GiftRecord {
  return { ...gift, ...change(event), version: gift.version + 1 };
}

/** The gift that a whole history of events amounts to. */
export function replayGift(events: readonly GiftEvent[], from: GiftRecord = INITIAL_GIFT): GiftRecord {
  return events.reduce(evolveGift, from);
}

function change(event: GiftEvent): Partial<GiftRecord> {
  switch (event.type) {
    case 'GIFT_REQUESTED':
      return { state: 'REQUESTED', request: event.request, requestedBy: event.by };
    case 'GIFT_CHECKED':
      return { state: 'POLICY_CHECK', findings: event.findings, policyVersion: event.policyVersion };
    case 'GIFT_APPROVED':
      return { state: 'APPROVED', approvedBy: event.by };
    case 'GIFT_REFUSED':
      return { state: 'REFUSED', refusal: { ...actOf(event), note: event.note ?? null } };
    case 'GIFT_GIVEN':
      return { state: 'GIVEN', given: actOf(event), policyVersion: event.policyVersion };
    default:
      return unknownEvent(event);
  }
}

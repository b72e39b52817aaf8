import { actOf, unknownEvent } from '../decision/act.js';
import type { ProductFeedbackEvent, ProductFeedbackRecord } from './product-feedback.model.js';

/** A word nobody has noted yet. */
export const INITIAL_PRODUCT_FEEDBACK: ProductFeedbackRecord = {
  version: 0,
  state: null,
  note: null,
  clusterId: null,
  reportId: null,
  decision: null,
  answer: null,
};

/** The feedback after one more event. Total over the events that `decideProductFeedback` gives, in their order. O(1). */
export function evolveProductFeedback(
  feedback: ProductFeedbackRecord,
  event: ProductFeedbackEvent,
): ProductFeedbackRecord {
  return { ...feedback, ...change(event), version: feedback.version + 1 };
}

/** The feedback that a whole history of events amounts to. */
export function replayProductFeedback(
  events: readonly ProductFeedbackEvent[],
  from: ProductFeedbackRecord = INITIAL_PRODUCT_FEEDBACK,
): ProductFeedbackRecord {
  return events.reduce(evolveProductFeedback, from);
}

function change(event: ProductFeedbackEvent): Partial<ProductFeedbackRecord> {
  switch (event.type) {
    case 'FEEDBACK_NOTED':
      return { state: 'NOTED', note: event.note };
    case 'FEEDBACK_CLUSTERED':
      return { state: 'CLUSTERED', clusterId: event.clusterId };
    case 'FEEDBACK_REPORTED':
      return { state: 'REPORTED', reportId: event.reportId };
    case 'FEEDBACK_DECIDED':
      return { state: 'DECIDED', decision: event.decision };
    case 'CUSTOMER_ANSWERED':
      return { state: 'ANSWERED_TO_CUSTOMER', answer: { ...actOf(event), ...event.answer } };
    default:
      return unknownEvent(event);
  }
}

import { actOf, unknownEvent } from '../decision/act.js';
import type { FeedbackNote, ProductFeedbackEvent, ProductFeedbackRecord } from './product-feedback.model.js';

/** A word nobody has noted yet. */
export const INITIAL_PRODUCT_FEEDBACK: ProductFeedbackRecord = {
  version: 0,
  state: null,
  note: null,
  takenBack: false,
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
  return { ...feedback, ...change(event, feedback), version: feedback.version + 1 };
}

/** The feedback that a whole history of events amounts to. */
export function replayProductFeedback(
  events: readonly ProductFeedbackEvent[],
  from: ProductFeedbackRecord = INITIAL_PRODUCT_FEEDBACK,
): ProductFeedbackRecord {
  return events.reduce(evolveProductFeedback, from);
}

function change(event: ProductFeedbackEvent, feedback: ProductFeedbackRecord): Partial<ProductFeedbackRecord> {
  switch (event.type) {
    case 'FEEDBACK_NOTED':
      return { state: 'NOTED', note: event.note };
    case 'NOTE_CORRECTED':
      return beginsAnew(event.note, feedback)
        ? { state: 'NOTED', note: event.note, clusterId: null, reportId: null }
        : { note: event.note };
    case 'NOTE_TAKEN_BACK':
      return { takenBack: true };
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

/** Whether it belongs among other words now, and nothing was decided of it among these. */
function beginsAnew({ product, feedbackType }: FeedbackNote, { note, decision }: ProductFeedbackRecord): boolean {
  return decision === null && (product !== note?.product || feedbackType !== note.feedbackType);
}

import { actOf, unknownEvent } from '../decision/act.js';
import type { AdvisoryEvent, AdvisoryRecord } from './advisory.model.js';

/** An advisory nobody has written yet. */
export const INITIAL_ADVISORY: AdvisoryRecord = {
  version: 0,
  state: null,
  content: null,
  authors: [],
  approvedBy: null,
  sentAt: null,
  recipients: [],
  receipts: [],
  actions: [],
};

/** The advisory after one more event. Total over the events that `decideAdvisory` gives, in their order. O(recipients). */
export function evolveAdvisory(advisory: AdvisoryRecord, event: AdvisoryEvent): AdvisoryRecord {
  return { ...advisory, ...change(advisory, event), version: advisory.version + 1 };
}

/** The advisory that a whole history of events amounts to. */
export function replayAdvisory(
  events: readonly AdvisoryEvent[],
  from: AdvisoryRecord = INITIAL_ADVISORY,
): AdvisoryRecord {
  return events.reduce(evolveAdvisory, from);
}

function change(advisory: AdvisoryRecord, event: AdvisoryEvent): Partial<AdvisoryRecord> {
  const { authors, content, state, receipts, actions } = advisory;
  switch (event.type) {
    case 'ADVISORY_COMPOSED':
      return { state: 'DRAFT', content: event.content, authors: [event.by] };
    case 'ADVISORY_REWRITTEN': {
      const rewritten = content === null ? null : { ...content, texts: event.texts };
      return { content: rewritten, authors: [...new Set([...authors, event.by])] };
    }
    case 'ADVISORY_APPROVED':
      return { state: 'APPROVED', approvedBy: event.by };
    case 'ADVISORY_TAKEN_BACK':
      return { state: 'DRAFT', approvedBy: null };
    case 'ADVISORY_SENT':
      return { state: 'SENT', sentAt: event.at, recipients: event.recipients };
    case 'ADVISORY_READ':
      return { state: state === 'SENT' ? 'READ' : state, receipts: [...receipts, actOf(event)] };
    case 'ADVISORY_ACTED_ON':
      return { state: 'ACTED', actions: [...actions, { ...actOf(event), action: event.action }] };
    default:
      return unknownEvent(event);
  }
}

import { isCalendarDate } from '../calendar/date.js';
import { actFaults, actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { stepRefusal } from '../decision/step.js';
import { PRODUCT_FEEDBACK_MACHINE, type ProductFeedbackState } from './product-feedback.machine.js';
import type {
  FeedbackNote,
  ProductFeedbackCommand,
  ProductFeedbackEvent,
  ProductFeedbackReason,
  ProductFeedbackRecord,
} from './product-feedback.model.js';

export type ProductFeedbackDecision = Decision<ProductFeedbackEvent, ProductFeedbackReason>;

type Of<Type extends ProductFeedbackCommand['type']> = Extract<ProductFeedbackCommand, { readonly type: Type }>;

/** How grave a word is. */
export const FEEDBACK_SEVERITY = { min: 1, max: 5 } as const;

/**
 * What a command does to a customer's word about a product: noted in the customer's words, put with others of its kind,
 * laid before product development, decided with an explanation, and answered to the customer: to whoever said it, too,
 * unless that person has gone. No step is left out. What was noted can be corrected at any step, and taken back. O(recipients).
 */
export function decideProductFeedback(
  command: ProductFeedbackCommand,
  { state, note, decision, takenBack }: ProductFeedbackRecord,
): ProductFeedbackDecision {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  if (command.type === 'NOTE_FEEDBACK') return state === null ? noteDown(command) : refuse({ code: 'ALREADY_NOTED' });
  if (state === null || note === null) return refuse({ code: 'NOT_NOTED' });
  if (takenBack) return refuse({ code: 'TAKEN_BACK' });
  switch (command.type) {
    case 'CORRECT_NOTE':
      return correct(command, note);
    case 'TAKE_NOTE_BACK':
      return accept({ ...actOf(command), type: 'NOTE_TAKEN_BACK' });
    case 'CLUSTER_FEEDBACK':
      return step(state, 'CLUSTERED') ?? cluster(command);
    case 'REPORT_FEEDBACK':
      return step(state, 'REPORTED') ?? report(command);
    case 'DECIDE_FEEDBACK':
      return step(state, 'DECIDED') ?? decide(command);
    case 'ANSWER_CUSTOMER':
      return step(state, 'ANSWERED_TO_CUSTOMER') ?? answerCustomer(command, note, decision);
  }
}

function noteDown(command: Of<'NOTE_FEEDBACK'>): ProductFeedbackDecision {
  const { note } = command;
  const faults = noteFaults(note);
  return faults.length > 0 ? refuse(...faults) : accept({ ...actOf(command), type: 'FEEDBACK_NOTED', note });
}

function correct(command: Of<'CORRECT_NOTE'>, { accountId }: FeedbackNote): ProductFeedbackDecision {
  const { note } = command;
  const faults = noteFaults(note);
  if (faults.length > 0) return refuse(...faults);
  return note.accountId === accountId
    ? accept({ ...actOf(command), type: 'NOTE_CORRECTED', note })
    : refuse({ code: 'ACCOUNT_DIFFERS' });
}

function noteFaults(note: FeedbackNote): readonly ProductFeedbackReason[] {
  const { severity } = note;
  const { min, max } = FEEDBACK_SEVERITY;
  return reasonsWhere<ProductFeedbackReason>(
    [!isFilled(note.accountId), { code: 'ACCOUNT_REQUIRED' }],
    [!isFilled(note.product), { code: 'PRODUCT_REQUIRED' }],
    [!isFilled(note.verbatim), { code: 'VERBATIM_REQUIRED' }],
    [!Number.isInteger(severity) || severity < min || severity > max, { code: 'SEVERITY_OUT_OF_RANGE' }],
  );
}

function cluster({ by, at, clusterId }: Of<'CLUSTER_FEEDBACK'>): ProductFeedbackDecision {
  if (!isFilled(clusterId)) return refuse({ code: 'CLUSTER_REQUIRED' });
  return accept({ type: 'FEEDBACK_CLUSTERED', by, at, clusterId });
}

function report({ by, at, reportId }: Of<'REPORT_FEEDBACK'>): ProductFeedbackDecision {
  return isFilled(reportId)
    ? accept({ type: 'FEEDBACK_REPORTED', by, at, reportId })
    : refuse({ code: 'REPORT_REQUIRED' });
}

function decide(command: Of<'DECIDE_FEEDBACK'>): ProductFeedbackDecision {
  const { decision } = command;
  const { verdict, explanation, dueOn } = decision;
  const undated = dueOn === undefined ? verdict === 'PLANNED' : !isCalendarDate(dueOn);
  const faults = reasonsWhere<ProductFeedbackReason>(
    [!isFilled(explanation), { code: 'EXPLANATION_REQUIRED' }],
    [undated, { code: 'DATE_REQUIRED' }],
  );
  return faults.length > 0 ? refuse(...faults) : accept({ ...actOf(command), type: 'FEEDBACK_DECIDED', decision });
}

function answerCustomer(
  command: Of<'ANSWER_CUSTOMER'>,
  { accountId, contactId }: FeedbackNote,
  decision: ProductFeedbackRecord['decision'],
): ProductFeedbackDecision {
  const { answer, gone = [] } = command;
  const { contactIds, language, text } = answer;
  const faults = reasonsWhere<ProductFeedbackReason>(
    [!isFilled(text), { code: 'ANSWER_REQUIRED' }],
    [!isFilled(language), { code: 'LANGUAGE_REQUIRED' }],
    [contactIds.length === 0 || !contactIds.every(isFilled), { code: 'RECIPIENT_REQUIRED' }],
  );
  if (faults.length > 0) return refuse(...faults);
  if (contactId !== undefined && !contactIds.includes(contactId) && !gone.includes(contactId)) {
    return refuse({ code: 'SPEAKER_NOT_ANSWERED', contactId });
  }
  if (decision === null) return refuse({ code: 'EXPLANATION_REQUIRED' });
  const { verdict } = decision;
  return accept({ ...actOf(command), type: 'CUSTOMER_ANSWERED', accountId, verdict, answer });
}

function step(from: ProductFeedbackState, to: ProductFeedbackState): ProductFeedbackDecision | null {
  return stepRefusal(PRODUCT_FEEDBACK_MACHINE, from, to);
}

import { actFaults, actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { notFrom, stepRefusal } from '../decision/step.js';
import type { AdvisoryKind } from '../ledger/supply-assurance.js';
import { ADVISORY_MACHINE, type AdvisoryState } from './advisory.machine.js';
import {
  DEFAULT_ADVISORY_POLICY,
  FIGURE_ADVISORIES,
  type AdvisoryCommand,
  type AdvisoryContent,
  type AdvisoryEvent,
  type AdvisoryPolicy,
  type AdvisoryReason,
  type AdvisoryRecord,
  type AdvisoryText,
} from './advisory.model.js';

export type AdvisoryDecision = Decision<AdvisoryEvent, AdvisoryReason>;

type Of<Type extends AdvisoryCommand['type']> = Extract<AdvisoryCommand, { readonly type: Type }>;

/**
 * What a command does to an advisory: written in a language the tenant offers, approved by somebody who did not write
 * it, sent to contacts of the account; only they confirm that they have read it and say what they did. O(recipients).
 */
export function decideAdvisory(
  command: AdvisoryCommand,
  advisory: AdvisoryRecord,
  policy: AdvisoryPolicy = DEFAULT_ADVISORY_POLICY,
): AdvisoryDecision {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  const { state } = advisory;
  if (command.type === 'COMPOSE') {
    return state === null ? compose(command, policy) : refuse({ code: 'ALREADY_COMPOSED' });
  }
  if (state === null) return refuse({ code: 'NOT_COMPOSED' });
  switch (command.type) {
    case 'REWRITE':
      return state === 'DRAFT' ? rewrite(command, policy) : notFrom(ADVISORY_MACHINE, state, 'DRAFT');
    case 'APPROVE':
      return step(state, 'APPROVED') ?? approve(command, advisory);
    case 'TAKE_BACK':
      return step(state, 'DRAFT') ?? takeBack(command);
    case 'SEND':
      return step(state, 'SENT') ?? send(command, advisory);
    case 'CONFIRM_READ':
      return confirmRead(command, advisory, state);
    case 'REPORT_ACTION':
      return step(state, 'ACTED') ?? reportAction(command, advisory);
  }
}

/**
 * Whether the customer's browser says again what it has said before, for want of an answer: `decideAdvisory` refuses
 * that, but nobody did anything wrong. O(receipts + actions).
 */
export function isToldAlready(
  command: Pick<Of<'CONFIRM_READ'>, 'type' | 'by'> | Pick<Of<'REPORT_ACTION'>, 'type' | 'by' | 'action'>,
  advisory: AdvisoryRecord,
): boolean {
  const { by } = command;
  if (command.type === 'CONFIRM_READ') return hasRead(advisory, by);
  return advisory.actions.some((told) => told.by === by && told.action === command.action);
}

function compose({ by, at, content }: Of<'COMPOSE'>, policy: AdvisoryPolicy): AdvisoryDecision {
  const faults = reasonsWhere<AdvisoryReason>(
    [!isFilled(content.accountId), { code: 'ACCOUNT_REQUIRED' }],
    ...textChecks(content.texts, policy),
    ...figureChecks(content),
  );
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'ADVISORY_COMPOSED', by, at, content });
}

function rewrite({ by, at, texts }: Of<'REWRITE'>, policy: AdvisoryPolicy): AdvisoryDecision {
  const faults = reasonsWhere(...textChecks(texts, policy));
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'ADVISORY_REWRITTEN', by, at, texts });
}

type Check = readonly [wrong: boolean, reason: AdvisoryReason];

/** In one language at least, in each at most once, and complete in every one of them. */
function textChecks(texts: readonly AdvisoryText[], { languages }: AdvisoryPolicy): readonly Check[] {
  const written = texts.map(({ language }) => language);
  return [
    [!written.every((language) => languages.includes(language)), { code: 'LANGUAGE_NOT_OFFERED', languages }],
    [new Set(written).size < written.length, { code: 'LANGUAGE_TWICE' }],
    [
      texts.length === 0 || !texts.every(({ title, body }) => isFilled(title) && isFilled(body)),
      { code: 'TEXT_REQUIRED' },
    ],
  ];
}

/** Who is warned of a figure can be shown it, and that it is beyond its limit. */
function figureChecks({ kind, figure }: AdvisoryContent): readonly Check[] {
  const rests = (FIGURE_ADVISORIES as readonly AdvisoryKind[]).includes(kind);
  if (figure === undefined) return [[rests, { code: 'FIGURE_REQUIRED' }]];
  const { measured, limit } = figure;
  const real = Number.isFinite(measured) && Number.isFinite(limit);
  return [
    [!real, { code: 'FIGURE_REQUIRED' }],
    [real && measured <= limit, { code: 'FIGURE_WITHIN_LIMIT' }],
  ];
}

function approve(command: Of<'APPROVE'>, { authors }: AdvisoryRecord): AdvisoryDecision {
  if (authors.includes(command.by)) return refuse({ code: 'AUTHOR_MAY_NOT_APPROVE' });
  return accept({ ...actOf(command), type: 'ADVISORY_APPROVED' });
}

function takeBack({ by, at, reason }: Of<'TAKE_BACK'>): AdvisoryDecision {
  return isFilled(reason)
    ? accept({ type: 'ADVISORY_TAKEN_BACK', by, at, reason })
    : refuse({ code: 'REASON_REQUIRED' });
}

/** A receipt of one of ours would say nothing, so that nobody who had a hand in it is sent it. */
function send({ by, at, recipients }: Of<'SEND'>, { authors, approvedBy }: AdvisoryRecord): AdvisoryDecision {
  if (recipients.length === 0 || !recipients.every(isFilled)) return refuse({ code: 'RECIPIENT_REQUIRED' });
  const ours = [by, approvedBy, ...authors];
  if (recipients.some((recipient) => ours.includes(recipient))) return refuse({ code: 'RECIPIENT_IS_OURS' });
  return accept({ type: 'ADVISORY_SENT', by, at, recipients: [...new Set(recipients)] });
}

/** The first receipt makes it read; those of the other recipients are kept, also after somebody has acted. */
function confirmRead(command: Of<'CONFIRM_READ'>, advisory: AdvisoryRecord, state: AdvisoryState): AdvisoryDecision {
  if (state === 'DRAFT' || state === 'APPROVED') return notFrom(ADVISORY_MACHINE, state, 'READ');
  const { by } = command;
  if (!advisory.recipients.includes(by)) return refuse({ code: 'NOT_A_RECIPIENT' });
  if (hasRead(advisory, by)) return refuse({ code: 'ALREADY_READ' });
  return accept({ ...actOf(command), type: 'ADVISORY_READ' });
}

function reportAction({ by, at, action }: Of<'REPORT_ACTION'>, advisory: AdvisoryRecord): AdvisoryDecision {
  const faults = reasonsWhere<AdvisoryReason>(
    [!hasRead(advisory, by), { code: 'NOT_READ_BY_ACTOR' }],
    [!isFilled(action), { code: 'ACTION_REQUIRED' }],
  );
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'ADVISORY_ACTED_ON', by, at, action });
}

function hasRead({ receipts }: AdvisoryRecord, contactId: string): boolean {
  return receipts.some(({ by }) => by === contactId);
}

function step(from: AdvisoryState, to: AdvisoryState): AdvisoryDecision | null {
  return stepRefusal(ADVISORY_MACHINE, from, to);
}

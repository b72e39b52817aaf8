import { ACCOUNT_KIND_TRAITS } from '../customer-file/account-kind.js';
import { actFaults, actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { stepRefusal } from '../decision/step.js';
import { courtesyGiftFaults, type GiftReason } from '../profitability/courtesy-gift.js';
import { GIFT_MACHINE, type GiftState } from './gift.machine.js';
import {
  DEFAULT_GIFT_RULES,
  type GiftCommand,
  type GiftCommandReason,
  type GiftEvent,
  type GiftFacts,
  type GiftRecord,
  type GiftRequest,
  type GiftRules,
} from './gift.model.js';

export type GiftDecision = Decision<GiftEvent, GiftCommandReason>;

type Of<Type extends GiftCommand['type']> = Extract<GiftCommand, { readonly type: Type }>;

/**
 * What a command does to a gift: requested, held against the policy by the facts on record, which refuses it itself when
 * anything speaks against it and which nobody can overrule; approved by somebody who neither asked for it nor gives it;
 * and given only if nothing speaks against it on that day either. O(1).
 */
export function decideGift(
  command: GiftCommand,
  gift: GiftRecord,
  rules: GiftRules = DEFAULT_GIFT_RULES,
): GiftDecision {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  const { state, request } = gift;
  if (command.type === 'REQUEST_GIFT') {
    return state === null ? requestGift(command) : refuse({ code: 'ALREADY_REQUESTED' });
  }
  if (state === null || request === null) return refuse({ code: 'NOT_REQUESTED' });
  switch (command.type) {
    case 'CHECK_GIFT':
      return step(state, 'POLICY_CHECK') ?? check(command, request, rules);
    case 'APPROVE_GIFT':
      return step(state, 'APPROVED') ?? approve(command, gift, request, rules);
    case 'REFUSE_GIFT':
      return step(state, 'REFUSED') ?? refuseGift(command);
    case 'GIVE_GIFT':
      return step(state, 'GIVEN') ?? give(command, request, rules);
  }
}

function requestGift({ by, at, request }: Of<'REQUEST_GIFT'>): GiftDecision {
  const { accountId, recipient, giver, purpose } = request;
  const faults = reasonsWhere<GiftCommandReason>(
    [!isFilled(accountId), { code: 'ACCOUNT_REQUIRED' }],
    [!isFilled(recipient), { code: 'RECIPIENT_REQUIRED' }],
    [!isFilled(giver), { code: 'GIVER_REQUIRED' }],
    [!isFilled(purpose), { code: 'PURPOSE_REQUIRED' }],
    [isFilled(recipient) && [by, giver].includes(recipient), { code: 'RECIPIENT_IS_OURS' }],
  );
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'GIFT_REQUESTED', by, at, request });
}

function check(command: Of<'CHECK_GIFT'>, request: GiftRequest, rules: GiftRules): GiftDecision {
  const { facts } = command;
  const findings = findingsOf(request, facts, rules);
  const policyVersion = rules.version;
  const checked = { ...actOf(command), type: 'GIFT_CHECKED', facts, findings, policyVersion } as const;
  if (findings.length === 0) return accept<GiftEvent>(checked);
  return accept<GiftEvent>(checked, { ...actOf(command), type: 'GIFT_REFUSED', findings });
}

/** Everything that speaks against a gift under these rules and facts. */
function findingsOf(request: GiftRequest, facts: GiftFacts, rules: GiftRules): readonly GiftReason[] {
  const { accountKind, publicOfficial, ...rest } = facts;
  const atPublicBody = accountKind !== null && ACCOUNT_KIND_TRAITS[accountKind].publicOfficials;
  return courtesyGiftFaults({ ...request, ...rest, publicOfficial: atPublicBody || publicOfficial }, rules);
}

function approve(
  command: Of<'APPROVE_GIFT'>,
  { requestedBy, policyVersion: checked }: GiftRecord,
  { giver }: GiftRequest,
  { version: current }: GiftRules,
): GiftDecision {
  const faults = reasonsWhere<GiftCommandReason>(
    [[requestedBy, giver].includes(command.by), { code: 'REQUESTER_MAY_NOT_APPROVE' }],
    // What passed under other limits says nothing about these.
    [checked !== current, { code: 'STALE_CHECK', checked, current }],
  );
  if (faults.length > 0) return refuse(...faults);
  return accept({ ...actOf(command), type: 'GIFT_APPROVED', policyVersion: current });
}

function refuseGift({ by, at, note }: Of<'REFUSE_GIFT'>): GiftDecision {
  if (!isFilled(note)) return refuse({ code: 'NOTE_REQUIRED' });
  return accept({ type: 'GIFT_REFUSED', by, at, findings: [], note });
}

function give(command: Of<'GIVE_GIFT'>, request: GiftRequest, rules: GiftRules): GiftDecision {
  const { facts } = command;
  if (command.by !== request.giver) return refuse({ code: 'GIVEN_BY_SOMEBODY_ELSE' });
  const findings = findingsOf(request, facts, rules);
  if (findings.length > 0) return refuse(...findings);
  return accept({ ...actOf(command), type: 'GIFT_GIVEN', facts, policyVersion: rules.version });
}

function step(from: GiftState, to: GiftState): GiftDecision | null {
  return stepRefusal(GIFT_MACHINE, from, to);
}

import { ACCOUNT_KINDS, COURTESIES, GIFT_STATES, type GiftEvent, type GiftReason } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { fieldEnum } from '../ledger/ledger.codes.js';

export const GiftStateEnum = codeEnum(
  'GiftState',
  GIFT_STATES,
  'REQUESTED: asked for. POLICY_CHECK: nothing on record speaks against it; it waits for a second person. APPROVED: it may be given. REFUSED: by the policy or by a person, for good. GIVEN: it stands in the ledger.',
);

export const CourtesyEnum = fieldEnum('GIFT', 'courtesy', COURTESIES);

export const GiftAccountKindEnum = codeEnum(
  'GiftAccountKind',
  ACCOUNT_KINDS,
  'What an account is. At GOVERNMENT, a public body, everybody counts as a public official.',
);

export const GIFT_EVENTS = [
  'GIFT_REQUESTED',
  'GIFT_CHECKED',
  'GIFT_APPROVED',
  'GIFT_REFUSED',
  'GIFT_GIVEN',
] as const satisfies readonly GiftEvent['type'][];
export const GiftEventTypeEnum = codeEnum('GiftEventType', GIFT_EVENTS, 'What can happen to a gift.');

/** What speaks against a gift, as clients read it; amounts over a limit as recording such a gift at once says it. */
export const FINDINGS = {
  PUBLIC_OFFICIAL: 'PUBLIC_OFFICIAL',
  OFFICIAL_STATUS_UNKNOWN: 'OFFICIAL_STATUS_UNKNOWN',
  DECISION_PENDING: 'DECISION_PENDING',
  OCCASION_REQUIRED: 'OCCASION_REQUIRED',
  VALUE_NOT_POSITIVE: 'VALUE_NOT_POSITIVE',
  ABOVE_LIMIT: 'GIFT_ABOVE_LIMIT',
  ABOVE_YEARLY_LIMIT: 'GIFT_ABOVE_YEARLY_LIMIT',
  EMPLOYER_POLICY_UNKNOWN: 'EMPLOYER_POLICY_UNKNOWN',
  ABOVE_EMPLOYER_LIMIT: 'GIFT_ABOVE_EMPLOYER_LIMIT',
} as const satisfies Readonly<Record<GiftReason['code'], string>>;
export type GiftFindingCode = (typeof FINDINGS)[keyof typeof FINDINGS];

export const GiftFindingCodeEnum = codeEnum(
  'GiftFindingCode',
  Object.values(FINDINGS),
  'What speaks against a gift. PUBLIC_OFFICIAL, also whoever works at a public body; OFFICIAL_STATUS_UNKNOWN: nobody has recorded whether the person is one, or that is too long ago. DECISION_PENDING: an offer, an audit or a negotiation with the account is. EMPLOYER_POLICY_UNKNOWN: nobody has recorded what the account lets its people accept.',
);

import {
  BUSINESS_FUNCTIONS,
  LEDGER_FIELD_LABELS,
  LEDGER_FEEDS,
  LEDGER_KIND_CODES,
  LEDGER_KIND_LABELS,
  LEDGER_SIDES,
  LEDGER_WRITERS,
  type LedgerFieldName,
  type LedgerKind,
  TIERS,
} from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { TierEnum } from '../contacts/contact.enums.js';
import { BusinessFunctionEnum } from '../departments/department.entity.js';
import { pascal } from './ledger.names.js';

export const LedgerKindEnum = codeEnum(
  'LedgerKind',
  LEDGER_KIND_CODES,
  `What an entry of the relationship ledger is about. ${LEDGER_KIND_CODES.map((kind) => `${kind}: ${LEDGER_KIND_LABELS[kind].en}.`).join(' ')}`,
);

export const LedgerFeedEnum = codeEnum('LedgerFeed', LEDGER_FEEDS, 'What of an account’s standing an entry bears on.');

export const LedgerWriterEnum = codeEnum(
  'LedgerWriter',
  LEDGER_WRITERS,
  'In which capacity somebody writes: as follows from the role and from what the own department does. CUSTOMER: through the portal.',
);

/** Enums of code lists that several kinds, or other features, share; the others belong to one field of one kind. */
const SHARED = new Map<readonly string[], object>([
  [BUSINESS_FUNCTIONS, BusinessFunctionEnum],
  [TIERS, TierEnum],
  [LEDGER_SIDES, codeEnum('LedgerSide', LEDGER_SIDES, 'Whose doing it was: ours or theirs.')],
]);

/** The GraphQL enum of a field's codes. */
export function fieldEnum(kind: LedgerKind, field: string, codes: readonly string[]): object {
  const known = SHARED.get(codes);
  if (known) return known;
  const label = LEDGER_FIELD_LABELS[field as LedgerFieldName].en;
  const made = codeEnum(enumName(kind, field), codes, `${LEDGER_KIND_LABELS[kind].en}: ${label.toLowerCase()}.`);
  SHARED.set(codes, made);
  return made;
}

/** TOUCH, channel → TouchChannel; TOUCH, touchType → TouchType; TRIGGER, trigger → TriggerCode. */
function enumName(kind: LedgerKind, field: string): string {
  const [of, name] = [pascal(kind), pascal(field)];
  if (name === of) return `${of}Code`;
  return name.startsWith(of) ? name : of + name;
}

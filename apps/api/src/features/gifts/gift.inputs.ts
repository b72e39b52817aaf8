import { ACCOUNT_KINDS, COURTESIES, PRIVACY_BASES } from '@mortise/domain';
import { z } from 'zod';
import { minorUnits } from '../../platform/errors/amount-schemas.js';
import { countedDay, line, note, rowId } from '../../platform/errors/input-schemas.js';

const amount = minorUnits.refine((minor) => minor >= 0n, 'must not be negative');

/** Checks of what the operations take. */
export const requestInput = z.object({
  accountId: rowId,
  contactId: rowId,
  giverId: rowId.nullish(),
  courtesy: z.enum(COURTESIES),
  valueMinor: amount,
  occasion: line(300),
  purpose: line(300),
});
export const stepArguments = z.object({ id: rowId, version: z.int() });
export const refuseArguments = stepArguments.extend({ note: note(2_000) });
export const rulesInput = z.object({
  accountId: rowId,
  version: z.int(),
  accountKind: z.enum(ACCOUNT_KINDS),
  limitMinor: amount.nullish(),
  decisionPendingUntil: countedDay.nullish(),
  source: line(300),
});
export const recipientInput = z.object({
  contactId: rowId,
  version: z.int(),
  publicOfficial: z.boolean(),
  basis: z.enum(PRIVACY_BASES),
  source: line(300),
  keepMonths: z.int().min(1).max(24).nullish(),
});
export const forgetArguments = z.object({ contactId: rowId, reason: note(500) });
export const registerArguments = z.object({
  filter: z
    .object({ accountId: rowId.nullish(), contactId: rowId.nullish(), year: z.int().min(1900).max(2999).nullish() })
    .loose()
    .nullish(),
  after: z.string().max(500).nullish(),
});

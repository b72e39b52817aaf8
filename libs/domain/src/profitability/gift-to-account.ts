import type { Instant } from '../calendar/date.js';
import { ACCOUNT_KIND_TRAITS, type AccountKind } from '../customer-file/account-kind.js';
import type { Decision } from '../decision/decision.js';
import {
  decideCourtesyGift,
  type CourtesyGift,
  type GiftPolicy,
  type GiftReason,
  type GiftRegistered,
} from './courtesy-gift.js';

/**
 * Whether a courtesy gift may go to somebody at an account: at a public body everybody counts as a public official, whatever
 * the contact's own record says. All other rules as {@link decideCourtesyGift}. O(1).
 */
export function decideGiftAtAccount(
  command: { readonly gift: CourtesyGift; readonly by: string; readonly at: Instant },
  accountKind: AccountKind,
  policy?: GiftPolicy,
): Decision<GiftRegistered, GiftReason> {
  const publicOfficial = ACCOUNT_KIND_TRAITS[accountKind].publicOfficials || command.gift.publicOfficial;
  return decideCourtesyGift({ ...command, gift: { ...command.gift, publicOfficial } }, policy);
}

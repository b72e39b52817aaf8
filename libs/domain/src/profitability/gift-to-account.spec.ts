import { describe, expect, it } from '@jest/globals';
import { ACCOUNT_KIND_TRAITS, ACCOUNT_KINDS } from '../customer-file/account-kind.js';
import type { CourtesyGift } from './courtesy-gift.js';
import { decideGiftAtAccount } from './gift-to-account.js';

const GIFT: CourtesyGift = {
  recipient: 'wang',
  valueMinor: 1n,
  occasion: 'ten years of trade',
  givenThisYearMinor: 0n,
  publicOfficial: false,
  employerLimitMinor: 3_000n,
  decisionPending: false,
};
const decide = (kind: (typeof ACCOUNT_KINDS)[number], change: Partial<CourtesyGift> = {}) =>
  decideGiftAtAccount({ gift: { ...GIFT, ...change }, by: 'kim', at: '2026-11-21T09:00:00.000Z' }, kind);

describe(decideGiftAtAccount.name, () => {
  it('RM-19: at a public body nothing may be given, whatever the contact’s record says', () => {
    expect(decide('GOVERNMENT')).toEqual({ ok: false, reasons: [{ code: 'PUBLIC_OFFICIAL' }] });
    const others = ACCOUNT_KINDS.filter((kind) => !decide(kind).ok);
    expect(others).toEqual(['GOVERNMENT']);
  });

  it('RM-19: a public official at a company stays one, and every other rule holds', () => {
    expect(decide('MANUFACTURER', { publicOfficial: true })).toEqual({
      ok: false,
      reasons: [{ code: 'PUBLIC_OFFICIAL' }],
    });
    expect(decide('GOVERNMENT', { occasion: '' })).toMatchObject({
      reasons: [{ code: 'PUBLIC_OFFICIAL' }, { code: 'OCCASION_REQUIRED' }],
    });
    const registered = decide('DEALER');
    expect(registered.ok && registered.events).toMatchObject([{ type: 'GIFT_REGISTERED', by: 'kim', gift: GIFT }]);
  });

  it('RM-19: holds the tenant’s own limits', () => {
    const command = { gift: GIFT, by: 'kim', at: '2026-11-21T09:00:00.000Z' };
    expect(decideGiftAtAccount(command, 'RETAILER', { limitMinor: 0n, yearlyLimitMinor: 9n })).toMatchObject({
      reasons: [{ code: 'ABOVE_LIMIT', limitMinor: 0n }],
    });
  });
});

describe('ACCOUNT_KIND_TRAITS', () => {
  it('RM-09: who passes goods on has customers of its own to look at', () => {
    expect(ACCOUNT_KINDS.filter((kind) => ACCOUNT_KIND_TRAITS[kind].hasSubCustomers)).toEqual(['LESSOR', 'DEALER']);
  });

  it('RM-19: the demand of firms follows that of their customers', () => {
    expect(ACCOUNT_KINDS.filter((kind) => ACCOUNT_KIND_TRAITS[kind].derivedDemand)).toEqual([
      'MANUFACTURER',
      'LESSOR',
      'RETAILER',
      'DEALER',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { decideCourtesyGift, type CourtesyGift } from './courtesy-gift.js';

const GIFT: CourtesyGift = {
  recipient: 'wang',
  valueMinor: 3_000n,
  occasion: 'ten years of trade',
  givenThisYearMinor: 3_000n,
  publicOfficial: false,
  employerLimitMinor: 3_000n,
  decisionPending: false,
};
const decide = (change: Partial<CourtesyGift>) =>
  decideCourtesyGift({ gift: { ...GIFT, ...change }, by: 'kim', at: '2026-11-21T09:00:00.000Z' });

describe(decideCourtesyGift.name, () => {
  it('PF-03 ET-01: given a gift within all limits, then it is registered', () => {
    expect(decide({})).toEqual({
      ok: true,
      events: [{ type: 'GIFT_REGISTERED', gift: GIFT, by: 'kim', at: '2026-11-21T09:00:00.000Z' }],
    });
  });

  it.each([
    [{ publicOfficial: true }, { code: 'PUBLIC_OFFICIAL' }],
    [{ publicOfficial: null }, { code: 'OFFICIAL_STATUS_UNKNOWN' }],
    [{ decisionPending: true }, { code: 'DECISION_PENDING' }],
    [{ occasion: '  ' }, { code: 'OCCASION_REQUIRED' }],
    [{ valueMinor: 0n }, { code: 'VALUE_NOT_POSITIVE' }],
    [{ employerLimitMinor: null }, { code: 'EMPLOYER_POLICY_UNKNOWN' }],
    [{ employerLimitMinor: 2_999n }, { code: 'ABOVE_EMPLOYER_LIMIT', limitMinor: 2_999n }],
    [{ givenThisYearMinor: 3_001n }, { code: 'ABOVE_YEARLY_LIMIT', limitMinor: 6_000n }],
    [
      { valueMinor: 3_001n, employerLimitMinor: 9_000n, givenThisYearMinor: 0n },
      { code: 'ABOVE_LIMIT', limitMinor: 3_000n },
    ],
  ])('PF-03: refuses %p', (change, reason) => {
    expect(decide(change)).toEqual({ ok: false, reasons: [reason] });
  });

  it('PF-03: gives every reason at once', () => {
    const decision = decide({ publicOfficial: true, occasion: '', employerLimitMinor: 0n });
    expect(decision.ok ? [] : decision.reasons.map(({ code }) => code)).toEqual([
      'PUBLIC_OFFICIAL',
      'OCCASION_REQUIRED',
      'ABOVE_EMPLOYER_LIMIT',
    ]);
  });
});

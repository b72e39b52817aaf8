import { exactShare, shareNumber } from '../share/exact-share.js';
import { OFFER_FORMS, postureOrder, POSTURE_OF_OFFER, type OfferForm, type Posture } from './posture.js';

/** Net revenue with a customer in one offer form, minor units of one currency. */
export interface OfferRevenue {
  readonly form: OfferForm;
  readonly revenueMinor: bigint;
}

export interface OfferMix {
  /** Part of each form, together 1. */
  readonly shares: Readonly<Record<OfferForm, number>>;
  /** The form with most revenue; the simpler one of equals. */
  readonly main: OfferForm;
}

/** Revenue by offer form; forms that returns outweigh count as none. Undefined of no revenue. Order does not matter. O(n). */
export function offerMix(rows: readonly OfferRevenue[]): OfferMix | undefined {
  const amountOf = (form: OfferForm): bigint => {
    const amount = rows.reduce((sum, row) => (row.form === form ? sum + row.revenueMinor : sum), 0n);
    return amount > 0n ? amount : 0n;
  };
  const amounts = { STANDARD: amountOf('STANDARD'), FEATURED: amountOf('FEATURED'), CUSTOM: amountOf('CUSTOM') };
  const total = amounts.STANDARD + amounts.FEATURED + amounts.CUSTOM;
  if (total === 0n) return undefined;
  const share = (form: OfferForm): number => shareNumber(exactShare(amounts[form], total));
  return {
    shares: { STANDARD: share('STANDARD'), FEATURED: share('FEATURED'), CUSTOM: share('CUSTOM') },
    main: OFFER_FORMS.reduce((most, form) => (amounts[form] > amounts[most] ? form : most)),
  };
}

/**
 * Whether offer and posture belong together: `OFFER_AHEAD` we deliver more than who adapts to whom would say,
 * `OFFER_BEHIND` we adapt but still sell from the list. O(1).
 */
export function offerFit(posture: Posture, main: OfferForm): 'FITS' | 'OFFER_AHEAD' | 'OFFER_BEHIND' {
  const distance = postureOrder(POSTURE_OF_OFFER[main]) - postureOrder(posture);
  if (distance === 0) return 'FITS';
  return distance > 0 ? 'OFFER_AHEAD' : 'OFFER_BEHIND';
}

/**
 * Initiative ratio: value proposals that we began ÷ all, 0…1; undefined where there is none. Rises on the way from
 * answering to acting first. O(n).
 */
export function initiativeRatio(proposals: readonly { readonly initiatedBy: 'OURS' | 'THEIRS' }[]): number | undefined {
  if (proposals.length === 0) return undefined;
  return proposals.filter(({ initiatedBy }) => initiatedBy === 'OURS').length / proposals.length;
}

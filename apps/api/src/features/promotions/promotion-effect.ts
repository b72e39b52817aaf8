import {
  LEAST_UNDISTURBED,
  promotionUplift,
  type PromotionGrain,
  type PromotionSlot,
  type PromotionUplift as Uplift,
  seededRandom,
} from '@mortise/domain';
import type { PromotionEffectReason } from './promotion-card.types.js';

/** Draws of the bootstrap: the bounds move by less than the last digit anybody reads. */
const DRAWS = 200;

/** An effect, or why there is none. */
export type Effect =
  | { readonly uplift: Uplift; readonly reason: null }
  | { readonly uplift: null; readonly reason: PromotionEffectReason };

export const unknown = (reason: PromotionEffectReason): Effect => ({ uplift: null, reason });

/** What a promotion did to sales, given by period in minor units. The same promotion draws the same chance. */
export function effectOf(
  slots: readonly PromotionSlot[],
  sales: readonly bigint[],
  grain: PromotionGrain,
  promotionId: string,
): Effect {
  if (sales.every((amount) => amount === 0n)) return unknown('NO_SALES');
  if (!slots.some(({ phase }) => phase === 'PROMOTION')) return unknown('NOT_STARTED');
  if (slots.filter(({ phase }) => phase === 'NONE').length < LEAST_UNDISTURBED[grain])
    return unknown('HISTORY_TOO_SHORT');
  const uplift = promotionUplift(
    slots.map(({ season, phase }, at) => ({ season, phase, sales: Number(sales[at]) })),
    { random: seededRandom(Number.parseInt(promotionId.slice(-8), 16)), draws: DRAWS },
  );
  return uplift === undefined ? unknown('NOT_MEASURABLE') : { uplift, reason: null };
}

/** What other goods lost while the promotion ran: the weeks after it are the promoted goods' own. */
export function lossOf(
  slots: readonly PromotionSlot[],
  sales: readonly bigint[],
  grain: PromotionGrain,
  promotionId: string,
): Effect {
  const during = slots.map((slot): PromotionSlot => (slot.phase === 'AFTER' ? { ...slot, phase: 'OTHER' } : slot));
  return effectOf(during, sales, grain, promotionId);
}

/** What was lost, in minor units from 0, with its bounds; nothing where there was nothing to lose. */
export function lostOf({ uplift }: Effect): { readonly measured: bigint; readonly low: bigint; readonly high: bigint } {
  if (uplift === null) return { measured: 0n, low: 0n, high: 0n };
  const lost = (change: number): bigint => minorOf(Math.max(0, -change));
  return { measured: lost(uplift.netUplift), low: lost(uplift.interval.upper), high: lost(uplift.interval.lower) };
}

/** Minor units of a measured amount. */
export function minorOf(amount: number): bigint {
  return BigInt(Math.round(amount));
}

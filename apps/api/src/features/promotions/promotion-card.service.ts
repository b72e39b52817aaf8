import {
  comparesSeasons,
  dateOfEpochDay,
  dateOfInstant,
  epochDay,
  type IsoDate,
  promotionSlots,
  type PromotionGrain,
  type PromotionSlot,
  weeksAfter,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { isRowId, parseArguments } from '../../platform/errors/input-schemas.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { AccountService } from '../accounts/account.service.js';
import { DataDay } from '../evaluation/data-day.service.js';
import { PolicyService, type PolicyVersion } from '../policies/policy.service.js';
import { TooManyCards } from './promotion.errors.js';
import {
  type PromotionCardArgs,
  type PromotionPoint,
  type PromotionUplift,
  type ReturnOf,
} from './promotion-card.types.js';
import { type Effect, effectOf, lossOf, lostOf, minorOf, unknown } from './promotion-effect.js';
import { promotionReturnOf } from './promotion-return.js';
import {
  accountsOf,
  findPromotion,
  historyOf,
  type MeasuredPromotion,
  otherPromotions,
  salesByPeriod,
  salesInWindow,
  salesNaming,
  type SalesScope,
  type ScopeAccounts,
  sourceOf,
} from './promotion-sales.js';

/** A card costs some tenths of a second; a document could ask for thousands. */
const MOST_CARDS = 10;

/** Above this, weeks would mean to read every order line of a large part of the customers. */
const MOST_BY_WEEK = 1_000;

const cardArguments = z.object({
  afterWeeks: z
    .int()
    .min(0)
    .max(26)
    .nullish()
    .transform((weeks) => weeks ?? undefined),
});

/** What promotions did: measured when it is asked, from the facts as they are then. */
@Injectable()
export class PromotionCardService {
  private readonly asked = new WeakMap<RequestContext, number>();

  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(DataDay) private readonly dataDay: DataDay,
  ) {}

  /** @throws InputInvalid @throws NotFound @throws AccountNotFound @throws TooManyCards */
  async card(ctx: RequestContext, args: PromotionCardArgs): Promise<ReturnOf> {
    const asked = (this.asked.get(ctx) ?? 0) + 1;
    this.asked.set(ctx, asked);
    if (asked > MOST_CARDS) throw new TooManyCards(MOST_CARDS);
    const told = parseArguments(cardArguments, { afterWeeks: args.afterWeeks });
    const promotion = isRowId(args.promotionId) ? await findPromotion(ctx, args.promotionId.toLowerCase()) : undefined;
    if (!promotion) throw new NotFound('Promotion');
    const accountId =
      args.accountId == null ? null : (await this.accounts.requireVisible(ctx, args.accountId, ['accountId'])).id;
    const policy = await this.policies.current(ctx);
    const asOf = await this.lastDay(ctx, policy);
    const scope: SalesScope = { promotion, accountId, ...historyOf(promotion, asOf) };
    const held = await accountsOf(ctx, scope);
    const grain = args.grain ?? (held.accounts > MOST_BY_WEEK ? 'MONTH' : 'WEEK');
    return this.measure(ctx, {
      scope,
      held,
      grain,
      asOf,
      policy,
      afterWeeks: told.afterWeeks ?? weeksAfter(promotion),
    });
  }

  private async measure(ctx: RequestContext, measurement: Measurement): Promise<ReturnOf> {
    const { scope, held, grain, asOf, policy, afterWeeks } = measurement;
    const { promotion } = scope;
    const others = held.accounts === 0 ? [] : await otherPromotions(ctx, scope);
    const sales = await salesByPeriod(ctx, scope, grain);
    const window = await salesInWindow(ctx, scope, grain);
    const named = await salesNaming(ctx, scope);
    const { lines, netMinor, buyers } = named ?? window.promoted;
    const currency = await currencyOf(ctx);
    const money = (minor: bigint) => moneyValue(minor, currency);
    const slotsFrom = (first: IsoDate | undefined): readonly PromotionSlot[] =>
      first === undefined ? [] : promotionSlots(promotion, { grain, from: first, to: scope.to, afterWeeks, others });
    const slots = slotsFrom(firstOf(sales.promoted));
    const actual = slots.map(({ from }) => sales.promoted.get(from) ?? 0n);
    const effect =
      held.accounts === 0
        ? unknown('NO_PARTICIPANTS')
        : promotion.startsOn > asOf
          ? unknown('NOT_STARTED')
          : effectOf(slots, actual, grain, promotion.id);
    const alike = slotsFrom(firstOf(sales.alike));
    const loss = lossOfAlike(promotion, effect, alike, sales.alike, grain);
    const lost = lostOf(loss);
    return {
      promotionId: promotion.id,
      accountId: scope.accountId,
      grain,
      asOf,
      afterWeeks,
      accounts: held.accounts,
      participants: held.participants,
      buyers,
      uptake: {
        ...{ measuredBy: named ? ('CODE' as const) : ('GOODS' as const), lines, net: money(netMinor) },
        source: named || grain === 'WEEK' ? 'order_line' : 'account_product_month',
      },
      otherPromotions: others.length,
      uplift: effect.uplift && upliftOf(effect.uplift, measurement, { slots, actual }, money),
      upliftReason: effect.reason,
      cannibalisation: loss.uplift && {
        lost: money(lost.measured),
        low: money(lost.low),
        high: money(lost.high),
      },
      cannibalisationReason: loss.reason,
      points: slots.map(({ from, to, phase }, at): PromotionPoint => {
        const baseline = effect.uplift?.baseline[at];
        return {
          ...{ from, to, phase, actual: money(actual[at] as bigint) },
          baseline: baseline === undefined ? null : money(minorOf(baseline)),
        };
      }),
      sources: [
        'promotion',
        'promotion_uptake',
        sourceOf(scope, grain),
        ...(grain === 'MONTH' && !named ? [] : ['order_line']),
      ].filter((source, at, all) => all.indexOf(source) === at),
      returnOf: () => promotionReturnOf({ promotion, held, effect, loss, window, policy, money }),
    };
  }

  /** The last day that is over and about which anything is known. */
  private async lastDay(ctx: RequestContext, policy: PolicyVersion): Promise<IsoDate> {
    const asOf = await this.dataDay.of(ctx, policy);
    return asOf === dateOfInstant(ctx.now().toISOString()) ? dateOfEpochDay(epochDay(asOf) - 1) : asOf;
  }
}

interface Measurement {
  readonly scope: SalesScope;
  readonly held: ScopeAccounts;
  readonly grain: PromotionGrain;
  readonly asOf: IsoDate;
  readonly policy: PolicyVersion;
  readonly afterWeeks: number;
}

function lossOfAlike(
  promotion: MeasuredPromotion,
  effect: Effect,
  slots: readonly PromotionSlot[],
  sales: ReadonlyMap<IsoDate, bigint>,
  grain: PromotionGrain,
): Effect {
  if (effect.uplift === null) return effect;
  if (slots.length === 0) return unknown('NOTHING_ALIKE');
  return lossOf(
    slots,
    slots.map(({ from }) => sales.get(from) ?? 0n),
    grain,
    promotion.id,
  );
}

function upliftOf(
  uplift: NonNullable<Effect['uplift']>,
  { scope, grain, asOf, afterWeeks }: Measurement,
  series: { readonly slots: readonly PromotionSlot[]; readonly actual: readonly bigint[] },
  money: (minor: bigint) => PromotionUplift['net'],
): PromotionUplift {
  const { slots, actual } = series;
  const { expected, grossUplift, dip, netUplift, interval, confidence } = uplift;
  const during = actual.reduce((sum, amount, at) => (slots[at]?.phase === 'PROMOTION' ? sum + amount : sum), 0n);
  const last = slots.findLast(({ phase }) => phase === 'PROMOTION')?.to;
  return {
    actual: money(during),
    expected: money(minorOf(expected)),
    gross: money(minorOf(grossUplift)),
    dip: money(minorOf(dip)),
    net: money(minorOf(netUplift)),
    low: money(minorOf(interval.lower)),
    high: money(minorOf(interval.upper)),
    confidence,
    share: expected > 0 ? netUplift / expected : null,
    afterComplete:
      last !== undefined && last >= scope.promotion.endsOn && epochDay(last) + 7 * afterWeeks <= epochDay(asOf),
    seasonCompared: comparesSeasons(slots, grain),
  };
}

function firstOf(sales: ReadonlyMap<IsoDate, bigint>): IsoDate | undefined {
  return [...sales.keys()].sort()[0];
}

async function currencyOf(ctx: RequestContext): Promise<string> {
  const row = await ctx.unit.first<{ currency: string }>(tenantSql`select currency from tenant where id = ${TENANT}`);
  return row?.currency ?? '';
}

import {
  type IsoDate,
  monthOf,
  addMonths,
  offerMix,
  type OfferForm,
  type OfferMix,
  POSTURE_TRAITS,
  postureOf,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { type AdaptationEntry, RelationshipFacts } from '../ledger/relationship-facts.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { type AccountDay, accountDay, byDay } from './account-day.js';
import { MOST_ADAPTATIONS, type RelationshipPosture } from './posture.types.js';

/** Months of revenue that tell how we offer. */
const OFFER_MONTHS = 12;
const NONE: readonly AdaptationEntry[] = [];

/** Who adapts to whom at accounts, as the ledger knew it at the end of a day. */
@Injectable()
export class PostureService {
  constructor(
    @Inject(RelationshipFacts) private readonly facts: RelationshipFacts,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async of(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<RelationshipPosture> {
    return (await batchLoad(ctx, this.postures, accountDay(accountId, asOf))) as RelationshipPosture;
  }

  /** The same for a day that has just gone by: what is bought is offered as it was then. */
  async withOffer(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<RelationshipPosture> {
    return (await batchLoad(ctx, this.posturesWithOffer, accountDay(accountId, asOf))) as RelationshipPosture;
  }

  // What products are offered as can change, and no history of it is kept.
  private readonly postures = (ctx: RequestContext, asked: readonly AccountDay[]) =>
    this.read(ctx, asked, (asOf) => asOf === todayOf(ctx));

  private readonly posturesWithOffer = (ctx: RequestContext, asked: readonly AccountDay[]) =>
    this.read(ctx, asked, () => true);

  private read(
    ctx: RequestContext,
    asked: readonly AccountDay[],
    offered: (asOf: IsoDate) => boolean,
  ): Promise<ReadonlyMap<AccountDay, RelationshipPosture>> {
    return byDay(asked, async (accountIds, asOf) => {
      const { version, document } = await this.policies.on(ctx, asOf);
      const known = await this.facts.adaptations(ctx, accountIds, asOf);
      const from: IsoDate = `${addMonths(monthOf(asOf), -OFFER_MONTHS)}-01`;
      const offerOf = (id: string) => batchLoad(ctx, this.offers, accountDay(id, from));
      const offers = offered(asOf) ? await Promise.all(accountIds.map(offerOf)) : [];
      return new Map(
        accountIds.map((accountId, place): [string, RelationshipPosture] => {
          const adaptations = known.get(accountId) ?? NONE;
          const offer = offers[place]?.main ?? null;
          const read = postureOf(adaptations, offer, document.posture);
          const effort = (side: AdaptationEntry['side']): number =>
            adaptations.reduce((total, each) => (each.side === side ? total + (each.effort ?? 0) : total), 0);
          return [
            accountId,
            {
              ...{ accountId, asOf, policyVersion: version, posture: read.posture, source: read.source },
              reason: read.posture === null ? 'TOO_FEW_ADAPTATIONS' : null,
              ...{ index: read.index ?? null, adaptationCount: read.adaptations },
              adaptationsNeeded: document.posture.fewestAdaptations,
              ...{ ourEffort: effort('OURS'), theirEffort: effort('THEIRS') },
              adaptations: adaptations
                .slice(0, MOST_ADAPTATIONS)
                .map((each) => ({ ...each, effort: each.effort ?? 0 })),
              traits: read.posture === null ? null : Object.values(POSTURE_TRAITS[read.posture]),
              sources: read.source === 'OFFER' ? ['account_product_month', 'product'] : ['ledger_entry', 'policy'],
            },
          ];
        }),
      );
    });
  }

  /** Revenue since a month by how the products are offered, of accounts that bought: the same for all days of a month, so read once. */
  private readonly offers = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, OfferMix>> =>
    byDay(asked, async (accountIds, from) => {
      const rows = await ctx.unit.query<{ account_id: string; form: OfferForm; net: string }>(tenantSql`
        select m.account_id, p.offer_form as form, sum(m.net_minor) as net
        from account_product_month m join product p on p.tenant_id = ${TENANT} and p.id = m.product_id
        where m.tenant_id = ${TENANT} and m.account_id = any(${accountIds}::uuid[]) and m.month >= ${from}::date
        group by m.account_id, p.offer_form`);
      const revenue = new Map<string, { form: OfferForm; revenueMinor: bigint }[]>();
      for (const { account_id: id, form, net } of rows) {
        const forms = revenue.get(id) ?? [];
        revenue.set(id, forms);
        forms.push({ form, revenueMinor: BigInt(net) });
      }
      return new Map(
        [...revenue].flatMap(([id, forms]): [string, OfferMix][] => {
          const mix = offerMix(forms);
          return mix === undefined ? [] : [[id, mix]];
        }),
      );
    });
}

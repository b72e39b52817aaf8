import { addMonthsToDate, type ContactSums, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { CommunicationStore } from '../communication/communication.store.js';
import { ComplaintCounts } from '../complaints/complaint-counts.service.js';
import { ContactSumsService } from '../ledger/contact-sums.service.js';
import { RebateLiabilityService } from '../rebates/rebate-liability.service.js';
import { type AccountDay, accountDay, byDay } from '../relationships/account-day.js';

/** What other features know of what holds a customer. */
export interface ExitFacts {
  /** Rebates not paid out yet, minor units; null without rebate.read, and on a past day, for they are worked out as of today. */
  readonly owedRebateMinor: bigint | null;
  /** Executive meetings a year that the plan of communication foresees; null without plan.read or without such a plan. */
  readonly visitsAgreed: number | null;
}

/** What happened between the two in the twelve months up to a day. */
export interface ExchangeFacts {
  /** Null of none. */
  readonly contacts: ContactSums | null;
  /** The newest contact of each pair of functions: entries of the ledger. */
  readonly newestContacts: readonly string[];
  /** Complaints received; null without complaint.read. */
  readonly complaints: number | null;
}

const MONTHS = 12;

/** Asks other features once for all accounts of a request. */
@Injectable()
export class ExitFactsReader {
  constructor(
    @Inject(RebateLiabilityService) private readonly rebates: RebateLiabilityService,
    @Inject(CommunicationStore) private readonly communication: CommunicationStore,
    @Inject(ContactSumsService) private readonly contacts: ContactSumsService,
    @Inject(ComplaintCounts) private readonly complaints: ComplaintCounts,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async exit(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<ExitFacts> {
    return (await batchLoad(ctx, this.exits, accountDay(accountId, asOf))) as ExitFacts;
  }

  async exchange(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<ExchangeFacts> {
    return (await batchLoad(ctx, this.exchanges, accountDay(accountId, asOf))) as ExchangeFacts;
  }

  private readonly exits = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, ExitFacts>> =>
    byDay(asked, async (ids, asOf) => {
      const seesRebates = asOf === todayOf(ctx) && hasPermission(ctx, 'rebate.read');
      const owed = seesRebates ? await this.rebates.owedTo(ctx, ids) : undefined;
      const lines = hasPermission(ctx, 'plan.read') ? await this.communication.lines(ctx, ids) : [];
      return new Map(
        ids.map((id) => {
          const line = lines.find(({ accountId, kind }) => accountId === id && kind === 'EXECUTIVE_VISIT');
          return [
            id,
            { owedRebateMinor: owed?.get(id) ?? null, visitsAgreed: line ? MONTHS / line.everyMonths : null },
          ];
        }),
      );
    });

  private readonly exchanges = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, ExchangeFacts>> =>
    byDay(asked, async (ids, asOf) => {
      const since = addMonthsToDate(asOf, -MONTHS);
      const contacts = await this.contacts.of(ctx, ids, asOf, { windowFrom: since, activeFrom: since });
      const pairs = new Map([...contacts].map(([id, sums]) => [id, sums.pairs]));
      const newest = await this.contacts.newest(ctx, pairs, asOf);
      const complaints = hasPermission(ctx, 'complaint.read')
        ? await this.complaints.between(ctx, ids, since, asOf)
        : undefined;
      return new Map(
        ids.map((id) => [
          id,
          {
            contacts: contacts.get(id) ?? null,
            newestContacts: (newest.get(id) ?? []).map((each) => each.id),
            complaints: complaints ? (complaints.get(id) ?? 0) : null,
          },
        ]),
      );
    });
}

import { type IsoDate, type PolicyDocument, type Stage, STAGES } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { Judgements, LedgerJudgements } from '../ledger/judgements.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { type AccountDay, accountDay, byDay } from '../relationships/account-day.js';
import { AccountShares, type MonthShare } from '../shares/account-shares.service.js';
import { StageStore } from '../stages/stage.store.js';
import { type TradeYear, TradeYears } from './trade-year.service.js';

/** What measures of the relationship with an account are made of, as of a day. */
export interface AccountFacts {
  readonly accountId: string;
  readonly asOf: IsoDate;
  readonly policyVersion: number;
  readonly policy: PolicyDocument;
  readonly judgements: Judgements;
  /** Null without trade.read, as is the share of wallet below; the share also where no wallet is known. */
  readonly trade: TradeYear | null;
  readonly share: MonthShare | null;
  readonly seesTrade: boolean;
  /** Null before the first and after the last. */
  readonly stage: Stage | null;
  readonly targetStage: Stage | null;
  readonly complexOffering: boolean;
  /** ISO 3166-1 alpha-2; null where it is not on record. */
  readonly country: string | null;
  readonly homeCountry: string | null;
  /** The supplier's currency. */
  readonly currency: string;
  /** The day it was added. */
  readonly addedOn: IsoDate;
}

interface AccountRow {
  id: string;
  country: string | null;
  home_country: string | null;
  currency: string;
  complex_offering: boolean;
  target_stage: Stage | null;
  added_on: IsoDate;
}

/** Collects what measures are made of, once for all that are asked about in a request. */
@Injectable()
export class AccountFactsReader {
  constructor(
    @Inject(LedgerJudgements) private readonly ledger: LedgerJudgements,
    @Inject(TradeYears) private readonly trade: TradeYears,
    @Inject(AccountShares) private readonly shares: AccountShares,
    @Inject(StageStore) private readonly stages: StageStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async of(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<AccountFacts> {
    return (await batchLoad(ctx, this.collect, accountDay(accountId, asOf))) as AccountFacts;
  }

  /** Stable, so that sibling accounts and all measures share the statements. */
  private readonly collect = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, AccountFacts>> =>
    byDay(asked, async (ids, asOf) => {
      const accounts = await this.accounts(ctx, ids);
      const { version, document } = await this.policies.on(ctx, asOf);
      const judged = await this.ledger.known(ctx, ids, asOf);
      const stages = await this.stages.states(ctx, ids, asOf === todayOf(ctx) ? undefined : asOf);
      const seesTrade = hasPermission(ctx, 'trade.read');
      const trade = seesTrade ? await this.trade.before(ctx, ids, asOf) : undefined;
      const shares = seesTrade ? await this.shares.on(ctx, ids, asOf) : undefined;
      return new Map(
        accounts.map((account): [string, AccountFacts] => {
          const { id } = account;
          const position = stages.get(id)?.position;
          return [
            id,
            {
              ...{ accountId: id, asOf, policyVersion: version, policy: document, seesTrade },
              judgements: judged.get(id) ?? new Judgements(),
              ...{ trade: trade?.get(id) ?? null, share: shares?.get(id) ?? null },
              stage: STAGES.find((stage) => stage === position) ?? null,
              ...{ targetStage: account.target_stage, complexOffering: account.complex_offering },
              ...{ country: account.country, homeCountry: account.home_country },
              ...{ currency: account.currency, addedOn: account.added_on },
            },
          ];
        }),
      );
    });

  private accounts(ctx: RequestContext, ids: readonly string[]): Promise<AccountRow[]> {
    return ctx.unit.query<AccountRow>(tenantSql`
      select a.id, a.country, t.country as home_country, t.currency, a.complex_offering, a.target_stage,
        to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD') as added_on
      from account a join tenant t on t.id = ${TENANT}
      where a.tenant_id = ${TENANT} and a.id = any(${ids}::uuid[]) and ${visibleAccount(ctx, 'a.id')}`);
  }
}

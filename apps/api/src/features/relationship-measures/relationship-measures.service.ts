import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { AccountLevels } from '../assessments/account-levels.service.js';
import { CustomerFinancialsService } from '../customer-financials/customer-financials.service.js';
import { type AccountDay, accountDay, byDay } from '../relationships/account-day.js';
import { PostureService } from '../relationships/posture.service.js';
import { AccountFactsReader } from './account-facts.service.js';
import type { AccountArchetypeView } from './archetype.types.js';
import { archetypeOf } from './archetype.view.js';
import { CountryTableService } from './country-table.service.js';
import type { CultureProfile } from './culture.types.js';
import { cultureOf, cultureTable } from './culture.view.js';
import type { AccountDependence } from './dependence.types.js';
import { dependenceOf } from './dependence.view.js';
import type { AccountDifferences } from './differences.types.js';
import { differencesOf } from './differences.view.js';
import { ExitFactsReader } from './exit-facts.service.js';
import type { AccountLoyalty } from './loyalty.types.js';
import { loyaltyOf } from './loyalty.view.js';
import type { PurchasingPortfolio } from './purchasing.types.js';
import { purchasingOf } from './purchasing.view.js';
import type { AccountRelationshipQuality } from './relationship-quality.types.js';
import { relationshipQualityOf } from './relationship-quality.view.js';
import type { AccountSatisfaction } from './satisfaction.types.js';
import { satisfactionOf } from './satisfaction.view.js';
import type { SwotSuggestions } from './swot.types.js';
import { swotOf } from './swot.view.js';

/** What is measured of the relationship with an account, beside the four axes. The caller has been shown to see the account. */
@Injectable()
export class RelationshipMeasures {
  constructor(
    @Inject(AccountFactsReader) private readonly facts: AccountFactsReader,
    @Inject(ExitFactsReader) private readonly exits: ExitFactsReader,
    @Inject(CountryTableService) private readonly countries: CountryTableService,
    @Inject(PostureService) private readonly postures: PostureService,
    @Inject(AccountLevels) private readonly levels: AccountLevels,
    @Inject(CustomerFinancialsService) private readonly financials: CustomerFinancialsService,
  ) {}

  async satisfaction(ctx: RequestContext, id: string, asOf: IsoDate): Promise<AccountSatisfaction> {
    return satisfactionOf(await this.facts.of(ctx, id, asOf));
  }

  async loyalty(ctx: RequestContext, id: string, asOf: IsoDate): Promise<AccountLoyalty> {
    const facts = await this.facts.of(ctx, id, asOf);
    return loyaltyOf(facts, await this.exits.exit(ctx, id, asOf), satisfactionOf(facts));
  }

  async dependence(ctx: RequestContext, id: string, asOf: IsoDate): Promise<AccountDependence> {
    const facts = await this.facts.of(ctx, id, asOf);
    return dependenceOf(facts, await this.exits.exit(ctx, id, asOf), satisfactionOf(facts));
  }

  async quality(ctx: RequestContext, id: string, asOf: IsoDate): Promise<AccountRelationshipQuality> {
    const facts = await this.facts.of(ctx, id, asOf);
    return relationshipQualityOf(facts, cultureTable(await this.countries.countries(ctx)));
  }

  async differences(ctx: RequestContext, id: string, asOf: IsoDate): Promise<AccountDifferences> {
    const facts = await this.facts.of(ctx, id, asOf);
    const exchange = await this.exits.exchange(ctx, id, asOf);
    return differencesOf(facts, exchange, await this.postures.of(ctx, id, asOf));
  }

  async culture(ctx: RequestContext, id: string): Promise<CultureProfile> {
    const facts = await this.facts.of(ctx, id, todayOf(ctx));
    return cultureOf(facts, await this.countries.countries(ctx), ctx.locale);
  }

  async purchasing(ctx: RequestContext, id: string, asOf: IsoDate): Promise<PurchasingPortfolio> {
    const facts = await this.facts.of(ctx, id, asOf);
    const sees = hasPermission(ctx, 'financials.read');
    return purchasingOf(facts, sees ? ((await batchLoad(ctx, this.purchases, id)) ?? null) : null);
  }

  async swot(ctx: RequestContext, id: string, asOf: IsoDate, rival: string | null): Promise<SwotSuggestions> {
    const facts = await this.facts.of(ctx, id, asOf);
    return swotOf(facts, satisfactionOf(facts), rival);
  }

  async archetype(ctx: RequestContext, id: string, asOf: IsoDate): Promise<AccountArchetypeView> {
    const facts = await this.facts.of(ctx, id, asOf);
    return archetypeOf(facts, await batchLoad(ctx, this.levelsByDay, accountDay(id, asOf)));
  }

  // Stable, so that sibling accounts share the statements.
  private readonly purchases = (ctx: RequestContext, ids: readonly string[]) => this.financials.purchases(ctx, ids);
  private readonly levelsByDay = (ctx: RequestContext, asked: readonly AccountDay[]) =>
    byDay(asked, (ids, asOf) => this.levels.at(ctx, ids, asOf));
}

import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Account } from '../accounts/account.entity.js';
import { AS_OF, knownDay } from '../relationships/account-day.js';
import { AccountArchetypeView } from './archetype.types.js';
import { CultureProfile } from './culture.types.js';
import { AccountDependence } from './dependence.types.js';
import { AccountDifferences } from './differences.types.js';
import { AccountLoyalty } from './loyalty.types.js';
import { PurchasingPortfolio } from './purchasing.types.js';
import { AccountRelationshipQuality } from './relationship-quality.types.js';
import { RelationshipMeasures } from './relationship-measures.service.js';
import { AccountSatisfaction } from './satisfaction.types.js';
import { SwotSuggestions } from './swot.types.js';

type Of = Pick<Account, 'id'>;

/** What is measured of the relationship with an account, beside the four axes. */
@Resolver(() => Account)
export class RelationshipMeasuresResolver {
  constructor(@Inject(RelationshipMeasures) private readonly measures: RelationshipMeasures) {}

  @ResolveField(() => AccountSatisfaction, {
    description: 'What its people expect and find, with us and with others; needs ledger.read. Errors: INPUT_INVALID.',
  })
  satisfaction(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Of,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<AccountSatisfaction> {
    return this.measures.satisfaction(ctx, id, knownDay(ctx, asOf));
  }

  @ResolveField(() => AccountLoyalty, {
    description:
      'What it does, intends and feels, and what holds it; needs ledger.read, and trade.read for what it does. Errors: INPUT_INVALID.',
  })
  loyalty(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Of,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<AccountLoyalty> {
    return this.measures.loyalty(ctx, id, knownDay(ctx, asOf));
  }

  @ResolveField(() => AccountRelationshipQuality, {
    description: 'Trust and commitment, in people and in the company; needs ledger.read. Errors: INPUT_INVALID.',
  })
  relationshipQuality(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Of,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<AccountRelationshipQuality> {
    return this.measures.quality(ctx, id, knownDay(ctx, asOf));
  }

  @ResolveField(() => AccountDifferences, {
    description: 'In what both sides of the relationship differ; needs ledger.read. Errors: INPUT_INVALID.',
  })
  relationshipDifferences(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Of,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<AccountDifferences> {
    return this.measures.differences(ctx, id, knownDay(ctx, asOf));
  }

  @ResolveField(() => AccountDependence, {
    description: 'Who needs whom, and what leaving would cost either; needs ledger.read. Errors: INPUT_INVALID.',
  })
  dependence(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Of,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<AccountDependence> {
    return this.measures.dependence(ctx, id, knownDay(ctx, asOf));
  }

  @ResolveField(() => PurchasingPortfolio, {
    description:
      'What we are to its purchasing; needs ledger.read, and trade.read with financials.read for the measured part of its cost. Errors: INPUT_INVALID.',
  })
  purchasing(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Of,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<PurchasingPortfolio> {
    return this.measures.purchasing(ctx, id, knownDay(ctx, asOf));
  }

  @ResolveField(() => SwotSuggestions, {
    description: 'Suggestions for its SWOT out of the facts; needs ledger.read. Errors: INPUT_INVALID.',
  })
  swot(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Of,
    @Args('rival', {
      type: () => String,
      nullable: true,
      description: 'The rival, as the ratings name it; the one most was answered about unless told.',
    })
    rival?: string | null,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<SwotSuggestions> {
    return this.measures.swot(ctx, id, knownDay(ctx, asOf), rival ?? null);
  }

  @ResolveField(() => AccountArchetypeView, {
    description: 'Where the relationship is expected to begin; needs assessment.read. Errors: INPUT_INVALID.',
  })
  archetype(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Of,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<AccountArchetypeView> {
    return this.measures.archetype(ctx, id, knownDay(ctx, asOf));
  }

  @ResolveField(() => CultureProfile, {
    description: 'Our country’s culture beside its own, out of your table of countries.',
  })
  culture(@Ctx() ctx: RequestContext, @Parent() { id }: Of): Promise<CultureProfile> {
    return this.measures.culture(ctx, id);
  }
}

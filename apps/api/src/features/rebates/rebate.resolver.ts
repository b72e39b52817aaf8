import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { ProductCategory } from '../products/product-category.entity.js';
import { Product } from '../products/product.entity.js';
import { CreditNote } from '../receivables/invoice.types.js';
import { RebateLiabilityService } from './rebate-liability.service.js';
import { RebateStandingService } from './rebate-standing.service.js';
import { RebateLiability, RebateStanding } from './rebate-standing.types.js';
import { RebateAgreementNotFound } from './rebate.errors.js';
import { RebateTermsInput, SettleRebateAgreementInput } from './rebate.inputs.js';
import { LATEST_REBATES } from './rebate.reads.js';
import { RebateService } from './rebate.service.js';
import { RebateAgreement, RebateAgreementArgs, RebateAgreementConnection } from './rebate.types.js';

const AGREEMENT = { type: () => ID, description: 'The agreement.' } as const;
const TERMS =
  'INPUT_INVALID (PERIOD_INVALID, SCOPE_MIXED, SCOPE_REQUIRED, TIERS_REQUIRED, TIERS_TOO_MANY, TIERS_INVALID)';

@Resolver(() => RebateAgreement)
export class RebateResolver {
  constructor(
    @Inject(RebateService) private readonly rebates: RebateService,
    @Inject(RebateStandingService) private readonly standings: RebateStandingService,
    @Inject(RebateLiabilityService) private readonly liabilities: RebateLiabilityService,
  ) {}

  @Query(() => RebateAgreement, { nullable: true, description: 'One agreement; null when there is none you may see.' })
  @Allow('rebate.read')
  rebateAgreement(@Args('id', AGREEMENT) id: string): Read<RebateAgreement> {
    return readById(id);
  }

  @Query(() => RebateAgreementConnection, {
    description: 'Rebate agreements with accounts you may see, the latest first.',
  })
  @Allow('rebate.read')
  rebateAgreements(@Args() { filter, ...page }: RebateAgreementArgs): Read<RebateAgreement> {
    const { states, accountId } = filter ?? {};
    return readConnection(page, LATEST_REBATES, {
      where: (agreement) =>
        all([
          states == null ? undefined : sql`${agreement('state')} = any(${states}::text[])`,
          accountId == null
            ? undefined
            : isRowId(accountId)
              ? sql`${agreement('account_id')} = ${accountId.toLowerCase()}::uuid`
              : sql`false`,
        ]),
    });
  }

  @Query(() => RebateLiability, {
    description: 'What is owed under the agreements you may see that run or wait for their settlement.',
  })
  @Allow('rebate.read')
  rebateLiability(@Ctx() ctx: RequestContext): Promise<RebateLiability> {
    return this.liabilities.all(ctx);
  }

  @Mutation(() => RebateAgreement, {
    description: `Records the draft of an agreement with an account. Errors: ${TERMS}, NOT_FOUND, REBATE_NUMBER_TAKEN.`,
  })
  @Allow('rebate.write')
  @Transactional()
  async recordRebateAgreement(
    @Ctx() ctx: RequestContext,
    @Args('accountId', { type: () => ID, description: 'The account.' }) accountId: string,
    @Args('input') input: RebateTermsInput,
  ): Promise<Read<RebateAgreement>> {
    return readWritten(await this.rebates.record(ctx, accountId, input));
  }

  @Mutation(() => RebateAgreement, {
    description: `Writes a draft anew. Errors: ${TERMS}, NOT_FOUND, VERSION_CONFLICT, REBATE_NOT_DRAFT, REBATE_NUMBER_TAKEN.`,
  })
  @Allow('rebate.write')
  @Transactional()
  async reviseRebateAgreement(
    @Ctx() ctx: RequestContext,
    @Args('id', AGREEMENT) id: string,
    @Args('version', { type: () => Int, description: 'The version it was read with.' }) version: number,
    @Args('input') input: RebateTermsInput,
  ): Promise<Read<RebateAgreement>> {
    return readWritten(await this.rebates.revise(ctx, id, version, input));
  }

  @Mutation(() => RebateAgreement, {
    description: 'A draft was agreed on: from now on it accrues. Errors: NOT_FOUND, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('rebate.write')
  @Transactional()
  async activateRebateAgreement(
    @Ctx() ctx: RequestContext,
    @Args('id', AGREEMENT) id: string,
  ): Promise<Read<RebateAgreement>> {
    return readWritten(await this.rebates.activate(ctx, id));
  }

  @Mutation(() => RebateAgreement, {
    description: 'A draft came to nothing. Errors: NOT_FOUND, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('rebate.write')
  @Transactional()
  async withdrawRebateAgreement(
    @Ctx() ctx: RequestContext,
    @Args('id', AGREEMENT) id: string,
  ): Promise<Read<RebateAgreement>> {
    return readWritten(await this.rebates.withdraw(ctx, id));
  }

  @Mutation(() => RebateAgreement, {
    description:
      'Ends an agreement before its time; what was bought up to the end of the month counts. Errors: INPUT_INVALID, NOT_FOUND, END_OUTSIDE_PERIOD, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('rebate.write')
  @Transactional()
  async endRebateAgreement(
    @Ctx() ctx: RequestContext,
    @Args('id', AGREEMENT) id: string,
    @Args('last', { type: () => DateScalar, description: 'A day of its last month.' }) last: string,
    @Args('note', { description: 'Why, up to 2,000 characters.' }) note: string,
  ): Promise<Read<RebateAgreement>> {
    return readWritten(await this.rebates.end(ctx, id, { last, note }));
  }

  @Mutation(() => RebateAgreement, {
    description:
      'Records what was paid out after the period; from then on that counts instead of the accrual. Errors: INPUT_INVALID, NOT_FOUND, CREDIT_NOTE_NOT_FOUND, REBATE_AMOUNT_REQUIRED, PERIOD_NOT_OVER, AMOUNT_NEGATIVE, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('rebate.write')
  @Transactional()
  async settleRebateAgreement(
    @Ctx() ctx: RequestContext,
    @Args('id', AGREEMENT) id: string,
    @Args('input') input: SettleRebateAgreementInput,
  ): Promise<Read<RebateAgreement>> {
    return readWritten(await this.rebates.settle(ctx, id, input));
  }

  @ResolveField(() => Account, { description: 'With whom it was agreed.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => [ProductCategory], { description: 'Categories it is about; needs product.read.' })
  categories(): never {
    return readByEngine();
  }

  @ResolveField(() => [Product], { description: 'Products it is about; needs product.read.' })
  products(): never {
    return readByEngine();
  }

  @ResolveField(() => CreditNote, {
    nullable: true,
    description: 'The credit note that paid it out; needs receivable.read.',
  })
  creditNote(): never {
    return readByEngine();
  }

  @ResolveField(() => RebateStanding, { description: 'How it stands.' })
  async standing(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<RebateAgreement, 'id'>): Promise<RebateStanding> {
    const standing = await batchLoad(ctx, this.standings.byIds, id);
    if (!standing) throw new RebateAgreementNotFound();
    return standing;
  }
}

/** The rebates of accounts. */
@Resolver(() => Account)
export class AccountRebateResolver {
  constructor(@Inject(RebateLiabilityService) private readonly liabilities: RebateLiabilityService) {}

  @ResolveField(() => [RebateAgreement], {
    description: 'Rebate agreements with it, and those with groups it belongs to, the latest first; needs rebate.read.',
  })
  rebateAgreements(): never {
    return readByEngine();
  }

  @ResolveField(() => RebateLiability, {
    description: 'What is owed to it under agreements that run or wait for their settlement; needs rebate.read.',
  })
  rebateLiability(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Account, 'id'>): Promise<RebateLiability> {
    return this.liabilities.ofAccount(ctx, id);
  }
}

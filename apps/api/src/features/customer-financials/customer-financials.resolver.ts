import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { CustomerFinancialsService } from './customer-financials.service.js';
import {
  CustomerFinancials,
  CustomerFinancialsArgs,
  CustomerFinancialsConnection,
  FinancialRatio,
  RecordCustomerFinancialsInput,
} from './customer-financials.types.js';

@Resolver(() => CustomerFinancials)
export class CustomerFinancialsResolver {
  constructor(@Inject(CustomerFinancialsService) private readonly service: CustomerFinancialsService) {}

  @Mutation(() => CustomerFinancials, {
    description:
      'Records what a customer publishes or tells about its finances in a fiscal year. A year that is there already gets a further version, which holds from then on. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('financials.write')
  @Transactional()
  async recordCustomerFinancials(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The statement.' }) input: RecordCustomerFinancialsInput,
  ): Promise<Read<CustomerFinancials>> {
    return readWritten(await this.service.record(ctx, input));
  }

  @Mutation(() => ID, {
    description:
      'Takes back a statement that was recorded by hand; the version before it holds again, and the audit log keeps it. Answers its id. Errors: NOT_FOUND, STATEMENT_IMPORTED, STATEMENT_SUPERSEDED.',
  })
  @Allow('financials.write')
  @Transactional()
  withdrawCustomerFinancials(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The statement.' }) id: string,
  ): Promise<string> {
    return this.service.withdraw(ctx, id);
  }

  @ResolveField(() => [FinancialRatio], {
    description: 'The five ratios, with their trend against the year before where that is told in the same currency.',
  })
  async ratios(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<CustomerFinancials, 'id'>,
  ): Promise<readonly FinancialRatio[]> {
    return (await batchLoad(ctx, this.service.ratiosByStatement, id)) ?? [];
  }
}

/** The finances of accounts; how they are read stands in `customer-financials.reads.ts`. */
@Resolver(() => Account)
export class AccountFinancialsResolver {
  @ResolveField(() => CustomerFinancialsConnection, {
    description: 'What it publishes or tells about its own finances, the latest year first; needs financials.read.',
  })
  financials(@Args() _page: CustomerFinancialsArgs): never {
    return readByEngine();
  }
}

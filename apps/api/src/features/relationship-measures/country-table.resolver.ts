import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { CountryTableService } from './country-table.service.js';
import { CountryProfileInput, CountryTable } from './culture.types.js';

const CODE = { description: 'ISO 3166-1 alpha-2.' } as const;

@Resolver(() => CountryTable)
export class CountryTableResolver {
  constructor(@Inject(CountryTableService) private readonly table: CountryTableService) {}

  @Query(() => CountryTable, { description: 'Your table of countries: culture scores and notes.' })
  @Allow('account.read')
  countryTable(@Ctx() ctx: RequestContext): Promise<CountryTable> {
    return this.table.all(ctx);
  }

  @Mutation(() => CountryTable, {
    description:
      'Describes countries, each in the place of what was said of it before; up to 250 at once. Errors: INPUT_INVALID.',
  })
  @Allow('staff.manage')
  @Transactional()
  async setCountryProfiles(
    @Ctx() ctx: RequestContext,
    @Args('profiles', { type: () => [CountryProfileInput], description: 'Each country once.' })
    profiles: CountryProfileInput[],
  ): Promise<CountryTable> {
    return this.table.set(ctx, profiles);
  }

  @Mutation(() => CountryTable, {
    description: 'Takes a country out of the table. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('staff.manage')
  @Transactional()
  async removeCountryProfile(
    @Ctx() ctx: RequestContext,
    @Args('country', CODE) country: string,
  ): Promise<CountryTable> {
    return this.table.remove(ctx, country);
  }

  @Mutation(() => CountryTable, {
    description: 'Says which country is your own: others are compared with it. Errors: INPUT_INVALID.',
  })
  @Allow('staff.manage')
  @Transactional()
  async setHomeCountry(@Ctx() ctx: RequestContext, @Args('country', CODE) country: string): Promise<CountryTable> {
    return this.table.setHome(ctx, country);
  }
}

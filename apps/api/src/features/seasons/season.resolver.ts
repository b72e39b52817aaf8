import type { SeasonDates } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { SeasonCalendar } from './season-calendar.service.js';
import { FIRST_SEASON } from './season.reads.js';
import { SeasonService } from './season.service.js';
import {
  AccountSeasonPeak,
  CreateSeasonInput,
  Season,
  SeasonArgs,
  SeasonConnection,
  SeasonPeak,
  UpdateSeasonInput,
} from './season.types.js';

const SEASON = { type: () => ID, description: 'The season.' };

@Resolver(() => Season)
export class SeasonResolver {
  constructor(
    @Inject(SeasonService) private readonly service: SeasonService,
    @Inject(SeasonCalendar) private readonly calendar: SeasonCalendar,
  ) {}

  @Query(() => SeasonConnection, {
    description: 'The season calendar, by the day on which each season begins or first began.',
  })
  @Allow('plan.read')
  seasons(@Args() page: SeasonArgs): Read<Season> {
    return readConnection(page, FIRST_SEASON, { where: (season) => sql`${season('withdrawn_at')} is null` });
  }

  @Query(() => Season, { description: 'One season, also one that was withdrawn. Errors: NOT_FOUND.' })
  @Allow('plan.read')
  season(@Args('id', SEASON) id: string): Read<Season> {
    return readById(id, () => new NotFound('Season'));
  }

  @Query(() => [AccountSeasonPeak], {
    description:
      'The peaks that the market of an account has in the twelve months to come, the first one first. Errors: NOT_FOUND.',
  })
  @Allow('plan.read')
  accountSeasonPeaks(
    @Ctx() ctx: RequestContext,
    @Args('accountId', { type: () => ID, description: 'The account.' }) accountId: string,
  ): Promise<readonly AccountSeasonPeak[]> {
    return this.calendar.ofAccount(ctx, accountId);
  }

  @Mutation(() => Season, {
    description:
      'Enters a season of a market. Some weeks before its peak it is to be talked over with each customer there (see `myActions`). Errors: INPUT_INVALID.',
  })
  @Allow('promotion.write')
  @Transactional()
  async createSeason(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The season.' }) input: CreateSeasonInput,
  ): Promise<Read<Season>> {
    return readWritten(await this.service.create(ctx, input));
  }

  @Mutation(() => Season, {
    description:
      'Changes a season; what is open for its peaks to come follows. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT.',
  })
  @Allow('promotion.write')
  @Transactional()
  async updateSeason(
    @Ctx() ctx: RequestContext,
    @Args('id', SEASON) id: string,
    @Args('version', { type: () => Int, description: 'The version you have seen.' }) version: number,
    @Args('input', { description: 'What to change.' }) input: UpdateSeasonInput,
  ): Promise<Read<Season>> {
    return readWritten(await this.service.update(ctx, id, version, input));
  }

  @Mutation(() => ID, {
    description:
      'Takes a season out of the calendar, and what is open for its peaks to come with it; what was done stays. Answers its id. Errors: NOT_FOUND.',
  })
  @Allow('promotion.write')
  @Transactional()
  withdrawSeason(@Ctx() ctx: RequestContext, @Args('id', SEASON) id: string): Promise<string> {
    return this.service.withdraw(ctx, id);
  }

  @ResolveField(() => SeasonPeak, {
    nullable: true,
    description: 'The peak that is on or comes next; null when it is over.',
  })
  nextPeak(@Ctx() ctx: RequestContext, @Parent() season: SeasonDates): Promise<SeasonPeak | null> {
    return this.calendar.next(ctx, season);
  }
}

import {
  addMonthsToDate,
  dateInZone,
  daysBetween,
  type FollowUpPolicy,
  type IsoDate,
  type Market,
  type PlannedPeak,
  plannedPeak,
  type SeasonDates,
  seasonPeaks,
  seasonTasks,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AccountService } from '../accounts/account.service.js';
import { PolicyService } from '../policies/policy.service.js';
import type { AccountSeasonPeak } from './season.types.js';

/** How far an account looks ahead. */
const OUTLOOK_MONTHS = 12;

/** A season that holds. */
interface StoredSeason extends SeasonDates, Market {
  readonly id: string;
  readonly name: string;
}

/** A peak that is to be talked over with the customers of its market. */
export interface SeasonTask extends PlannedPeak, Market {
  readonly seasonId: string;
  readonly name: string;
}

/** By which rules a day's tasks are told. */
interface SeasonRules {
  readonly today: IsoDate;
  readonly leadWeeks: number;
  readonly followUp: FollowUpPolicy;
}

/** When the markets of the customers have their seasons, and by when to talk them over. */
@Injectable()
export class SeasonCalendar {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** The peaks that are to be talked over now. */
  async tasks(ctx: RequestContext, { today, leadWeeks, followUp }: SeasonRules): Promise<readonly SeasonTask[]> {
    return (await this.all(ctx)).flatMap(({ id: seasonId, name, country, region, ...dates }) =>
      seasonTasks(dates, today, leadWeeks, followUp).map((peak) => ({ ...peak, seasonId, name, country, region })),
    );
  }

  /** The peak of a season that is on or comes next; null when it is over. */
  async next(ctx: RequestContext, dates: SeasonDates): Promise<PlannedPeak | null> {
    const { today, leadWeeks } = await this.now(ctx);
    const [peak] = seasonPeaks(dates, today, addMonthsToDate(today, 10 * OUTLOOK_MONTHS));
    return peak === undefined ? null : plannedPeak(peak, leadWeeks);
  }

  /** The peaks that the market of an account has before it, the first one first. @throws AccountNotFound */
  async ofAccount(ctx: RequestContext, accountId: string): Promise<readonly AccountSeasonPeak[]> {
    const { country, region } = await this.accounts.requireVisible(ctx, accountId, ['accountId']);
    const { today, leadWeeks } = await this.now(ctx);
    const until = addMonthsToDate(today, OUTLOOK_MONTHS);
    return (await this.all(ctx))
      .filter((season) => (season.country ?? country) === country && (season.region ?? region) === region)
      .flatMap(({ id: seasonId, name, ...dates }) =>
        seasonPeaks(dates, today, until).map((peak) => ({ ...plannedPeak(peak, leadWeeks), seasonId, name })),
      )
      .sort((a, b) => daysBetween(b.startsOn, a.startsOn));
  }

  private all(ctx: RequestContext): Promise<StoredSeason[]> {
    return ctx.unit.query<StoredSeason>(tenantSql`
      select id, name, country, region, to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn",
        every_year as "everyYear"
      from season where tenant_id = ${TENANT} and withdrawn_at is null order by starts_on, id`);
  }

  private async now(ctx: RequestContext): Promise<Pick<SeasonRules, 'today' | 'leadWeeks'>> {
    const { document, timeZone } = await this.policies.current(ctx);
    return {
      today: dateInZone(ctx.now().toISOString(), zoneOf(timeZone)),
      leadWeeks: document.advisory.seasonLeadWeeks,
    };
  }
}

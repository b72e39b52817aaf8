import { addMonthsToDate, dateOfEpochDay, daysToRead, epochDay, type IsoDate, withReadings } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { endOfKnownDay } from '../../platform/context/tenant-day.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { axesSince, type StandingContent } from './standing.content.js';
import { type StandingChange, StandingStore, type StoredStanding } from './standing.store.js';
import { StandingReadings } from './standing-readings.service.js';

/** Months of sales that tell what is at stake. */
const SALES_MONTHS = 12;

/** Keeps how accounts stand, day by day, so that lists need not work it out and a past day stays as it was read. */
@Injectable()
export class StandingKeeper {
  constructor(
    @Inject(StandingStore) private readonly store: StandingStore,
    @Inject(StandingReadings) private readonly readings: StandingReadings,
  ) {}

  /**
   * Inside a transaction that has locked the accounts. Days since the last that was over when an account was read are read
   * again, as it is known by now; doing it twice changes nothing.
   */
  async keep(ctx: RequestContext, accountIds: readonly string[], day: IsoDate = todayOf(ctx)): Promise<void> {
    const settledOn = await this.lastDayOver(ctx, day);
    const known = await this.store.latest(ctx, accountIds);
    const asked = accountIds.map((id) => ({ id, days: daysToRead(known.get(id)?.at(-1) ?? null, day) }));
    const read = new Map<string, { readonly day: IsoDate; readonly content: StandingContent }[]>();
    for (const each of [...new Set(asked.flatMap(({ days }) => days))].sort()) {
      const ids = asked.filter(({ days }) => days.includes(each)).map(({ id }) => id);
      for (const [id, { content }] of await this.readings.on(ctx, ids, each, true))
        read.set(id, [...(read.get(id) ?? []), { day: each, content }]);
    }
    const sales = await this.sales(ctx, [...read.keys()], day);
    const changes = [...read].map(([accountId, days]): StandingChange => {
      const before = known.get(accountId) ?? [];
      const periods = withAxesSince(withReadings(before, days, settledOn, isDeepStrictEqual));
      const from = before[0]?.since ?? periods[0]?.since ?? day;
      return { accountId, from, periods, netMinor: sales.get(accountId) ?? 0n };
    });
    await this.store.replace(ctx, changes);
  }

  /** The last day, not after the given one, that is over both where the tenant is and in UTC. */
  private async lastDayOver(ctx: RequestContext, day: IsoDate): Promise<IsoDate> {
    const [yesterday, before] = [1, 2].map((days) => dateOfEpochDay(epochDay(day) - days)) as [IsoDate, IsoDate];
    const over = (each: IsoDate) => sql`${each < todayOf(ctx)} and ${endOfKnownDay(each)} <= ${ctx.now()}::timestamptz`;
    const row = await ctx.unit.first<{ day: IsoDate }>(tenantSql`
      select case when ${over(day)} then ${day} when ${over(yesterday)} then ${yesterday} else ${before} end as day
      from tenant t where t.id = ${TENANT}`);
    return row?.day ?? before;
  }

  private async sales(
    ctx: RequestContext,
    accountIds: readonly string[],
    day: IsoDate,
  ): Promise<ReadonlyMap<string, bigint>> {
    const rows = await ctx.unit.query<{ account_id: string; net: string }>(tenantSql`
      select account_id, sum(net_minor)::bigint as net from account_order_day
      where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) and day <= ${day}::date
        and day > ${addMonthsToDate(day, -SALES_MONTHS)}::date group by account_id`);
    return new Map(rows.map(({ account_id: id, net }) => [id, BigInt(net)]));
  }
}

/** Each period goes on from the one before it, where none is missing between them. */
function withAxesSince(
  periods: readonly (Omit<StoredStanding, 'axesSince'> & Partial<Pick<StoredStanding, 'axesSince'>>)[],
): readonly StoredStanding[] {
  const known: StoredStanding[] = [];
  for (const period of periods) {
    const last = known.at(-1);
    const before = last?.until === period.since ? last : null;
    known.push({ ...period, axesSince: period.axesSince ?? axesSince(period.content, period.since, before) });
  }
  return known;
}

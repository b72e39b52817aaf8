import { dateOfEpochDay, epochDay, type IsoDate, type Tier, TIERS, type ToneRating } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** When each tier of a customer was spoken with last, and the entry that says so. */
export type LastSpoken = Readonly<Partial<Record<Tier, { readonly on: IsoDate; readonly entryId: string }>>>;

/** What touches say of how a customer meets us, each with the entry it stands in, the oldest first. */
export interface TouchRatings {
  readonly tones: readonly { readonly entryId: string; readonly on: IsoDate; readonly tone: ToneRating }[];
  readonly replies: readonly { readonly entryId: string; readonly on: IsoDate; readonly hours: number }[];
}

interface RatingRow {
  account_id: string;
  id: string;
  on: string;
  tone: ToneRating | null;
  hours: number | null;
}

/** Nothing supersedes entry `e`, and it withdraws nothing. */
export const HOLDS: Sql = sql`not e.withdrawn and not exists (
  select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = e.id)`;

/** Reads of the ledger what signals are made of, for many accounts at once. Corrections count as of today, whatever the day. */
@Injectable()
export class TouchReadings {
  /** By account; an account or a tier with nothing on record is missing. */
  async lastSpoken(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, LastSpoken>> {
    const spoken = await this.lastSpokenBefore(
      ctx,
      accountIds.map((accountId) => ({ accountId, on: asOf })),
    );
    return new Map(
      accountIds.flatMap((id, place): [string, LastSpoken][] => {
        const last = spoken[place] as LastSpoken;
        return Object.keys(last).length === 0 ? [] : [[id, last]];
      }),
    );
  }

  /** The same of accounts each up to a day of its own, in their order. */
  async lastSpokenBefore(
    ctx: RequestContext,
    asked: readonly { readonly accountId: string; readonly on: IsoDate }[],
  ): Promise<readonly LastSpoken[]> {
    const rows = await ctx.unit.query<{ place: number; tier: Tier; id: string; on: string }>(tenantSql`
      select a.place::int - 1 as place, t.tier, s.id, s.on::text as on
      from unnest(${asked.map(({ accountId }) => accountId)}::uuid[], ${asked.map(({ on }) => on)}::date[]) with ordinality a (id, until, place)
      cross join unnest(${TIERS}::text[]) t (tier)
      cross join lateral (
        select e.id, e.observed_on as on from ledger_entry e
        where e.tenant_id = ${TENANT} and e.account_id = a.id and e.spoken_tier = t.tier and e.observed_on <= a.until and ${HOLDS}
        order by e.observed_on desc limit 1) s`);
    const found: LastSpoken[] = asked.map(() => ({}));
    for (const { place, tier, id, on } of rows) found[place] = { ...found[place], [tier]: { on, entryId: id } };
    return found;
  }

  /** Ratings of tone and times to answer since so many days before a day, by account. */
  async ratings(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    days: number,
  ): Promise<ReadonlyMap<string, TouchRatings>> {
    const from = dateOfEpochDay(epochDay(asOf) - days);
    const rows = await ctx.unit.query<RatingRow>(tenantSql`
      select e.account_id, e.id, e.observed_on::text as on, (e.payload ->> 'tone')::int as tone, (e.payload ->> 'replyHours')::float8 as hours
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and e.kind = 'TOUCH'
        and e.observed_on between ${from}::date and ${asOf}::date and (e.payload ? 'tone' or e.payload ? 'replyHours') and ${HOLDS}
      order by e.account_id, e.observed_on, e.id`);
    const found = new Map<
      string,
      { tones: TouchRatings['tones'][number][]; replies: TouchRatings['replies'][number][] }
    >();
    for (const { account_id, id: entryId, on, tone, hours } of rows) {
      const ratings = found.get(account_id) ?? { tones: [], replies: [] };
      found.set(account_id, ratings);
      if (tone !== null) ratings.tones.push({ entryId, on, tone });
      if (hours !== null) ratings.replies.push({ entryId, on, hours });
    }
    return found;
  }

  /** The part of each person in the touches with an account in the year up to a day, 0…1; null where none is on record. */
  async shares(
    ctx: RequestContext,
    asked: readonly { readonly accountId: string; readonly contactId: string; readonly until: IsoDate }[],
  ): Promise<readonly (number | null)[]> {
    if (asked.length === 0) return [];
    const rows = await ctx.unit.query<{ own: string; total: string }>(tenantSql`
      select s.own, s.total
      from unnest(${asked.map(({ accountId }) => accountId)}::uuid[], ${asked.map(({ contactId }) => contactId)}::uuid[],
        ${asked.map(({ until }) => until)}::date[]) with ordinality v (account_id, contact_id, until, place)
      cross join lateral (
        select count(*) as total, count(*) filter (where e.contact_id = v.contact_id) as own from ledger_entry e
        where e.tenant_id = ${TENANT} and e.account_id = v.account_id and e.kind = 'TOUCH'
          and e.observed_on between v.until - 365 and v.until and ${HOLDS}) s
      order by v.place`);
    return rows.map(({ own, total }) => (Number(total) === 0 ? null : Number(own) / Number(total)));
  }
}

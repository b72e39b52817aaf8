import {
  type BusinessFunction,
  type ContactSpans,
  type ContactSums,
  EXECUTIVES,
  type IsoDate,
  type PairInContact,
  SALES_PURCHASING,
  type Tier,
  TIERS,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { known } from './relationship-facts.service.js';

/** The newest contact between one of our functions and one of theirs. */
export interface NewestContact {
  readonly id: string;
  readonly on: IsoDate;
  /** `SALES-PURCHASING`: our function and theirs. */
  readonly pair: string;
}

interface SumsRow {
  account_id: string;
  days: [on: IsoDate, contacts: number, salesPurchasing: number][] | null;
  pairs: [pair: string, tier: Tier, recent: number, lastOn: IsoDate][] | null;
  executives: number;
}

/** As `spoken_pair` of an entry says it. */
const pairOf = (ours: string, theirs: string): string => `${ours}-${theirs}`;
const BUTTERFLY_PAIR = pairOf(SALES_PURCHASING.ours, SALES_PURCHASING.theirs);

/** Contacts of accounts as the ledger knew them at the end of a day, added up by PostgreSQL; only of accounts the caller may see. */
@Injectable()
export class ContactSumsService {
  /**
   * Contacts added up as a reading needs them: a few hundred figures where there are thousands of contacts. One statement, however
   * many accounts; those without a contact in the window are left out.
   */
  async of(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    { windowFrom, activeFrom }: ContactSpans,
  ): Promise<ReadonlyMap<string, ContactSums>> {
    const rows = await ctx.unit.query<SumsRow>(tenantSql`
      with spoken as not materialized (
        select e.account_id, e.observed_on, e.spoken_pair, e.spoken_tier, e.our_person_id, e.contact_id
        from ledger_entry e
        where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'e.account_id', true)}
          and e.spoken_tier is not null and e.observed_on >= ${windowFrom}::date and ${known(asOf)})
      select s.account_id, json_agg(json_build_array(s.observed_on, s.contacts, s.sales_purchasing)) filter (where s.observed_on is not null) as days,
        json_agg(json_build_array(s.spoken_pair, s.spoken_tier, s.recent, s.last_on)) filter (where s.spoken_pair is not null) as pairs,
        max(s.executives)::int as executives
      from (
        select c.account_id, c.observed_on, c.spoken_pair, c.spoken_tier, count(*) as contacts,
          count(*) filter (where c.spoken_pair = ${BUTTERFLY_PAIR}) as sales_purchasing,
          count(*) filter (where c.observed_on >= ${activeFrom}::date) as recent, max(c.observed_on) as last_on, 0 as executives
        from spoken c group by grouping sets ((c.account_id, c.observed_on), (c.account_id, c.spoken_pair, c.spoken_tier))
        union all
        select m.account_id, null, null, null, null, null, null, null, max(m.contacts) from (
          select c.account_id, count(*) as contacts from spoken c
          where c.observed_on >= ${activeFrom}::date and c.spoken_tier = ${EXECUTIVES.theirTier} and starts_with(c.spoken_pair, ${pairOf(EXECUTIVES.ourFunction, '')})
          group by c.account_id, c.our_person_id, c.contact_id) m
        group by m.account_id) s
      group by s.account_id`);
    return new Map(rows.map((row) => [row.account_id, sumsOf(row)]));
  }

  /** The newest contact of each pair of functions of accounts, the newest first; of so many days as are asked for at most. */
  async newest(
    ctx: RequestContext,
    pairs: ReadonlyMap<string, readonly PairInContact[]>,
    asOf: IsoDate,
    mostDays = 30,
  ): Promise<ReadonlyMap<string, readonly NewestContact[]>> {
    const asked = [...pairs].flatMap(([accountId, met]) => lastDays(met, mostDays).map((on) => ({ accountId, on })));
    if (asked.length === 0) return new Map();
    const rows = await ctx.unit.query<NewestContact & { account_id: string }>(tenantSql`
      select e.account_id, e.observed_on::text as on, e.spoken_pair as pair, max(e.id::text) as id
      from unnest(${asked.map(({ accountId }) => accountId)}::uuid[], ${asked.map(({ on }) => on)}::date[]) as d (account_id, day)
      join ledger_entry e on e.tenant_id = ${TENANT} and e.account_id = d.account_id and e.observed_on = d.day
      where e.spoken_tier is not null and ${visibleAccount(ctx, 'e.account_id', true)} and ${known(asOf)}
      group by 1, 2, 3 order by 1, 2 desc, 4 desc`);
    const found = new Map<string, NewestContact[]>();
    for (const { account_id: accountId, ...contact } of rows) {
      // On a day that is one pair's last, others may have met that met again later.
      const isLast = (each: PairInContact): boolean =>
        each.lastOn === contact.on && pairOf(each.ours, each.theirs) === contact.pair;
      if (!pairs.get(accountId)?.some(isLast)) continue;
      const contacts = found.get(accountId);
      if (contacts === undefined) found.set(accountId, [contact]);
      else contacts.push(contact);
    }
    return found;
  }
}

function lastDays(pairs: readonly PairInContact[], most: number): readonly IsoDate[] {
  const days = new Set(pairs.map(({ lastOn }) => lastOn));
  return [...days].sort().slice(-most);
}

function sumsOf({ days, pairs, executives }: SumsRow): ContactSums {
  const tiers = new Set<Tier>();
  const merged = new Map<string, PairInContact>();
  for (const [pair, tier, recent, lastOn] of pairs ?? []) {
    tiers.add(tier);
    const other = merged.get(pair);
    const [ours, theirs] = pair.split('-') as [BusinessFunction, BusinessFunction];
    const last = other !== undefined && other.lastOn > lastOn ? other.lastOn : lastOn;
    merged.set(pair, { ours, theirs, recent: recent + (other?.recent ?? 0), lastOn: last });
  }
  return {
    days: (days ?? []).map(([on, contacts, salesPurchasing]) => ({ on, contacts, salesPurchasing })),
    ...{ pairs: [...merged.values()], tiers: TIERS.filter((tier) => tiers.has(tier)), executives },
  };
}

import {
  type Adaptation,
  type BusinessFunction,
  type ContactTopic,
  type ContactTouch,
  EXECUTIVES,
  type IsoDate,
  type ProposalEntry,
  type TeamSighting,
  type Tier,
  type TouchEntry,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { endOfKnownDay } from '../../platform/context/tenant-day.js';
import { identifier, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { holds } from './ledger.reads.js';

/** An adaptation with the entry it stands in. */
export interface AdaptationEntry extends Adaptation {
  readonly id: string;
  readonly area: string;
  readonly benefit: string | null;
}

/** What the ledger knew of an account's interface at the end of a day. */
export interface KnownInterface {
  readonly touches: readonly TouchEntry[];
  readonly sightings: readonly TeamSighting[];
  readonly proposals: readonly ProposalEntry[];
}

type Packed = readonly [
  id: string,
  on: IsoDate,
  kind: 'TOUCH' | 'EXECUTIVE_VISIT' | 'JOINT_TEAM' | 'VALUE_ENTRY',
  payload: Readonly<Record<string, unknown>>,
];

/** What an executive visit says of functions and tiers. */
const EXECUTIVE_VISIT = {
  ...EXECUTIVES,
  ourTier: EXECUTIVES.theirTier,
  theirFunction: EXECUTIVES.ourFunction,
} as const;

/** What was known at the end of a day in UTC of entry `e`. */
export const known = (asOf: IsoDate): Sql => holds((column) => identifier(`e.${column}`), asOf, endOfKnownDay);

/** Reads of the ledger what interface and posture are made of, as it was known at the end of a day; only of accounts the caller may see. */
@Injectable()
export class RelationshipFacts {
  /**
   * Contacts since a day, and all that was ever seen of joint teams and proposed in value, for several accounts in one
   * statement. A campaign speaks with nobody; who visits executives speaks for management with the top.
   */
  async interfaces(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    since: IsoDate,
  ): Promise<ReadonlyMap<string, KnownInterface>> {
    // As text of JSON: twenty thousand entries are read in a third of the time that as many rows take.
    const rows = await ctx.unit.query<{ account_id: string; entries: string }>(tenantSql`
      select e.account_id, json_agg(json_build_array(e.id, e.observed_on, e.kind, case e.kind
        when 'TOUCH' then json_build_object('i', e.payload -> 'initiator', 'p', e.our_person_id, 'f', e.payload -> 'ourFunction', 'c', e.contact_id,
          't', e.payload -> 'theirFunction', 'r', e.spoken_tier)
        when 'EXECUTIVE_VISIT' then json_build_object('p', e.our_person_id, 'c', e.contact_id, 'i', e.payload -> 'direction')
        else e.payload::json end))::text as entries
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'e.account_id', true)}
        and (e.kind in ('TOUCH', 'EXECUTIVE_VISIT') and e.spoken_tier is not null and e.observed_on >= ${since}::date
          or e.kind in ('JOINT_TEAM', 'VALUE_ENTRY'))
        and ${known(asOf)}
      group by e.account_id`);
    return new Map(rows.map(({ account_id, entries }) => [account_id, knownOf(JSON.parse(entries) as Packed[])]));
  }

  /** Whom a topic has reached since a day, by account: people with whom it was talked about, or to whom a campaign carried it. */
  async reachedBy(
    ctx: RequestContext,
    topic: ContactTopic,
    accountIds: readonly string[],
    asOf: IsoDate,
    since: IsoDate,
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const rows = await ctx.unit.query<{ account_id: string; contacts: string[] }>(tenantSql`
      select e.account_id, array_agg(distinct e.contact_id) as contacts from ledger_entry e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'e.account_id', true)}
        and e.kind = 'TOUCH' and e.observed_on >= ${since}::date and e.payload -> 'topics' @> to_jsonb(${topic}::text) and ${known(asOf)}
      group by e.account_id`);
    return new Map(rows.map(({ account_id, contacts }) => [account_id, new Set(contacts)]));
  }

  /** Contacts of all time with what the form of the interface needs of them, and nothing else. */
  async contacts(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, readonly ContactTouch[]>> {
    const rows = await ctx.unit.query<{ account_id: string; entries: string }>(tenantSql`
      select e.account_id, json_agg(json_build_array(e.observed_on, e.kind, e.payload ->> 'ourFunction', e.payload ->> 'theirFunction', e.spoken_tier,
        case e.spoken_tier when 'TOP' then e.our_person_id end, case e.spoken_tier when 'TOP' then e.contact_id end))::text as entries
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'e.account_id', true)}
        and e.kind in ('TOUCH', 'EXECUTIVE_VISIT') and e.spoken_tier is not null and ${known(asOf)}
      group by e.account_id`);
    return new Map(
      rows.map(({ account_id, entries }) => [account_id, (JSON.parse(entries) as PackedContact[]).map(contactOf)]),
    );
  }

  /** All that was ever seen of joint teams. */
  async teams(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, readonly TeamSighting[]>> {
    const rows = await ctx.unit.query<{ account_id: string; entries: string }>(tenantSql`
      select e.account_id, json_agg(json_build_array(e.id, e.observed_on, e.kind, e.payload))::text as entries
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'e.account_id', true)}
        and e.kind = 'JOINT_TEAM' and ${known(asOf)}
      group by e.account_id`);
    return new Map(
      rows.map(({ account_id, entries }) => [account_id, knownOf(JSON.parse(entries) as Packed[]).sightings]),
    );
  }

  /** Every adaptation of either side, the newest first. */
  async adaptations(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, readonly AdaptationEntry[]>> {
    const rows = await ctx.unit.query<AdaptationEntry & { account_id: string }>(tenantSql`
      select e.account_id, e.id, e.observed_on::text as on, e.payload ->> 'side' as side, e.payload ->> 'area' as area,
        (e.payload ->> 'effort')::float8 as effort, e.payload ->> 'benefit' as benefit
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'e.account_id', true)}
        and e.kind = 'ADAPTATION' and ${known(asOf)}
      order by e.observed_on desc, e.id desc`);
    const found = new Map<string, AdaptationEntry[]>();
    for (const { account_id, ...entry } of rows) {
      const entries = found.get(account_id) ?? [];
      found.set(account_id, entries);
      entries.push(entry);
    }
    return found;
  }
}

type PackedContact = readonly [
  on: IsoDate,
  kind: 'TOUCH' | 'EXECUTIVE_VISIT',
  ours: BusinessFunction | null,
  theirs: BusinessFunction | null,
  tier: Tier,
  ourPersonId: string | null,
  contactId: string | null,
];

function contactOf([on, kind, ours, theirs, tier, ourPersonId, contactId]: PackedContact): ContactTouch {
  const people = { on, ourPersonId: ourPersonId ?? '', contactId: contactId ?? '' };
  if (kind === 'EXECUTIVE_VISIT') return { ...people, ...EXECUTIVE_VISIT };
  return {
    ...people,
    ourFunction: ours as BusinessFunction,
    theirFunction: theirs as BusinessFunction,
    theirTier: tier,
  };
}

function knownOf(entries: readonly Packed[]): KnownInterface {
  const touches: TouchEntry[] = [];
  const sightings: TeamSighting[] = [];
  const proposals: ProposalEntry[] = [];
  for (const [id, on, kind, said] of entries) {
    if (kind === 'TOUCH') {
      touches.push({
        ...{ id, on, initiator: said['i'] as TouchEntry['initiator'] },
        ...{ ourPersonId: said['p'] as string, contactId: said['c'] as string },
        ourFunction: said['f'] as BusinessFunction,
        theirFunction: said['t'] as BusinessFunction,
        theirTier: said['r'] as Tier,
      });
    } else if (kind === 'EXECUTIVE_VISIT') {
      const initiator = said['i'] === 'WE_VISITED' ? 'OURS' : 'THEIRS';
      touches.push({
        id,
        on,
        initiator,
        ourPersonId: said['p'] as string,
        contactId: said['c'] as string,
        ...EXECUTIVE_VISIT,
      });
    } else if (kind === 'JOINT_TEAM')
      sightings.push({ id, on, ...(said as unknown as Omit<TeamSighting, 'id' | 'on'>) });
    else proposals.push({ id, on, initiatedBy: said['initiator'] as 'OURS' | 'THEIRS' });
  }
  return { touches, sightings, proposals };
}

import { type IsoDate, JUDGEMENT_KINDS, type LedgerKind, type LedgerMoney, type LedgerPayload } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { holds } from './ledger.reads.js';

/** What says how the two sides judge the relationship, what holds them in it, and what could move it. */
const KINDS = [
  ...(Object.keys(JUDGEMENT_KINDS) as (keyof typeof JUDGEMENT_KINDS)[]),
  ...(['INVESTMENT', 'SHARED_RESOURCE', 'DISPUTE', 'TRIGGER', 'EXECUTIVE_VISIT'] as const),
] as const;
export type JudgedKind = (typeof KINDS)[number];

/** An amount as it is stored. */
export interface StoredAmount {
  readonly amountMinor: string;
  readonly currency: string;
}

type Stored<Value> = Value extends LedgerMoney ? StoredAmount : Value;

/** What an entry of a kind says, as it is stored. */
export type Said<Kind extends LedgerKind> = {
  readonly [Name in keyof LedgerPayload<Kind>]: Stored<LedgerPayload<Kind>[Name]>;
};

export interface Judgement<Kind extends LedgerKind> {
  readonly id: string;
  readonly on: IsoDate;
  readonly said: Said<Kind>;
}

type Packed = readonly [id: string, on: IsoDate, kind: JudgedKind, said: unknown];

/** The judgements of one account that hold, the newest first. */
export class Judgements {
  constructor(private readonly entries: readonly Packed[] = []) {}

  of<Kind extends JudgedKind>(kind: Kind): readonly Judgement<Kind>[] {
    return this.entries.flatMap(([id, on, of, said]) => (of === kind ? [{ id, on, said: said as Said<Kind> }] : []));
  }
}

/** Reads of the ledger how relationships are judged, as it was known at the end of a day; only of accounts the caller may see. */
@Injectable()
export class LedgerJudgements {
  /**
   * One statement, however many accounts there are; accounts without any are left out. Of today everything counts that is
   * known now: where the tenant is, the day may be over that is not over in UTC.
   */
  async known(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, Judgements>> {
    const rows = await ctx.unit.query<{ account_id: string; entries: string }>(tenantSql`
      select e.account_id, json_agg(json_build_array(e.id, e.observed_on, e.kind, e.payload) order by e.observed_on desc, e.id desc)::text as entries
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'e.account_id', true)}
        and e.kind = any(${[...KINDS]}::text[]) and ${holds((column) => identifier(`e.${column}`), asOf === todayOf(ctx) ? null : asOf)}
      group by e.account_id`);
    return new Map(rows.map(({ account_id: id, entries }) => [id, new Judgements(JSON.parse(entries) as Packed[])]));
  }
}

import type { IsoDate, StandingPeriod } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { AxesSince, StandingContent } from './standing.content.js';

/** How an account stood, as it is kept. */
export interface StoredStanding extends StandingPeriod<StandingContent> {
  readonly axesSince: AxesSince;
}

/** What is to be kept of an account. */
export interface StandingChange {
  readonly accountId: string;
  /** The first day whose period gives way to `periods`. */
  readonly from: IsoDate;
  readonly periods: readonly StoredStanding[];
  /** Net sales of the year up to the last reading, in minor units. */
  readonly netMinor: bigint;
}

interface StandingRow {
  account_id: string;
  since: IsoDate;
  until: IsoDate | null;
  read_on: IsoDate;
  settled_on: IsoDate;
  standing: StandingContent;
  axes_since: AxesSince;
}

const COLUMNS = sql`s.account_id, s.since, s.until, s.read_on, s.settled_on, s.standing, s.axes_since`;

/** How accounts stood, a row from a day on until they stood otherwise. */
@Injectable()
export class StandingStore {
  /** The latest periods of accounts: the current one and what may still be read again, the oldest first. */
  async latest(
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly StoredStanding[]>> {
    const rows = await ctx.unit.query<StandingRow>(tenantSql`
      select ${COLUMNS}
      from account_standing c join account_standing s on s.tenant_id = ${TENANT} and s.account_id = c.account_id
        and coalesce(s.until, 'infinity') > c.settled_on
      where c.tenant_id = ${TENANT} and c.account_id = any(${accountIds}::uuid[]) and c.until is null order by s.account_id, s.since`);
    const found = new Map<string, StoredStanding[]>();
    for (const row of rows) found.set(row.account_id, [...(found.get(row.account_id) ?? []), fromRow(row)]);
    return found;
  }

  /** Of accounts the caller may see, what is kept of a day about which nothing more can become known. */
  async settledOn(
    ctx: RequestContext,
    accountIds: readonly string[],
    day: IsoDate,
  ): Promise<ReadonlyMap<string, StoredStanding>> {
    const rows = await ctx.unit.query<StandingRow>(tenantSql`
      select ${COLUMNS}
      from account_standing c join account_standing s on s.tenant_id = ${TENANT} and s.account_id = c.account_id
        and s.since <= ${day}::date and coalesce(s.until, 'infinity') > ${day}::date and s.read_on >= ${day}::date
      where c.tenant_id = ${TENANT} and c.account_id = any(${accountIds}::uuid[]) and c.until is null and c.settled_on >= ${day}::date
        and ${visibleAccount(ctx, 's.account_id')}`);
    return new Map(rows.map((row) => [row.account_id, fromRow(row)]));
  }

  /** The current period of accounts the caller may see. */
  async current(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, StoredStanding>> {
    const rows = await ctx.unit.query<StandingRow>(tenantSql`
      select ${COLUMNS} from account_standing s
      where s.tenant_id = ${TENANT} and s.account_id = any(${accountIds}::uuid[]) and s.until is null and ${visibleAccount(ctx, 's.account_id')}`);
    return new Map(rows.map((row) => [row.account_id, fromRow(row)]));
  }

  /** Of locked accounts: the periods from a day on are replaced. */
  async replace(ctx: RequestContext, changes: readonly StandingChange[]): Promise<void> {
    if (changes.length === 0) return;
    const firsts = changes.map(({ from }) => from);
    await ctx.unit.execute(tenantSql`
      delete from account_standing s using unnest(${changes.map(({ accountId }) => accountId)}::uuid[], ${firsts}::date[]) as v (account_id, first)
      where s.tenant_id = ${TENANT} and s.account_id = v.account_id and s.since >= v.first`);
    const rows = changes.flatMap(({ accountId, periods, netMinor }) =>
      periods.map((period) => rowOf(accountId, period, netMinor)),
    );
    await ctx.unit.execute(tenantSql`
      insert into account_standing (tenant_id, account_id, since, until, read_on, settled_on, stage, level, interface, posture, health, kind,
        misalignments, danger, standing, axes_since, policy_version, net_minor)
      select ${TENANT}::uuid, r.account_id, r.since, r.until, r.read_on, r.settled_on, r.stage, r.level, r.interface, r.posture, r.health, r.kind,
        r.misalignments, r.danger, r.standing, r.axes_since, r.policy_version, r.net_minor
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (account_id uuid, since date, until date, read_on date, settled_on date, stage text,
        level text, interface text, posture text, health text, kind text, misalignments text[], danger integer, standing jsonb, axes_since jsonb,
        policy_version integer, net_minor bigint)`);
  }
}

function fromRow(row: StandingRow): StoredStanding {
  const { since, until, standing: content } = row;
  return { since, until, readOn: row.read_on, settledOn: row.settled_on, content, axesSince: row.axes_since };
}

function rowOf(accountId: string, period: StoredStanding, netMinor: bigint): Readonly<Record<string, unknown>> {
  const { content } = period;
  return {
    ...{ account_id: accountId, since: period.since, until: period.until },
    ...{ read_on: period.readOn, settled_on: period.settledOn },
    ...{ stage: content.stage.value, level: content.level.value, interface: content.interface.value },
    ...{ posture: content.posture.value, health: content.health.value, kind: content.kind },
    ...{ misalignments: content.misalignments, danger: content.danger, policy_version: content.policyVersion },
    ...{ standing: content, axes_since: period.axesSince, net_minor: netMinor.toString() },
  };
}

import type { IsoDate, SignalKind } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { SignalReading } from './signal-source.js';

/** A signal that speaks: one episode of one kind. */
export interface OpenSignal {
  readonly id: string;
  readonly accountId: string;
  readonly kind: SignalKind;
  readonly grade: 'WATCH' | 'ALERT';
  readonly openedOn: IsoDate;
  readonly lastSeenOn: IsoDate;
  readonly score: number;
  readonly threshold: number;
  /** The alert that gathers it. */
  readonly alertId: string | null;
}

/** A reading that begins an episode, with the alert that gathers it. */
export interface NewSignal {
  readonly accountId: string;
  readonly alertId: string;
  readonly reading: SignalReading;
}

/** A reading that goes on with an episode. */
export interface SeenSignal {
  readonly signal: OpenSignal;
  readonly alertId: string | null;
  readonly reading: SignalReading;
}

interface SignalRow {
  id: string;
  account_id: string;
  kind: SignalKind;
  grade: 'WATCH' | 'ALERT';
  opened_on: string;
  last_seen_on: string;
  score: number;
  threshold: number;
  alert_id: string | null;
}

/** An episode that warns by itself from now on. */
export interface RaisedSignal {
  readonly id: string;
  readonly accountId: string;
  readonly alertId: string;
  readonly reading: SignalReading;
}

/** Hears of signals that have become an ALERT by themselves, in the transaction in which they did. */
export type SignalListener = (ctx: RequestContext, raised: readonly RaisedSignal[]) => Promise<void>;

/** Episodes of signals: one row per account and kind, open while its source speaks. Written many at once. */
@Injectable()
export class SignalStore {
  private readonly listeners: SignalListener[] = [];

  /** Has a part of Mortise that depends on signals hear of grave ones; called while the application starts. */
  onRaised(listener: SignalListener): void {
    this.listeners.push(listener);
  }

  /** Locks the open signals of accounts. @returns by account */
  async lockOpen(
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly OpenSignal[]>> {
    const rows = await ctx.unit.query<SignalRow>(tenantSql`
      select s.id, s.account_id, s.kind, s.grade, s.opened_on, s.last_seen_on, s.score, s.threshold, s.alert_id
      from signal s where s.tenant_id = ${TENANT} and s.account_id = any(${accountIds}::uuid[]) and s.closed_on is null
      order by s.id for no key update of s`);
    const open = new Map<string, OpenSignal[]>();
    for (const row of rows) {
      const signal: OpenSignal = {
        id: row.id,
        accountId: row.account_id,
        kind: row.kind,
        grade: row.grade,
        openedOn: row.opened_on,
        lastSeenOn: row.last_seen_on,
        score: row.score,
        threshold: row.threshold,
        alertId: row.alert_id,
      };
      open.set(row.account_id, [...(open.get(row.account_id) ?? []), signal]);
    }
    return open;
  }

  async open(ctx: RequestContext, signals: readonly NewSignal[], asOf: IsoDate, policyVersion: number): Promise<void> {
    if (signals.length === 0) return;
    const readings = signals.map(({ reading }) => reading);
    const entered = await ctx.unit.query<{ id: string; account_id: string; kind: SignalKind }>(tenantSql`
      insert into signal (tenant_id, id, account_id, kind, grade, opened_on, last_seen_on, score, threshold, ratio, basis, explanation, sources,
        policy_version, alert_id)
      select ${TENANT}::uuid, v.id, v.account_id, v.kind, v.grade, ${asOf}::date, ${asOf}::date, v.score, v.threshold, v.ratio, v.basis, v.explanation,
        string_to_array(v.sources, ' '), ${policyVersion}::int, v.alert_id
      from unnest(${signals.map(() => uuidv7())}::uuid[], ${signals.map(({ accountId }) => accountId)}::uuid[],
        ${signals.map(({ alertId }) => alertId)}::uuid[], ${readings.map(({ kind }) => kind)}::text[], ${readings.map(({ basis }) => basis)}::text[],
        ${figures(readings)}) as v (id, account_id, alert_id, kind, basis, grade, score, threshold, ratio, explanation, sources)
      on conflict (tenant_id, account_id, kind) where closed_on is null do nothing returning id, account_id, kind`);
    const ids = new Map(entered.map(({ id, account_id: account, kind }) => [`${account} ${kind}`, id]));
    await this.tell(
      ctx,
      signals.flatMap((signal) => {
        const id = ids.get(`${signal.accountId} ${signal.reading.kind}`);
        return id === undefined || signal.reading.grade !== 'ALERT' ? [] : [{ ...signal, id }];
      }),
    );
  }

  /** Figures as of a later day; `basis` stays what it was when the episode began. */
  async refresh(ctx: RequestContext, seen: readonly SeenSignal[], asOf: IsoDate, policyVersion: number): Promise<void> {
    if (seen.length === 0) return;
    const readings = seen.map(({ reading }) => reading);
    await ctx.unit.execute(tenantSql`
      update signal s set last_seen_on = ${asOf}, alert_id = v.alert_id, grade = v.grade, score = v.score, threshold = v.threshold, ratio = v.ratio,
        explanation = v.explanation, sources = string_to_array(v.sources, ' '), policy_version = ${policyVersion}
      from unnest(${seen.map(({ signal }) => signal.id)}::uuid[], ${seen.map(({ alertId }) => alertId)}::uuid[],
        ${figures(readings)}) as v (id, alert_id, grade, score, threshold, ratio, explanation, sources)
      where s.tenant_id = ${TENANT} and s.id = v.id`);
    await this.tell(
      ctx,
      seen.flatMap(({ signal: { id, accountId, grade }, alertId, reading }) =>
        grade === 'ALERT' || reading.grade !== 'ALERT' || alertId === null ? [] : [{ id, accountId, alertId, reading }],
      ),
    );
  }

  private async tell(ctx: RequestContext, raised: readonly RaisedSignal[]): Promise<void> {
    if (raised.length === 0) return;
    for (const listener of this.listeners) await listener(ctx, raised);
  }

  async close(ctx: RequestContext, signals: readonly OpenSignal[], asOf: IsoDate): Promise<void> {
    if (signals.length === 0) return;
    await ctx.unit.execute(tenantSql`
      update signal set closed_on = greatest(last_seen_on, ${asOf}::date)
      where tenant_id = ${TENANT} and id = any(${signals.map(({ id }) => id)}::uuid[]) and closed_on is null`);
  }

  /** What somebody has called a false alarm: account, then facts, then the alert that it was said of. */
  async falseAlarms(
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
    const rows = await ctx.unit.query<{ account_id: string; basis: string; alert_id: string }>(tenantSql`
      select l.account_id, s.basis, s.alert_id from alert l join signal s on s.tenant_id = ${TENANT} and s.alert_id = l.id
      where l.tenant_id = ${TENANT} and l.account_id = any(${accountIds}::uuid[]) and l.label = 'FALSE_ALARM' order by l.opened_at, s.opened_on`);
    const found = new Map<string, Map<string, string>>();
    for (const { account_id: accountId, basis, alert_id: alertId } of rows) {
      found.set(accountId, (found.get(accountId) ?? new Map<string, string>()).set(basis, alertId));
    }
    return found;
  }
}

/** The figures of readings as arrays: grade, score, threshold, ratio, explanation, sources. */
function figures(readings: readonly SignalReading[]): Sql {
  return sql`${readings.map(({ grade }) => grade)}::text[], ${readings.map(({ score }) => score)}::float8[],
    ${readings.map(({ threshold }) => threshold)}::float8[], ${readings.map(({ ratio }) => ratio)}::float8[],
    ${readings.map(({ explanation }) => JSON.stringify(explanation))}::jsonb[], ${readings.map(({ sources }) => sources.join(' '))}::text[]`;
}

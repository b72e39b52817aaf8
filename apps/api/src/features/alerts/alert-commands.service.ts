import {
  type AlertCommand,
  type AlertEvent,
  type AlertPolicy,
  type AlertRecord,
  type AlertState,
  dateOfInstant,
  decideAlert,
  evolveAlert,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { PolicyService, type PolicyVersion } from '../policies/policy.service.js';
import { AlertAnnouncer } from './alert-announcer.js';
import type { CloseReason } from './alert.enums.js';
import { alertRules } from './alert-rules.js';
import { type AlertChange, type AlertFigures, AlertStore, type StoredAlert } from './alert.store.js';
import { AlertRefused } from './alerts.errors.js';

/** Hears of changes of alerts in the transaction in which they are made, after they were written and told. */
export type AlertListener = (ctx: RequestContext, changes: readonly AlertChange[]) => Promise<void>;

/** The only way an alert changes: decided by the domain, stored as events, projected and announced in one transaction. */
@Injectable()
export class AlertCommands {
  private readonly listeners: AlertListener[] = [];

  constructor(
    @Inject(AlertStore) private readonly store: AlertStore,
    @Inject(AlertAnnouncer) private readonly announcer: AlertAnnouncer,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Has a part of Mortise that depends on alerts hear of their changes; called while the application starts. */
  onChange(listener: AlertListener): void {
    this.listeners.push(listener);
  }

  /**
   * Carries out one command on one alert. Inside a transaction.
   * @returns the alert's account and the state it is in now
   * @throws NotFound also for alerts of accounts the caller may not see
   * @throws AlertRefused with every reason why not
   */
  async carryOut(
    ctx: RequestContext,
    alertId: string,
    command: AlertCommand,
  ): Promise<{ readonly accountId: string; readonly state: AlertState }> {
    const alert = await this.store.lock(ctx, alertId);
    const policy = await this.policies.current(ctx);
    const { alert: rules } = alertRules(policy);
    const change = decided(alert, alert.record, [command], rules);
    if (change.events.length > 0) await this.apply(ctx, [], [change], policy);
    return { accountId: alert.accountId, state: change.alert.record.state ?? 'NORMAL' };
  }

  /**
   * Writes what was decided about many alerts: new ones and locked ones. Inside a transaction.
   * @returns the changes that were made; a new alert is left out where another run has raised one at the same time
   */
  async apply(
    ctx: RequestContext,
    raised: readonly AlertChange[],
    changed: readonly AlertChange[],
    { calendar }: Pick<PolicyVersion, 'calendar'>,
  ): Promise<readonly AlertChange[]> {
    const entered = await this.store.insert(ctx, raised, calendar);
    await this.store.update(ctx, changed, calendar);
    const written = [...entered, ...changed];
    await this.closeSignals(
      ctx,
      written.filter(({ closeReason }) => closeReason !== null && ENDS_EPISODES.includes(closeReason)),
    );
    await this.announcer.announce(ctx, written);
    for (const listener of this.listeners) await listener(ctx, written);
    return written;
  }

  /**
   * Ends what speaks with the alert that gathered it: nobody waits for an order of a relationship that has ended, and what
   * goes on speaking when a case is over is an alert of its own.
   */
  private async closeSignals(ctx: RequestContext, ended: readonly AlertChange[]): Promise<void> {
    if (ended.length === 0) return;
    await ctx.unit.execute(tenantSql`
      update signal set closed_on = greatest(last_seen_on, ${dateOfInstant(ctx.now().toISOString())}::date)
      where tenant_id = ${TENANT} and account_id = any(${ended.map(({ alert }) => alert.accountId)}::uuid[]) and closed_on is null`);
  }
}

/**
 * What commands, one after the other, make of an alert.
 * @throws AlertRefused with every reason why not
 */
export function decided(
  alert: AlertFigures & Pick<StoredAlert, 'id' | 'accountId'>,
  before: AlertRecord,
  commands: readonly AlertCommand[],
  rules: AlertPolicy,
  ordered = false,
): AlertChange {
  let record = before;
  const events: AlertEvent[] = [];
  for (const command of commands) {
    const decision = decideAlert(command, record, rules);
    if (!decision.ok) throw new AlertRefused(decision.reasons);
    record = decision.events.reduce(evolveAlert, record);
    events.push(...decision.events);
  }
  return { before, alert: { ...alert, record }, events, closeReason: closeReasonOf(before, record, events, ordered) };
}

/** Ends of an alert after which its signals are not its own any more. */
const ENDS_EPISODES: readonly CloseReason[] = ['RECOVERED', 'GIVEN_UP', 'RELATIONSHIP_ENDED'];

/** @param ordered whether an order has come since the alert was raised */
function closeReasonOf(
  before: AlertRecord,
  after: AlertRecord,
  events: readonly AlertEvent[],
  ordered: boolean,
): CloseReason | null {
  if (after.state === before.state) return null;
  switch (after.state) {
    case 'FALSE_ALARM':
      return 'FALSE_ALARM';
    case 'ENDED':
      return events.some(({ type }) => type === 'GIVEN_UP') ? 'GIVEN_UP' : 'RELATIONSHIP_ENDED';
    case 'NORMAL':
      if (before.state !== 'WATCH' && before.state !== 'ALERT') return 'RECOVERED';
      return ordered ? 'ORDER_RECEIVED' : 'WITHIN_LIMITS';
    default:
      return null;
  }
}

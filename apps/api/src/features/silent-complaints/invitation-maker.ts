import { decideInvitation, evolveInvitation, INITIAL_INVITATION, type IsoDate, type SignalKind } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AlertCommands } from '../alerts/alert-commands.service.js';
import type { AlertChange } from '../alerts/alert.store.js';
import { PolicyService } from '../policies/policy.service.js';
import { type RaisedSignal, SignalStore } from '../signals/signal.store.js';
import { InvitationAnnouncer } from './invitation-announcer.js';
import { InvitationCommands } from './invitation-commands.js';
import { InvitationStore, type NewInvitation } from './invitation.store.js';

interface Candidate {
  signal_id: string;
  account_id: string;
  alert_id: string;
  owner_id: string | null;
  due_on: IsoDate;
}

/** Kinds of signals that speak of a complaint that nobody voiced; as an alert, each says by when to invite. */
const UNSPOKEN: readonly SignalKind[] = ['LATE_PAYMENT', 'TONE_DROP'];

/**
 * Has customers invited to speak whose payment or tone says that they may have a complaint: one invitation for each episode, as
 * soon as its signal is an alert. What turns out to be a false alarm before anybody has asked is not asked any more.
 */
@Injectable()
export class InvitationMaker implements OnModuleInit {
  constructor(
    @Inject(SignalStore) private readonly signals: SignalStore,
    @Inject(AlertCommands) private readonly alerts: AlertCommands,
    @Inject(InvitationStore) private readonly store: InvitationStore,
    @Inject(InvitationAnnouncer) private readonly announcer: InvitationAnnouncer,
    @Inject(InvitationCommands) private readonly commands: InvitationCommands,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  onModuleInit(): void {
    this.signals.onRaised((ctx, raised) => this.invite(ctx, raised));
    this.alerts.onChange((ctx, changes) => this.withdraw(ctx, changes));
  }

  private async invite(ctx: RequestContext, raised: readonly RaisedSignal[]): Promise<void> {
    const unspoken = raised.filter(({ reading }) => UNSPOKEN.includes(reading.kind));
    if (unspoken.length === 0) return;
    const { version, document } = await this.policies.current(ctx);
    const candidates = await this.candidates(ctx, unspoken, document.signals.episodeDays);
    if (candidates.length === 0) return;
    const act = { by: ctx.actor, at: ctx.now().toISOString() };
    const made = candidates.flatMap(({ signal_id, account_id, alert_id, owner_id, due_on }): NewInvitation[] => {
      const decision = decideInvitation({ type: 'MAKE', dueOn: due_on, owner: owner_id, ...act }, INITIAL_INVITATION);
      const event = decision.ok ? decision.events[0] : undefined;
      if (event?.type !== 'MADE') return [];
      const record = evolveInvitation(INITIAL_INVITATION, event);
      return [{ id: uuidv7(), accountId: account_id, signalId: signal_id, alertId: alert_id, record, event }];
    });
    await this.announcer.announceNew(ctx, await this.store.insert(ctx, made, version));
  }

  /**
   * Signals whose alert is open (those of a closed one were called a false alarm) and whose account is not being asked
   * already: signs that come back within the days of an episode belong to it.
   */
  private async candidates(
    ctx: RequestContext,
    raised: readonly RaisedSignal[],
    episodeDays: number,
  ): Promise<Candidate[]> {
    const due = raised.map(({ reading }) => (reading.explanation as { readonly inviteBy: IsoDate }).inviteBy);
    return ctx.unit.query<Candidate>(tenantSql`
      select distinct on (v.account_id) v.signal_id, v.account_id, v.alert_id, s.id as owner_id, v.due_on::text as due_on
      from unnest(${raised.map(({ id }) => id)}::uuid[], ${raised.map(({ accountId }) => accountId)}::uuid[],
        ${raised.map(({ alertId }) => alertId)}::uuid[], ${due}::date[]) as v (signal_id, account_id, alert_id, due_on)
      join account a on a.tenant_id = ${TENANT} and a.id = v.account_id
      left join staff_member s on s.tenant_id = ${TENANT} and s.id = a.owner_id and s.disabled_at is null
      join alert l on l.tenant_id = ${TENANT} and l.id = v.alert_id and l.closed_at is null
      where not exists (
        select from invitation_to_speak i where i.tenant_id = ${TENANT} and i.account_id = v.account_id
          and (i.state in ('PENDING', 'SENT', 'OPENED') or i.next_due is not null or i.due_on > v.due_on - ${episodeDays}::int))
      order by v.account_id, v.due_on, v.signal_id`);
  }

  private async withdraw(ctx: RequestContext, changes: readonly AlertChange[]): Promise<void> {
    const over = changes.filter(
      ({ closeReason }) => closeReason === 'FALSE_ALARM' || closeReason === 'RELATIONSHIP_ENDED',
    );
    if (over.length === 0) return;
    const pending = await this.store.lockPending(
      ctx,
      over.map(({ alert }) => alert.id),
    );
    const note = 'The alert was closed before anybody had asked.';
    for (const invitation of pending) await this.commands.run(ctx, invitation, { type: 'DECLINE', note });
  }
}

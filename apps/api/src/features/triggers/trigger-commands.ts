import {
  decideTrigger,
  DEFAULT_TRIGGER_POLICY,
  evolveTrigger,
  type TriggerCommand,
  type TriggerEvent,
  type TriggerPolicy,
  type TriggerRecord,
  type Unsigned,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { PolicyService } from '../policies/policy.service.js';
import { TriggerAnnouncer } from './trigger-announcer.js';
import { TriggerRefused } from './trigger.errors.js';
import { type SeenTrigger, type StoredTrigger, TriggerStore } from './trigger.store.js';

/** A command without who and when, which the request says. */
export type TriggerAct = Exclude<Unsigned<TriggerCommand>, { type: 'OBSERVE' }>;

/** The only way a trigger goes on: decided by the domain, stored as events, projected and announced in one transaction. */
@Injectable()
export class TriggerCommands {
  constructor(
    @Inject(TriggerStore) private readonly store: TriggerStore,
    @Inject(TriggerAnnouncer) private readonly announcer: TriggerAnnouncer,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /**
   * @param trigger from the store, locked in this transaction, or seen by the ledger alone: then its history begins with that
   * @throws TriggerRefused with every reason why not @throws VersionConflict
   */
  async run(
    ctx: RequestContext,
    trigger: StoredTrigger | SeenTrigger,
    act: TriggerAct,
    planPlayId: string | null = null,
  ): Promise<TriggerRecord> {
    const { timeZone, version } = await this.policies.current(ctx);
    const policy = { ...DEFAULT_TRIGGER_POLICY, zone: zoneOf(timeZone) };
    const begun = 'sighting' in trigger ? [observed(trigger, policy)] : [];
    const record = begun.reduce(evolveTrigger, trigger.record);
    const event = decide({ ...act, by: ctx.actor, at: ctx.now().toISOString() } as TriggerCommand, record, policy);
    const after = await this.store.append(ctx, trigger, [...begun, event], version, planPlayId);
    await this.announcer.announce(ctx, trigger, event, after);
    return after;
  }
}

/** Seen by whom the ledger says, when it was recorded there. */
function observed({ by, at, sighting, record }: SeenTrigger, policy: TriggerPolicy): TriggerEvent {
  return decide({ type: 'OBSERVE', by, at: at.toISOString(), sighting }, record, policy);
}

/** An accepted command is one event. */
function decide(command: TriggerCommand, record: TriggerRecord, policy: TriggerPolicy): TriggerEvent {
  const decision = decideTrigger(command, record, policy);
  if (!decision.ok) throw new TriggerRefused(decision.reasons);
  const [event] = decision.events;
  if (event === undefined) throw new TypeError('A decision that was accepted has an event.');
  return event;
}

import {
  type AdvisoryCommand,
  type AdvisoryRecord,
  decideAdvisory,
  INITIAL_ADVISORY,
  type Unsigned,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { PolicyVersion } from '../policies/policy-version.js';
import { PolicyService } from '../policies/policy.service.js';
import { AdvisoryAnnouncer } from './advisory-announcer.js';
import type { AdvisoryFact } from './advisory-figures.service.js';
import { AdvisoryRefused } from './advisory.errors.js';
import { AdvisoryStore, type StoredAdvisory } from './advisory.store.js';

/** A command without who and when, which the request says. */
export type AdvisoryAct = Unsigned<AdvisoryCommand>;

/** The only way an advisory comes about and changes: decided by the domain, stored as an event and announced in one transaction. */
@Injectable()
export class AdvisoryCommands {
  constructor(
    @Inject(AdvisoryStore) private readonly store: AdvisoryStore,
    @Inject(AdvisoryAnnouncer) private readonly announcer: AdvisoryAnnouncer,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** @param facts what its figure rests on @throws AdvisoryRefused with every reason why not */
  async compose(
    ctx: RequestContext,
    act: Extract<AdvisoryAct, { type: 'COMPOSE' }>,
    facts: readonly AdvisoryFact[],
    policy: PolicyVersion,
  ): Promise<StoredAdvisory> {
    const event = decide(ctx, act, INITIAL_ADVISORY, policy);
    if (event.type !== 'ADVISORY_COMPOSED') throw new TypeError(`Composing gave ${event.type}.`);
    const made = await this.store.insert(ctx, event, facts, policy.version);
    await this.announcer.announce(ctx, { ...made, record: INITIAL_ADVISORY }, event, made.record);
    return made;
  }

  /** @param locked from the store, in this transaction @throws AdvisoryRefused with every reason why not */
  async run(ctx: RequestContext, locked: StoredAdvisory, act: AdvisoryAct): Promise<AdvisoryRecord> {
    const policy = await this.policies.current(ctx);
    const event = decide(ctx, act, locked.record, policy);
    const record = await this.store.append(ctx, locked, event, policy.version);
    await this.announcer.announce(ctx, locked, event, record);
    return record;
  }
}

/** An accepted command is one event. */
function decide(ctx: RequestContext, act: AdvisoryAct, record: AdvisoryRecord, policy: PolicyVersion) {
  const command = { ...act, by: ctx.actor, at: ctx.now().toISOString() } as AdvisoryCommand;
  const decision = decideAdvisory(command, record, policy.document.advisory);
  if (!decision.ok) throw new AdvisoryRefused(decision.reasons);
  const [event] = decision.events;
  if (event === undefined) throw new TypeError('A decision that was accepted has an event.');
  return event;
}

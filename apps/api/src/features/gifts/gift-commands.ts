import {
  decideGift,
  type GiftCommand,
  type GiftEvent,
  type GiftFacts,
  giftPolicy,
  type GiftRecord,
  type GiftRequest,
  type GiftRules,
  INITIAL_GIFT,
  type Unsigned,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { PolicyVersion } from '../policies/policy-version.js';
import { PolicyService } from '../policies/policy.service.js';
import { GiftAnnouncer } from './gift-announcer.js';
import { GiftRefused } from './gift.errors.js';
import { GiftStore, type StoredGift } from './gift.store.js';

/** A command without who and when, which the request says. */
export type GiftAct = Unsigned<GiftCommand>;

/** Who holds a gift against the policy. */
const POLICY = 'system:gift-policy';

/** The only way a gift comes about and changes: decided by the domain, stored as events and announced in one transaction. */
@Injectable()
export class GiftCommands {
  constructor(
    @Inject(GiftStore) private readonly store: GiftStore,
    @Inject(GiftAnnouncer) private readonly announcer: GiftAnnouncer,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Asks for a gift and holds it against the policy at once. @throws GiftRefused with every reason why not */
  async request(ctx: RequestContext, request: GiftRequest, facts: GiftFacts, currency: string): Promise<StoredGift> {
    const policy = await this.policies.current(ctx);
    const [event] = decide(ctx, { type: 'REQUEST_GIFT', request }, INITIAL_GIFT, policy);
    if (event?.type !== 'GIFT_REQUESTED') throw new TypeError(`Requesting gave ${String(event?.type)}.`);
    const made = await this.store.insert(ctx, event, currency, policy.version);
    const events = decide(ctx, { type: 'CHECK_GIFT', facts }, made.record, policy, POLICY);
    const record = await this.store.append(ctx, made, events, policy.version, null);
    await this.announcer.announce(ctx, { ...made, record: INITIAL_GIFT }, [event, ...events], record);
    return { ...made, record };
  }

  /**
   * @param locked from the store, in this transaction
   * @param record writes down what was given, once it may be, and says where
   * @throws GiftRefused with every reason why not
   */
  async run(
    ctx: RequestContext,
    locked: StoredGift,
    act: GiftAct,
    record?: () => Promise<{ readonly id: string }>,
  ): Promise<GiftRecord> {
    const policy = await this.policies.current(ctx);
    const events = decide(ctx, act, locked.record, policy);
    const entry = await record?.();
    const after = await this.store.append(ctx, locked, events, policy.version, entry?.id ?? null);
    await this.announcer.announce(ctx, locked, events, after);
    return after;
  }
}

function decide(
  ctx: RequestContext,
  act: GiftAct,
  record: GiftRecord,
  policy: PolicyVersion,
  by: string = ctx.actor,
): readonly GiftEvent[] {
  const command = { ...act, by, at: ctx.now().toISOString() } as GiftCommand;
  const decision = decideGift(command, record, rulesOf(policy));
  if (!decision.ok) throw new GiftRefused(decision.reasons);
  return decision.events;
}

/** The limits under a version of their own: a policy that changes in anything else leaves what was checked as it was. */
function rulesOf({ document }: PolicyVersion): GiftRules {
  const limits = giftPolicy(document);
  return { ...limits, version: `${limits.limitMinor}/${limits.yearlyLimitMinor}` };
}

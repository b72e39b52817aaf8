import { contactSilence, type IsoDate, type TierSilence } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { type SignalReading, type SignalSource, SignalSources } from '../signals/signal-source.js';
import { type LastSpoken, TouchReadings } from './touch-readings.service.js';

/** Tiers of a customer with whom nobody has spoken for longer than is usual for them. */
@Injectable()
export class ContactSilenceSource implements SignalSource, OnModuleInit {
  readonly kinds = ['CONTACT_SILENCE'] as const;

  constructor(
    @Inject(SignalSources) private readonly sources: SignalSources,
    @Inject(TouchReadings) private readonly touches: TouchReadings,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async read(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    { document }: PolicyVersion,
  ): Promise<ReadonlyMap<string, readonly SignalReading[]>> {
    const found = new Map<string, readonly SignalReading[]>();
    for (const [accountId, spoken] of await this.touches.lastSpoken(ctx, accountIds, asOf)) {
      const lastDays = Object.fromEntries(Object.entries(spoken).map(([tier, { on }]) => [tier, on]));
      const silence = contactSilence(lastDays, asOf, document.signals.contactCadence);
      const overdue = silence.tiers.filter(({ state }) => state === 'OVERDUE').toSorted(longestFirst);
      if (overdue[0]) found.set(accountId, [signalOf(overdue[0], silence.tiers, spoken, asOf)]);
    }
    return found;
  }
}

const longestFirst = (a: TierSilence, b: TierSilence): number => (b.ratio ?? 0) - (a.ratio ?? 0);

function signalOf(worst: TierSilence, tiers: readonly TierSilence[], spoken: LastSpoken, asOf: IsoDate): SignalReading {
  return {
    kind: 'CONTACT_SILENCE',
    grade: 'WATCH',
    score: worst.days ?? 0,
    threshold: worst.cadenceDays,
    ratio: worst.ratio ?? 1,
    basis: `silence:${worst.tier}:${worst.lastContact}`,
    explanation: { asOf, tiers: tiers.map((tier) => ({ ...tier, entryId: spoken[tier.tier]?.entryId ?? null })) },
    sources: ['ledger_entry'],
  };
}

import {
  type IsoDate,
  type LocalizedText,
  MISALIGNMENTS,
  NO_MISALIGNMENT,
  type Stage,
  type StagePosition,
  type StandingReason,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { type AccountDay, accountDay, byDay } from '../relationships/account-day.js';
import { type AxesSince, axesSince, type MeasuredAxis, type StandingContent } from './standing.content.js';
import type { StandingBasis } from './standing.enums.js';
import { StandingStore } from './standing.store.js';
import { type StandingReading, StandingReadings } from './standing-readings.service.js';
import type { AccountStanding, StandingSource } from './standing.types.js';

/** What the account says of itself. */
export interface StandingParent {
  readonly id: string;
  readonly targetStage: Stage | null;
}

/** A standing before it is told: what was read, from where, and since when. */
export interface FoundStanding {
  readonly basis: StandingBasis;
  readonly content: StandingContent;
  readonly since: AxesSince | null;
}

const FACTS: Readonly<Record<MeasuredAxis | 'stage' | 'health', readonly string[]>> = {
  stage: ['stage_event'],
  level: ['assessment_round', 'account_order_day'],
  interface: ['ledger_entry'],
  posture: ['ledger_entry', 'account_product_month'],
  health: ['alert_event'],
};

/** Where accounts stand: today out of the facts, a day that is over as it was kept. */
@Injectable()
export class StandingService {
  constructor(
    @Inject(StandingStore) private readonly store: StandingStore,
    @Inject(StandingReadings) private readonly readings: StandingReadings,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async of(ctx: RequestContext, { id, targetStage }: StandingParent, on: IsoDate): Promise<AccountStanding | null> {
    const found = await this.found(ctx, id, on);
    return found === undefined ? null : told(ctx, { id, targetStage }, on, found);
  }

  found(ctx: RequestContext, accountId: string, on: IsoDate): Promise<FoundStanding | undefined> {
    return batchLoad(ctx, this.standings, accountDay(accountId, on));
  }

  /** The facts behind it, which are not kept: read as they were known at the end of the day. */
  async reading(ctx: RequestContext, accountId: string, on: IsoDate): Promise<StandingReading | undefined> {
    return batchLoad(ctx, this.read, accountDay(accountId, on));
  }

  private readonly standings = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, FoundStanding>> =>
    byDay(asked, async (accountIds, on) => {
      const today = todayOf(ctx);
      const stored = on < today ? await this.store.settledOn(ctx, accountIds, on) : new Map<string, never>();
      const unkept = accountIds.filter((id) => !stored.has(id));
      const current = on < today || unkept.length === 0 ? null : await this.store.current(ctx, unkept);
      const read = await Promise.all(unkept.map((id) => this.reading(ctx, id, on)));
      const found = new Map<string, FoundStanding>();
      for (const [id, { content, axesSince: since }] of stored) found.set(id, { basis: 'STORED', content, since });
      unkept.forEach((id, place) => {
        const content = read[place]?.content;
        if (content === undefined) return;
        const since = current === null ? null : axesSince(content, on, current.get(id) ?? null);
        found.set(id, { basis: 'COMPUTED', content, since });
      });
      return found;
    });

  private readonly read = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, StandingReading>> =>
    byDay(asked, (accountIds, on) => this.readings.on(ctx, accountIds, on));
}

function told(
  ctx: RequestContext,
  { id: accountId, targetStage }: StandingParent,
  on: IsoDate,
  { basis, content, since }: FoundStanding,
): AccountStanding {
  const { policyVersion, stage, level, posture, health } = content;
  const source = (axis: keyof typeof FACTS): StandingSource => ({ facts: FACTS[axis], asOf: on, policyVersion });
  const axis = (name: MeasuredAxis, reason: StandingReason) => ({
    ...{ since: content[name].value === null ? null : (since?.[name] ?? null), source: source(name) },
    reason: content[name].value === null ? reason : null,
  });
  const seesTrade = hasPermission(ctx, 'trade.read');
  return {
    ...{ accountId, on, basis, policyVersion, depthDeficit: content.depthDeficit },
    stage: {
      ...{ value: stage.value, since: stage.since, source: source('stage'), target: targetStage },
      reason: stage.value === null ? 'NO_OPENING_STAGE' : null,
    },
    level: { ...level, ...axis('level', 'NOT_ASSESSED') },
    interface: { ...content.interface, ...axis('interface', 'NOTHING_LOGGED') },
    posture: { ...posture, ...axis('posture', 'TOO_FEW_ADAPTATIONS') },
    health: hasPermission(ctx, 'alert.read') ? { ...health, source: source('health') } : null,
    share: seesTrade ? content.share : null,
    shareReason: seesTrade && content.share === null ? 'NO_WALLET' : null,
    misalignments: content.misalignments.map((code) => {
      const { kind, axes, reading } = MISALIGNMENTS[code];
      return { code, kind, axes, reading: reading[ctx.locale] };
    }),
    reading: readingOf(content)[ctx.locale],
  };
}

/** What is said of a standing as a whole. */
function readingOf({ misalignments, stage, level, interface: face }: StandingContent): LocalizedText {
  const [worst] = misalignments;
  if (worst !== undefined) return MISALIGNMENTS[worst].reading;
  const placed = (position: StagePosition | null): boolean => position !== null && position !== 'ENDED';
  const unmeasured = !placed(stage.value) || (level.value === null && face.value === null);
  return NO_MISALIGNMENT[unmeasured ? 'NOT_ENOUGH_MEASURED' : 'ALIGNED'];
}

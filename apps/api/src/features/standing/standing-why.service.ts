import { dateOfInstant, type IsoDate, type RelationshipAxis } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ContactSumsService, type NewestContact } from '../ledger/contact-sums.service.js';
import { type AccountDay, accountDay, byDay } from '../relationships/account-day.js';
import type { StandingReading } from './standing-readings.service.js';
import { StandingService } from './standing.service.js';
import type { StandingFact } from './standing.types.js';

/** Facts that are told of each axis. */
export const MOST_FACTS = 10;

/** The facts that speak for where an account stands, each with what opens it. */
@Injectable()
export class StandingWhyService {
  constructor(
    @Inject(StandingService) private readonly standings: StandingService,
    @Inject(ContactSumsService) private readonly contacts: ContactSumsService,
  ) {}

  async of(ctx: RequestContext, accountId: string, on: IsoDate): Promise<readonly StandingFact[]> {
    const reading = await this.standings.reading(ctx, accountId, on);
    if (reading === undefined) return [];
    const newest = (await batchLoad(ctx, this.newestContacts, accountDay(accountId, on))) ?? [];
    return [
      ...stageFacts(reading),
      ...levelFacts(reading),
      ...interfaceFacts(reading, newest),
      ...postureFacts(reading),
      ...(hasPermission(ctx, 'trade.read') ? shareFacts(reading) : []),
      ...(hasPermission(ctx, 'alert.read') ? alertFacts(reading) : []),
    ];
  }

  /** Of each pair of functions that met last the newest contact; stable, so that sibling fields share the statement. */
  private readonly newestContacts = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, readonly NewestContact[]>> =>
    byDay(asked, async (accountIds, on) => {
      const readings = await Promise.all(accountIds.map((id) => this.standings.reading(ctx, id, on)));
      const pairs = new Map(accountIds.map((id, place) => [id, readings[place]?.interface.pairs ?? []]));
      return this.contacts.newest(ctx, pairs, on, MOST_FACTS);
    });
}

const entry = (axis: RelationshipAxis, id: string, on: IsoDate, says: string): StandingFact => ({
  ...{ axis, kind: 'LEDGER_ENTRY', id, on, says },
});

function stageFacts({ content: { stage } }: StandingReading): readonly StandingFact[] {
  if (stage.value === null || stage.since === null) return [];
  return [{ axis: 'STAGE', kind: 'STAGE_CHANGE', id: null, on: stage.since, says: stage.value }];
}

function levelFacts({ level }: StandingReading): readonly StandingFact[] {
  if (level === null || level.roundId === null || level.publishedAt === null) return [];
  const on = dateOfInstant(level.publishedAt.toISOString());
  return [{ axis: 'LEVEL', kind: 'ASSESSMENT_ROUND', id: level.roundId, on, says: level.level }];
}

/** The newest contact of each pair of functions, those who met last first, and of joint teams. */
function interfaceFacts(
  { interface: { jointTeams } }: StandingReading,
  newest: readonly NewestContact[],
): readonly StandingFact[] {
  return [
    ...newest.slice(0, MOST_FACTS).map(({ id, on, pair }) => entry('INTERFACE', id, on, pair)),
    ...jointTeams.flatMap(({ from, evidence: [first] }) =>
      first === undefined ? [] : [entry('INTERFACE', first, from, 'JOINT_TEAM')],
    ),
  ];
}

/** On which days the pairs that met last did, as many as are told. */
function postureFacts({ posture: { adaptations } }: StandingReading): readonly StandingFact[] {
  return adaptations.slice(0, MOST_FACTS).map(({ id, on, side, area }) => entry('POSTURE', id, on, `${side}-${area}`));
}

function shareFacts({ content: { share } }: StandingReading): readonly StandingFact[] {
  return share === null ? [] : [{ axis: null, kind: 'SHARE', id: null, on: share.month, says: share.share.toFixed(3) }];
}

function alertFacts({ content: { health } }: StandingReading): readonly StandingFact[] {
  if (health.alertId === null || health.since === null) return [];
  return [{ axis: null, kind: 'ALERT', id: health.alertId, on: health.since, says: health.alertState ?? health.value }];
}

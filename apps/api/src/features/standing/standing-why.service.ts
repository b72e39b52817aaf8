import { dateOfInstant, type IsoDate, type RelationshipAxis } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { CountedEntries } from '../ledger/relationship-facts.service.js';
import type { StandingReading } from './standing-readings.service.js';
import { StandingService } from './standing.service.js';
import type { StandingFact } from './standing.types.js';

/** Facts that are told of each axis. */
export const MOST_FACTS = 10;

/** The facts that speak for where an account stands, each with what opens it. */
@Injectable()
export class StandingWhyService {
  constructor(@Inject(StandingService) private readonly standings: StandingService) {}

  async of(ctx: RequestContext, accountId: string, on: IsoDate): Promise<readonly StandingFact[]> {
    const reading = await this.standings.reading(ctx, accountId, on);
    if (reading === undefined) return [];
    return [
      ...stageFacts(reading),
      ...levelFacts(reading),
      ...interfaceFacts(reading),
      ...postureFacts(reading),
      ...(hasPermission(ctx, 'trade.read') ? shareFacts(reading) : []),
      ...(hasPermission(ctx, 'alert.read') ? alertFacts(reading) : []),
    ];
  }
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
function interfaceFacts({ interface: { contacts, jointTeams } }: StandingReading): readonly StandingFact[] {
  const newest = new Map<string, StandingFact>();
  for (const { on, ourFunction, theirFunction, newest: id } of [...contacts].sort(lastFirst)) {
    const pair = `${ourFunction}-${theirFunction}`;
    if (!newest.has(pair)) newest.set(pair, entry('INTERFACE', id, on, pair));
  }
  return [
    ...[...newest.values()].slice(0, MOST_FACTS),
    ...jointTeams.flatMap(({ from, evidence: [first] }) =>
      first === undefined ? [] : [entry('INTERFACE', first, from, 'JOINT_TEAM')],
    ),
  ];
}

function lastFirst(a: CountedEntries, b: CountedEntries): number {
  return b.on.localeCompare(a.on) || b.newest.localeCompare(a.newest);
}

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

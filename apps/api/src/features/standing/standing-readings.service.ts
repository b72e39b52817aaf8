import {
  accountHealth,
  dateOfInstant,
  HEALTH_OF_ALERT,
  HEALTH_STATES,
  isKeyAccount,
  type IsoDate,
  type StagePosition,
  standingOf,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AlertQueries, type AlertOnDay } from '../alerts/alert.queries.js';
import { type AccountLevel, AccountLevels } from '../assessments/account-levels.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { type InterfaceBrief, InterfaceService } from '../relationships/interface.service.js';
import { PostureService } from '../relationships/posture.service.js';
import type { RelationshipPosture } from '../relationships/posture.types.js';
import { AccountShares } from '../shares/account-shares.service.js';
import { StageStore } from '../stages/stage.store.js';
import type { StandingContent } from './standing.content.js';

/** A standing with the readings it was made of. */
export interface StandingReading {
  readonly content: StandingContent;
  readonly interface: InterfaceBrief;
  readonly posture: RelationshipPosture;
  readonly level: AccountLevel | null;
}

const NOTHING: InterfaceBrief = { reading: null, pairs: [], jointTeams: [] };

interface AccountTraits {
  id: string;
  complex_offering: boolean;
  priority_class: string | null;
}

/** How accounts stand on a day, out of the facts as they were known at its end. */
@Injectable()
export class StandingReadings {
  constructor(
    @Inject(StageStore) private readonly stages: StageStore,
    @Inject(AccountLevels) private readonly levels: AccountLevels,
    @Inject(InterfaceService) private readonly interfaces: InterfaceService,
    @Inject(PostureService) private readonly postures: PostureService,
    @Inject(AlertQueries) private readonly alerts: AlertQueries,
    @Inject(AccountShares) private readonly shares: AccountShares,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /**
   * Of accounts that the caller may see; as many statements for many as for one.
   * @param offers whether what is bought may stand in for adaptations on a past day, too, although products are offered as
   *   they are today: for a day that has just gone by
   */
  async on(
    ctx: RequestContext,
    accountIds: readonly string[],
    day: IsoDate,
    offers = false,
  ): Promise<ReadonlyMap<string, StandingReading>> {
    const traits = await ctx.unit.query<AccountTraits>(tenantSql`
      select a.id, a.complex_offering, a.priority_class from account a
      where a.tenant_id = ${TENANT} and a.id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'a.id')} order by a.id`);
    const ids = traits.map(({ id }) => id);
    const { version, document } = await this.policies.on(ctx, day);
    const stages = await this.stages.states(ctx, ids, day);
    const levels = await this.levels.at(ctx, ids, day);
    const alerts = await this.alerts.openOn(ctx, ids, day);
    const shares = await this.shares.on(ctx, ids, day);
    const interfaces = await this.interfaces.brief(ctx, ids, day);
    const postures = await Promise.all(
      ids.map((id) => (offers ? this.postures.withOffer(ctx, id, day) : this.postures.of(ctx, id, day))),
    );
    return new Map(
      traits.map((account, place): [string, StandingReading] => {
        const { id } = account;
        const [face, posture] = [interfaces.get(id) ?? NOTHING, postures[place] as RelationshipPosture];
        const [level, state] = [levels.get(id) ?? null, stages.get(id)];
        const stage = { value: state?.position ?? null, since: state?.since ? dateOfInstant(state.since) : null };
        const health = healthOf(alerts.get(id) ?? [], stage.value);
        const standing = standingOf(
          {
            ...{ stage: stage.value, level: level?.level ?? null },
            ...{ interface: face.reading, posture: posture.posture },
            jointTeam: face.jointTeams.length > 0,
            keyAccount: isKeyAccount(account.priority_class),
            complexOffering: account.complex_offering,
          },
          document.misalignment,
        );
        const content: StandingContent = {
          ...standing,
          policyVersion: version,
          ...{ stage, health, share: shares.get(id) ?? null },
          level: { ...standing.level, roundId: level?.roundId ?? null, stale: level?.stale ?? false },
          posture: { ...standing.posture, from: posture.source },
        };
        return [id, { content, interface: face, posture, level }];
      }),
    );
  }
}

/** By the gravest alert; ended with the relationship. */
function healthOf(alerts: readonly AlertOnDay[], stage: StagePosition | null): StandingContent['health'] {
  const value = accountHealth(
    alerts.map(({ state }) => state),
    stage === 'ENDED',
  );
  const rank = (alert: AlertOnDay): number => HEALTH_STATES.indexOf(HEALTH_OF_ALERT[alert.state]);
  const [gravest] = [...alerts].sort((a, b) => rank(b) - rank(a));
  if (value === 'ENDED' || gravest === undefined) return { value, since: null, alertId: null, alertState: null };
  return { value, since: dateOfInstant(gravest.since), alertId: gravest.id, alertState: gravest.state };
}

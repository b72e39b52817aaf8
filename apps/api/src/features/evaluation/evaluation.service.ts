import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AlertDetectionService } from '../alerts/alert-detection.service.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { SharedOrderSeries } from '../signals/shared-order-series.js';
import { StandingKeeper } from '../standing/standing-keeper.service.js';
import { MovementProposer } from './movement-proposer.js';

/** What an evaluation goes by; the same for all accounts of a run. */
export interface EvaluationBasis {
  readonly asOf: IsoDate;
  readonly policy: PolicyVersion;
  /** Whether alerts are judged, too: not as of a day before the one they were judged as of last. */
  readonly alerts: boolean;
  /** The day of which it is kept how accounts stand: today unless a past is replayed, whenever the newest order was. */
  readonly standingOn: IsoDate;
}

/** What an evaluation did. */
export interface EvaluationResult {
  readonly accounts: number;
  readonly proposed: number;
  readonly alertsOpened: number;
  readonly alertsClosed: number;
}

/** Judges accounts by their orders and shares: proposes stage movements, raises and closes alerts, and keeps how they stand. */
@Injectable()
export class EvaluationService {
  constructor(
    @Inject(MovementProposer) private readonly movements: MovementProposer,
    @Inject(AlertDetectionService) private readonly detection: AlertDetectionService,
    @Inject(SharedOrderSeries) private readonly series: SharedOrderSeries,
    @Inject(StandingKeeper) private readonly standings: StandingKeeper,
  ) {}

  /**
   * Inside a transaction. Doing it again on the same facts changes nothing. Two runs at once go one after the other at each
   * account: else the one that has read older facts could have the last word.
   */
  async evaluate(
    ctx: RequestContext,
    accountIds: readonly string[],
    { asOf, policy, alerts, standingOn }: EvaluationBasis,
  ): Promise<EvaluationResult> {
    const rows = await ctx.unit.query<{ id: string; ended: boolean }>(tenantSql`
      select id, coalesce(stage = 'ENDED', false) as ended from account
      where tenant_id = ${TENANT} and id = any(${accountIds}) and archived_at is null order by id for no key update`);
    const alive = rows.filter(({ ended }) => !ended).map(({ id }) => id);
    await this.series.share(ctx, alive, asOf);
    const proposed = await this.movements.propose(ctx, alive, policy, asOf);
    const { opened, closed } = alerts ? await this.detection.detect(ctx, rows, policy, asOf) : { opened: 0, closed: 0 };
    await this.standings.keep(
      ctx,
      rows.map(({ id }) => id),
      standingOn,
    );
    return { accounts: rows.length, proposed, alertsOpened: opened, alertsClosed: closed };
  }
}

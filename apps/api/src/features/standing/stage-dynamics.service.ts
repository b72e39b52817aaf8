import { type Interval, stageDwells, stageHazards, stageStays, stageTransitions } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { StageStore } from '../stages/stage.store.js';
import type { StageDynamics } from './stage-dynamics.types.js';

/** How stages move: from where to where, how long accounts stay, how often they fall back. */
@Injectable()
export class StageDynamicsService {
  constructor(@Inject(StageStore) private readonly stages: StageStore) {}

  async of(ctx: RequestContext): Promise<StageDynamics> {
    const asOf = todayOf(ctx);
    const moves = (await this.stages.moves(ctx)).filter(({ on }) => on <= asOf);
    const stays = stageStays(moves, asOf);
    const { stages, higherIsSafer } = stageHazards(stays);
    const dwells = stageDwells(stays);
    return {
      ...{ asOf, higherIsSafer, transitions: stageTransitions(moves) },
      stages: stages.map((hazard, place) => {
        const dwell = dwells[place];
        return {
          ...{ stage: hazard.stage, completed: dwell?.completed ?? 0, open: dwell?.open ?? 0 },
          ...{ medianMonths: dwell?.medianMonths ?? null, p75Months: dwell?.p75Months ?? null },
          completedMedianMonths: dwell?.completedMedianMonths ?? null,
          completedP75Months: dwell?.completedP75Months ?? null,
          ...{ accountMonths: hazard.accountMonths, regressions: hazard.regressions },
          regressionHazard: hazard.regressionHazard ?? null,
          regressionInterval: bounds(hazard.regressionInterval),
          terminations: hazard.terminations,
          terminationHazard: hazard.terminationHazard ?? null,
          terminationInterval: bounds(hazard.terminationInterval),
        };
      }),
    };
  }
}

const bounds = (interval: Interval | undefined) =>
  interval === undefined ? null : { lower: interval.lower, upper: interval.upper };

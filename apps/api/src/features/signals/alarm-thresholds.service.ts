import { COMMITTEE_MEMBERS } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AlertQueries } from '../alerts/alert.queries.js';
import type { AlarmThresholds } from './alarm-thresholds.types.js';
import { thresholdWords } from './alarm-thresholds.words.js';
import { CommitteeCalibrationService } from './committee-calibration.service.js';

/** What the detectors go by, told to those who label their alerts. */
@Injectable()
export class AlarmThresholdsService {
  constructor(
    @Inject(CommitteeCalibrationService) private readonly calibrations: CommitteeCalibrationService,
    @Inject(AlertQueries) private readonly alerts: AlertQueries,
  ) {}

  async inForce(ctx: RequestContext): Promise<AlarmThresholds | null> {
    const stored = await this.calibrations.stored(ctx);
    if (!stored) return null;
    const { tuning, labelTuning, thresholds, calibratedOn, budget, startsPerAccountYear } = stored;
    const named = COMMITTEE_MEMBERS.flatMap((member) => tuning[member].falseAlarmIds);
    const visible = await this.alerts.visible(ctx, named);
    const { enabled, labelDays: days } = labelTuning;
    return {
      ...{ calibratedOn, budget, startsPerAccountYear, tuned: enabled, labelDays: days },
      detectors: COMMITTEE_MEMBERS.map((detector) => {
        const told = { ...tuning[detector], detector, threshold: thresholds[detector], enabled, days };
        const { threshold, untuned, budgetShare, confirmed, falseAlarms } = told;
        return {
          ...{ detector, threshold, untuned, budgetShare, confirmed, falseAlarms },
          falseAlarmIds: told.falseAlarmIds.filter((id) => visible.has(id)),
          words: thresholdWords(told, ctx.locale),
        };
      }),
      sources: ['alert', 'detector_calibration', 'signal_calibration', 'account_order_day'],
    };
  }
}

export {
  EPISODE_DAYS,
  SIGNAL_KINDS,
  signalEpisodes,
  type AccountSignal,
  type SignalEpisode,
  type SignalKind,
} from './account-signal.js';
export {
  calibrateCommittee,
  calibrateCommitteeInSteps,
  type CommitteeCalibration,
  type CommitteeCalibrationOptions,
  type CommitteeHistory,
} from './committee-calibration.js';
export {
  combineReadings,
  committeeAlarm,
  committeeSignal,
  type CommitteeAccount,
  type CommitteeReading,
  type CommitteeSettings,
  type CommitteeSignal,
} from './committee.js';
export { conformalProbability } from './conformal.js';
export { contactSilence, DEFAULT_CONTACT_CADENCE, type ContactSilence, type TierSilence } from './contact-silence.js';
export {
  COMMITTEE_MEMBERS,
  DEFAULT_ALARM_BUDGET,
  DETECTORS,
  memberBudget,
  type CalibratedThreshold,
  type CommitteeMember,
  type DetectorCode,
  type DetectorReading,
} from './detector.js';
export {
  calibrateGapThreshold,
  DEFAULT_GAP_THRESHOLD,
  LOWEST_GAP_THRESHOLD,
  type GapCalibrationOptions,
} from './gap-calibration.js';
export { gapScores } from './gap-scores.js';
export * from './label-tuning.js';
export {
  alarmStarts,
  calibrateLevelThreshold,
  DEFAULT_LEVEL_THRESHOLD,
  LOWEST_LEVEL_THRESHOLD,
  type LevelCalibrationOptions,
} from './level-calibration.js';
export { levelChart, type LevelChartPoint } from './level-chart.js';
export {
  DEFAULT_MIX_LOSS,
  mixLoss,
  type CategorySales,
  type LostCategory,
  type MixLoss,
  type MixLossRule,
} from './mix-loss.js';
export { ORDER_EWMA_WEIGHT, orderEwmaScores } from './order-ewma.js';
export * from './order-gap.js';
export { meanIntervalDays, summariseOrders, tenantMedianIntervalDays, type OrderHistory } from './order-history.js';
export {
  DEFAULT_PRICE_PRESSURE,
  pricePressure,
  type MonthlyPrices,
  type PricePressure,
  type PricePressureRule,
} from './price-pressure.js';
export {
  FOUR_WEEK_RULE,
  levelReading,
  levelScore,
  levelScores,
  THIRTEEN_WEEK_RULE,
  type LevelDetector,
  type LevelExplanation,
  type LevelReading,
  type LevelRule,
  type LevelScore,
  type LevelWindow,
} from './robust-level.js';
export { salesTrend, type SalesTrend } from './sales-trend.js';
export { deseasonalise, FLAT_SEASON, seasonalIndex, type SeasonalIndex } from './seasonal-index.js';
export { FOREWARNING_DAYS, suddenStop, type SuddenStop } from './sudden-stop.js';
export { weekEnd, weeklySeries, weekStart, weeksOfYear, type WeeklySeries } from './weekly-series.js';

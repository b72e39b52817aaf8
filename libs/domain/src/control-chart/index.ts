export { markovRunLength, runLengthOfBudget } from './average-run-length.js';
export {
  countCumulative,
  countLimits,
  DEFAULT_TAIL,
  emptyRunProbability,
  expectedCounts,
  type CountDistribution,
  type CountLimits,
} from './count-limits.js';
export {
  CUSUM_START,
  cusumDecision,
  cusumPath,
  cusumRunLength,
  cusumStep,
  DEFAULT_CUSUM,
  oneSidedCusumRunLength,
  type CusumRule,
  type CusumState,
} from './cusum.js';
export { DEFAULT_EWMA, ewmaLimit, ewmaPath, ewmaRunLength, ewmaStep, ewmaWidth, type EwmaRule } from './ewma.js';
export { DEFAULT_FALSE_DISCOVERY_RATE, falseDiscoveryFindings } from './false-discovery.js';
export { individualsLimits, shewhartRunLength, type ControlLimits } from './shewhart.js';

// The public face of the domain, by concept.
export * from './alert/alert.machine.js';
export * from './calendar/date.js';
export * from './calendar/month.js';
export * from './complaint/complaint.machine.js';
export * from './complaint/complaint-number.js';
export * from './contact/code-lists.js';
export * from './contact/dmu-coverage.js';
export * from './contact/single-thread.js';
export * from './decision/decision.js';
export { INVALID_VALUE_CODES, InvalidValueError, type InvalidValueCode } from './errors/invalid-value.error.js';
export * from './machine/machines.js';
export * from './machine/state-machine.js';
export * from './money/money.js';
export * from './share/exact-share.js';
export * from './share/share-of-wallet.js';
export * from './share/wallet.js';
export * from './share/wallet-allocation-rule.js';
export {
  DEFAULT_ALARM_BUDGET,
  DETECTORS,
  memberBudget,
  type CalibratedThreshold,
  type DetectorCode,
  type DetectorReading,
} from './signal/detector.js';
export * from './signal/gap-calibration.js';
export * from './signal/order-gap.js';
export {
  meanIntervalDays,
  summariseOrders,
  tenantMedianIntervalDays,
  type OrderHistory,
} from './signal/order-history.js';
export * from './stage/criteria.js';
export * from './stage/evidence.js';
export * from './stage/propose-movement.js';
export * from './stage/regression-cause.js';
export * from './stage/share-hysteresis.js';
export * from './stage/stage-facts.js';
export * from './stage/stage-policy.js';
export * from './stage/stages.js';
export * from './stage/transition.decide.js';
export * from './stage/transition.evolve.js';
export * from './stage/transition.model.js';

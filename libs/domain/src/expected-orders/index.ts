export { fitExpectedOrders, fitExpectedOrdersInSteps, type ExpectedOrdersFit } from './fit-expected-orders.js';
export { fitBgNbd, fitMbgCnbd, fitNbd, fitParetoNbd } from './fit-families.js';
export { DEGENERACY_CODES, type DegeneracyCode, type OrderModelFit } from './fit-groups.js';
export { DEFAULT_ORDER_FIT_POLICY, type OrderFitPolicy } from './fit-parameters.js';
export {
  expectedOrders,
  orderOutlook,
  ordersLogLikelihood,
  OUTLOOK_DAYS,
  probabilityAlive,
  type OrderOutlook,
} from './forecast.js';
export type { BgNbdModel, MbgCnbdModel, NbdModel, OrderModel, ParetoNbdModel } from './models.js';
export {
  DAYS_PER_WEEK,
  orderDatesByAccount,
  summariseLedger,
  summariseOrderDates,
  type LedgerOrder,
  type OrderSummary,
  type SummaryOptions,
} from './order-summary.js';
export { estimateRegularity, type Regularity } from './regularity.js';
export { simulateOrders, type SimulatedOrders } from './simulate-orders.js';

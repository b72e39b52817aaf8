import { InvalidValueError } from '../errors/invalid-value.error.js';
import { divideRounded } from '../money/money.js';

/** What serving a customer takes: the drivers of its cost. A tenant may use others. */
export const COST_DRIVERS = [
  'ORDERS',
  'ORDER_LINES',
  'DROPS',
  'FREIGHT',
  'VISIT_HOURS',
  'SALES_HOURS',
  'ENGINEERING_HOURS',
  'SERVICE_TICKETS',
  'SAMPLES',
] as const;
export type CostDriver = (typeof COST_DRIVERS)[number];

/** How much of a driver an account took in the period, and what one unit costs. */
export interface DriverUse {
  readonly driver: CostDriver | (string & {});
  /** Orders, hours, drops … ≥ 0; six decimals count. */
  readonly quantity: number;
  /** Minor units per unit of the driver. */
  readonly rateMinor: bigint;
}

/** Quantities are counted in millionths, so that money stays whole. */
const MILLIONTHS = 1_000_000;

/**
 * Cost of one driver, quantity × rate, to the nearest minor unit. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a quantity that is negative or above 9 × 10⁹
 */
export function driverCost({ quantity, rateMinor }: DriverUse): bigint {
  if (!(quantity >= 0 && quantity <= 9e9)) throw new InvalidValueError('INVALID_NUMBER', quantity);
  return divideRounded(BigInt(Math.round(quantity * MILLIONTHS)) * rateMinor, BigInt(MILLIONTHS));
}

/**
 * Rate of a driver in time-driven activity-based costing (Kaplan & Anderson 2004): cost of a resource ÷ its practical
 * capacity × time per unit, in minor units per unit. O(1).
 *
 * @param costMinor what the resource costs in a period
 * @param capacityMinutes minutes it can really work in the period (about 80 % of the theoretical ones)
 * @param minutesPerUnit minutes that one order, visit, ticket … takes
 * @throws InvalidValueError `INVALID_NUMBER` unless capacity > 0 and time ≥ 0, both below 9 × 10⁹
 */
export function timeDrivenRate(costMinor: bigint, capacityMinutes: number, minutesPerUnit: number): bigint {
  if (!(capacityMinutes >= 1 / MILLIONTHS && capacityMinutes <= 9e9)) {
    throw new InvalidValueError('INVALID_NUMBER', capacityMinutes);
  }
  if (!(minutesPerUnit >= 0 && minutesPerUnit <= 9e9)) throw new InvalidValueError('INVALID_NUMBER', minutesPerUnit);
  const used = BigInt(Math.round(minutesPerUnit * MILLIONTHS));
  return divideRounded(costMinor * used, BigInt(Math.round(capacityMinutes * MILLIONTHS)));
}

import { addMonthsToDate, daysBetween, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';

/** Years for which customers usually keep their suppliers, and so the expected stay of a main supplier. */
export const SUPPLIER_CYCLE_YEARS = { min: 3, max: 5 } as const;

/** Months before the end in which a new tender is prepared. Mortise's own proposal, configurable. */
export const RETENDER_NOTICE_MONTHS = 6;

export interface SupplierCycle {
  /** Year of the cycle, from 1; beyond `years` once it is over. */
  readonly year: number;
  readonly years: number;
  /** First day after the cycle. */
  readonly retenderOn: IsoDate;
  /** Days until then; negative once it has passed. */
  readonly daysLeft: number;
  readonly state: 'NOT_BEGUN' | 'RUNNING' | 'RETENDER_NEAR' | 'OVER';
}

/**
 * Where an account is in the cycle for which it has approved its suppliers, and when it will ask the market again. O(years
 * gone by).
 *
 * @param years whole years; the middle of the usual ones unless told
 * @throws InvalidValueError `INVALID_LENGTH` unless years are whole and ≥ 1, `INVALID_DATE`
 */
export function supplierCycle(
  startedOn: IsoDate,
  asOf: IsoDate,
  years = (SUPPLIER_CYCLE_YEARS.min + SUPPLIER_CYCLE_YEARS.max) / 2,
  noticeMonths: number = RETENDER_NOTICE_MONTHS,
): SupplierCycle {
  if (!Number.isInteger(years) || years < 1) throw new InvalidValueError('INVALID_LENGTH', years);
  const retenderOn = addMonthsToDate(startedOn, 12 * years);
  const daysLeft = daysBetween(asOf, retenderOn);
  let year = 1;
  while (daysBetween(addMonthsToDate(startedOn, 12 * year), asOf) >= 0) year += 1;
  const near = daysBetween(addMonthsToDate(retenderOn, -noticeMonths), asOf) >= 0;
  const begun = daysBetween(startedOn, asOf) >= 0;
  const state = daysLeft <= 0 ? 'OVER' : near ? 'RETENDER_NEAR' : begun ? 'RUNNING' : 'NOT_BEGUN';
  return { year, years, retenderOn, daysLeft, state };
}

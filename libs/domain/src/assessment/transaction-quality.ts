import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';

/** What became of an order line. */
export interface DeliveredLine {
  /** The day we promised. */
  readonly promised: IsoDate;
  /** The day it arrived; null while it has not. */
  readonly delivered: IsoDate | null;
  /** Whether all of it arrived with the first delivery. */
  readonly inFull: boolean;
}

/**
 * On-time-in-full, as a share 0…1 of the order lines: delivered by the promised day and whole. A line still open on
 * `asOf` counts as late once its day has passed, and not at all before; what arrived later was open then. Undefined where
 * no line counts. O(lines).
 *
 * @throws InvalidValueError `INVALID_DATE` for a day that is none
 */
export function onTimeInFull(lines: readonly DeliveredLine[], asOf: IsoDate): number | undefined {
  const due = lines.filter((line) => isDue(line, asOf));
  const kept = due.filter((line) => line.inFull && isKept(line));
  return due.length === 0 ? undefined : kept.length / due.length;
}

type Delivery = Pick<DeliveredLine, 'promised' | 'delivered'>;

/** Whether it had arrived on that day, or the promised day was over. */
function isDue({ promised, delivered }: Delivery, asOf: IsoDate): boolean {
  const isOver = epochDay(promised) < epochDay(asOf);
  return isOver || (delivered !== null && epochDay(delivered) <= epochDay(asOf));
}

function isKept({ promised, delivered }: Delivery): boolean {
  return delivered !== null && epochDay(delivered) <= epochDay(promised);
}

/** A delivery day that a salesperson promised to a customer. */
export interface DeliveryPromise {
  readonly madeOn: IsoDate;
  readonly promised: IsoDate;
  readonly delivered: IsoDate | null;
  /** Days that such an order normally takes. */
  readonly standardLeadDays: number;
}

export interface PromiseRecord {
  /** Kept ÷ promises that are due, 0…1. */
  readonly promiseKeeping: number;
  /** Promised sooner than the standard lead time and then missed ÷ promises that are due, 0…1. */
  readonly overPromising: number;
  readonly due: number;
}

/**
 * How a salesperson's promises of delivery turned out: the share kept, and the share given below the standard lead time
 * and then missed. A promise is due once delivered or once its day has passed; what arrived after `asOf` was open
 * then. Undefined where none is due. O(promises).
 *
 * @throws InvalidValueError `INVALID_DATE` for a day that is none, `INVALID_LENGTH` for a negative or endless lead time
 */
export function promiseRecord(promises: readonly DeliveryPromise[], asOf: IsoDate): PromiseRecord | undefined {
  for (const { standardLeadDays: days } of promises) {
    if (!(days >= 0 && Number.isFinite(days))) throw new InvalidValueError('INVALID_LENGTH', days);
  }
  const due = promises.filter((promise) => isDue(promise, asOf));
  if (due.length === 0) return undefined;
  const missed = due.filter((promise) => !isKept(promise));
  const rash = missed.filter(({ madeOn, promised, standardLeadDays }) => {
    return epochDay(promised) - epochDay(madeOn) < standardLeadDays;
  });
  return {
    promiseKeeping: (due.length - missed.length) / due.length,
    overPromising: rash.length / due.length,
    due: due.length,
  };
}

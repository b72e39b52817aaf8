import { daysBetween, type IsoDate } from '../calendar/date.js';
import type { RelationshipLevel } from './levels.js';

/** One thing a customer asks of every supplier before it buys: a certificate, an audit, a sample, an insurance. */
export interface QualificationCondition {
  readonly condition: string;
  readonly result: 'MET' | 'NOT_MET' | 'OPEN';
  /** Last day on which the proof counts; left out where it does not expire. */
  readonly validUntil?: IsoDate;
}

export type QualificationFault = 'NOT_MET' | 'OPEN' | 'EXPIRED';

export interface QualificationStanding {
  /** `FAILED` once a condition is not met or its proof expired, `OPEN` while one is not answered or none is known. */
  readonly state: 'QUALIFIED' | 'OPEN' | 'FAILED';
  readonly conditions: number;
  /** Conditions met, with a proof that counts. */
  readonly met: number;
  readonly outstanding: readonly { readonly condition: string; readonly fault: QualificationFault }[];
  /** The highest level open to the account: trade begins only with all minimum conditions met. */
  readonly openTo: Extract<RelationshipLevel, 'EXPLORATORY' | 'BASIC'>;
}

/**
 * The customer's minimum conditions held against what is on record: all met opens BASIC, anything else keeps the account
 * EXPLORATORY. A customer whose conditions nobody knows has not been met. Outstanding in the order of the list. O(n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function vendorQualification(
  conditions: readonly QualificationCondition[],
  asOf: IsoDate,
): QualificationStanding {
  const outstanding = conditions.flatMap((one) => {
    const fault = faultOf(one, asOf);
    return fault === null ? [] : [{ condition: one.condition, fault }];
  });
  const met = conditions.length - outstanding.length;
  const failed = outstanding.some(({ fault }) => fault !== 'OPEN');
  const qualified = outstanding.length === 0 && met > 0;
  return {
    state: failed ? 'FAILED' : qualified ? 'QUALIFIED' : 'OPEN',
    conditions: conditions.length,
    met,
    outstanding,
    openTo: qualified ? 'BASIC' : 'EXPLORATORY',
  };
}

function faultOf({ result, validUntil }: QualificationCondition, asOf: IsoDate): QualificationFault | null {
  if (result !== 'MET') return result;
  return validUntil !== undefined && daysBetween(validUntil, asOf) > 0 ? 'EXPIRED' : null;
}

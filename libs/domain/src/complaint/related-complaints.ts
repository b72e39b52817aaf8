import { epochDay, type IsoDate } from '../calendar/date.js';
import type { ComplaintIntake } from './complaint.model.js';

/** What makes two complaints look like one, or the same fault twice. */
export interface ComplaintFingerprint extends Pick<
  ComplaintIntake,
  'number' | 'accountId' | 'part' | 'lot' | 'defect'
> {
  readonly receivedOn: IsoDate;
  readonly open: boolean;
}

export interface RelatedComplaints {
  /** Open, and the same account, part, lot and defect: perhaps the very same complaint. */
  readonly duplicates: readonly string[];
  /** The same account, part and defect before, within the time looked back. */
  readonly recurrences: readonly string[];
}

/**
 * Earlier complaints that a new one repeats, by number, as a warning to both sides. What is not stated matches nothing,
 * except that a duplicate may lack the lot on both sides. O(earlier).
 */
export function relatedComplaints(
  complaint: ComplaintFingerprint,
  earlier: readonly ComplaintFingerprint[],
  recurrenceDays: number,
): RelatedComplaints {
  const day = epochDay(complaint.receivedOn);
  const similar = earlier.filter((other) => {
    const age = day - epochDay(other.receivedOn);
    const fault = isSame(other.part, complaint.part) && isSame(other.defect, complaint.defect);
    return other.number !== complaint.number && other.accountId === complaint.accountId && fault && age >= 0;
  });
  const isDuplicate = ({ open, lot }: ComplaintFingerprint): boolean => open && lot === complaint.lot;
  const duplicates = similar.filter(isDuplicate);
  const recurrences = similar.filter((other) => {
    return !isDuplicate(other) && day - epochDay(other.receivedOn) <= recurrenceDays;
  });
  return {
    duplicates: duplicates.map(({ number }) => number),
    recurrences: recurrences.map(({ number }) => number),
  };
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

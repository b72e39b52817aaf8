import { daysBetween, type IsoDate } from '../calendar/date.js';
import type { RelationshipCase } from './case.model.js';

/** The next day on which somebody has to have done something: the step or an action; null once the case is resolved. O(actions). */
export function nextCaseDue({
  stepDue,
  openActions,
}: Pick<RelationshipCase, 'stepDue' | 'openActions'>): IsoDate | null {
  if (stepDue === null) return null;
  return openActions.reduce((first, { due }) => (daysBetween(first, due) < 0 ? due : first), stepDue);
}

/** Whether that day is over. */
export function isCaseOverdue(open: Pick<RelationshipCase, 'stepDue' | 'openActions'>, today: IsoDate): boolean {
  const due = nextCaseDue(open);
  return due !== null && daysBetween(due, today) > 0;
}

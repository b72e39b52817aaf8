import { isWeekday, type WorkingDayRule } from '@mortise/domain';
import type { PolicyVersion } from '../policies/policy.service.js';

/** Monday to Friday without the tenant's holidays. */
export function workingDays({ document }: Pick<PolicyVersion, 'document'>): WorkingDayRule {
  const closed = new Set(document.case.holidays);
  return (date) => isWeekday(date) && !closed.has(date);
}

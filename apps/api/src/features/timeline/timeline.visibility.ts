import type { TimelineEntity } from '../../platform/audit/audit.js';
import type { Permission } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql } from '../../platform/database/tenant-sql.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';

/** What it takes to read the entries about each kind of thing, the part of `kind` before the dot. A kind that is not here does not compile. */
const NEEDED: Readonly<Record<TimelineEntity, Permission>> = {
  account: 'account.read',
  stage: 'account.read',
  department: 'account.read',
  contact: 'contact.read',
  'account-contact': 'contact.read',
  team: 'staff.read',
  assessment: 'assessment.read',
  complaint: 'complaint.read',
  invitation: 'complaint.read',
  advisory: 'account.read',
  gift: 'ledger.read',
  'gift-rules': 'ledger.read',
  trigger: 'ledger.read',
  alert: 'alert.read',
  case: 'case.read',
  'win-back': 'case.read',
  'compliance-referral': 'compliance.read',
  'credit-limit': 'receivable.read',
  'rebate-agreement': 'rebate.read',
  import: 'trade.read',
  'value-move': 'value.read',
  'cost-to-serve': 'value.read',
  'acquisition-cost': 'value.read',
  wallet: 'financials.read',
  'customer-financials': 'financials.read',
  'promotion-uptake': 'trade.read',
  ledger: 'ledger.read',
  'product-feedback': 'ledger.read',
  'account-plan': 'plan.read',
  'follow-up': 'plan.read',
  'quarterly-review': 'plan.read',
  communication: 'plan.read',
};

/** Condition that holds for the timeline entries of kinds that the caller may read. */
export function readableEntry(ctx: RequestContext, kind: Sql): Sql {
  const readable = Object.entries(NEEDED).flatMap(([entity, needed]) => (hasPermission(ctx, needed) ? [entity] : []));
  return sql`split_part(${kind}, '.', 1) = any(${readable}::text[])`;
}

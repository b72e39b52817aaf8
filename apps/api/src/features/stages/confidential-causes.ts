import { isConfidentialCause, REGRESSION_CAUSE_CODES, type RegressionCause } from '@mortise/domain';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql } from '../../platform/database/tenant-sql.js';
import { CauseForCompliance } from './stages.errors.js';

const CONFIDENTIAL = REGRESSION_CAUSE_CODES.filter(isConfidentialCause);

/** The causes that are kept from the caller: a suspicion of bribery from everybody who does not look after compliance. */
export function hiddenCauses(ctx: RequestContext): readonly RegressionCause[] {
  return hasPermission(ctx, 'compliance.read') ? [] : CONFIDENTIAL;
}

/** Refuses causes that lead to compliance: they are told there and nowhere else. @throws CauseForCompliance */
export function refuseConfidential(cause: RegressionCause | null | undefined): void {
  if (cause != null && isConfidentialCause(cause)) throw new CauseForCompliance();
}

/** A cause as the caller may see it; null where it is kept. */
export function visibleCause(ctx: RequestContext, cause: Sql): Sql {
  const hidden = hiddenCauses(ctx);
  return hidden.length === 0 ? cause : sql`case when ${cause} <> all(${hidden}::text[]) then ${cause} end`;
}

/** What was said about something, as JSON, without the cause that is kept from the caller. */
export function withoutHiddenCause(ctx: RequestContext, detail: Sql): Sql {
  const hidden = hiddenCauses(ctx);
  if (hidden.length === 0) return detail;
  return sql`case when ${detail} ->> 'cause' = any(${hidden}::text[]) then ${detail} - 'cause' else ${detail} end`;
}

import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { FIRST_DUE, isActionOverdue, isReviewOverdue, LATEST_YEAR } from './plan.reads.js';
import type { AccountPlan, AccountPlanArgs, PlanAction, PlanActionArgs } from './plan.types.js';

const planArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });
const actionArguments = z.object({
  filter: z.object({ accountId: rowId.nullish(), ownerId: rowId.nullish(), planId: rowId.nullish() }).loose().nullish(),
});

/** A page of the plans of accounts that the caller may see, the latest year first. */
export function plansRead(ctx: RequestContext, { filter, ...args }: AccountPlanArgs): Read<AccountPlan> {
  parseArguments(planArguments, { filter });
  const { accountId, state, reviewOverdue } = filter ?? {};
  return readConnection(args, LATEST_YEAR, {
    where: (row) =>
      all([
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
        state == null ? undefined : sql`${row('state')} = ${state}`,
        reviewOverdue == null
          ? undefined
          : reviewOverdue
            ? isReviewOverdue(row, ctx)
            : sql`(${isReviewOverdue(row, ctx)}) is not true`,
      ]),
  });
}

/** A page of the actions of accounts that the caller may see, the first due first. */
export function actionsRead(ctx: RequestContext, { filter, ...args }: PlanActionArgs): Read<PlanAction> {
  parseArguments(actionArguments, { filter });
  const { ownerId, accountId, planId, status, live, overdue } = filter ?? {};
  return readConnection(args, FIRST_DUE, {
    where: (row) =>
      all([
        ownerId == null ? undefined : sql`${row('owner_id')} = ${ownerId}`,
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
        planId == null ? undefined : sql`${row('plan_id')} = ${planId}`,
        status == null ? undefined : sql`${row('status')} = ${status}`,
        live == null ? undefined : live ? row('live') : sql`not ${row('live')}`,
        overdue == null ? undefined : overdue ? isActionOverdue(row, ctx) : sql`not (${isActionOverdue(row, ctx)})`,
      ]),
  });
}

import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { type Sql, sql, TENANT } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  computed,
  earliestFirst,
  embedded,
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  type Order,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { staffIdOf } from '../staff/staff-actor.js';

/** Plans, the latest year first. */
export const LATEST_YEAR = latestFirst('starts_on', 'date');

/** Actions, the first due first. */
export const FIRST_DUE = earliestFirst('due_on', 'date');

const BY_PLACE: Order = { keys: [{ by: 'place', type: 'integer' }] };
const BY_SEQ: Order = { keys: [{ by: 'seq', type: 'integer' }] };

/** Whether an action that is to be done now should have been done. */
export function isActionOverdue(row: RowRef, ctx: RequestContext): Sql {
  return sql`${row('live')} and ${row('due_on')} < ${tenantToday(ctx)}`;
}

/** Whether a review of the plan is overdue; null where none is due. */
export function isReviewOverdue(row: RowRef, ctx: RequestContext): Sql {
  return sql`${row('review_due')} < ${tenantToday(ctx)}`;
}

const member = (id: (row: RowRef) => Sql) => one({ where: (row, staff) => sql`${staff('id')} = ${id(row)}` });
const actor = (column: string) => member((row) => staffIdOf(row(column)));
const money = (column: string) => embedded((row) => moneyOf(row(column), row('currency')));
const inWords = (column: string) => computed((row, { ctx }) => sql`${row(column)} ->> ${ctx.locale}`);
const account = one({ where: (row, target) => sql`${target('id')} = ${row('account_id')}`, implied: true });

export const PLAN_READS = [
  readModel('AccountPlan', {
    table: 'account_plan',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      account,
      ...{ cap: money('cap_minor'), committed: money('committed_minor'), spent: money('spent_minor') },
      reviewOverdue: computed((row, { ctx }) => sql`coalesce(${isReviewOverdue(row, ctx)}, false)`),
      ...{ draftedBy: actor('drafted_by'), approvedBy: actor('approved_by') },
      plays: list({ where: (row, play) => sql`${play('plan_id')} = ${row('id')}`, order: BY_PLACE, implied: true }),
      actions: page({
        where: (row, action) => sql`${action('plan_id')} = ${row('id')}`,
        order: FIRST_DUE,
        implied: true,
      }),
      reviews: list({
        from: (row) => sql`
          select e.seq, e.at, e.actor, (e.data #>> '{review,quarter}')::int as quarter, e.data #>> '{review,stage}' as stage,
            e.data #>> '{review,goal,goal}' as goal, coalesce(e.data #>> '{review,goal,to}', e.data #>> '{review,goal,at}') as goal_stage,
            e.data #>> '{review,note}' as note, (e.data ->> 'late')::boolean as late
          from account_plan_event e where e.tenant_id = ${TENANT} and e.plan_id = ${row('id')} and e.type = 'QUARTER_REVIEWED'`,
        order: BY_SEQ,
        implied: true,
      }),
      quarters: late({ id: 'id' }),
      events: list({ where: (row, event) => sql`${event('plan_id')} = ${row('id')}`, order: BY_SEQ, implied: true }),
    },
  }),
  readModel('PlanPlay', {
    table: 'plan_play',
    fields: {
      name: inWords('name'),
      ...{ budget: money('budget_minor'), spent: money('spent_minor') },
      ...{ owner: member((row) => row('owner_id')), endedBy: actor('ended_by') },
      actions: list({ where: (play, row) => sql`${row('play_id')} = ${play('id')}`, order: BY_PLACE, implied: true }),
    },
  }),
  readModel('PlanAction', {
    table: 'plan_action',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      account,
      text: inWords('text'),
      overdue: computed((row, { ctx }) => isActionOverdue(row, ctx)),
      ...{ owner: member((row) => row('owner_id')), endedBy: actor('ended_by') },
      plan: one({ where: (row, plan) => sql`${plan('id')} = ${row('plan_id')}`, implied: true }),
      play: one({ where: (row, play) => sql`${play('id')} = ${row('play_id')}`, implied: true }),
    },
  }),
  readModel('PlanReview', { fields: { by: actor('actor') } }),
  readModel('AccountPlanEventEntry', {
    table: 'account_plan_event',
    fields: {
      note: computed((event) => sql`coalesce(${event('data')} ->> 'note', ${event('data')} #>> '{review,note}')`),
      by: actor('actor'),
    },
  }),
  extendReadModel('Account', {
    plans: page({
      where: (row, plan) => sql`${plan('account_id')} = ${row('id')}`,
      order: LATEST_YEAR,
      permission: 'plan.read',
      implied: true,
    }),
    planActions: page({
      where: (row, action) => sql`${action('account_id')} = ${row('id')}`,
      order: FIRST_DUE,
      permission: 'plan.read',
      implied: true,
    }),
    plays: late({ id: 'id' }, { permission: 'plan.read' }),
  }),
];

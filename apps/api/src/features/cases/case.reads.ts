import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import {
  computed,
  earliestFirst,
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
import { hiddenCauses } from '../stages/confidential-causes.js';

/** Cases or referrals, the newest first. */
export const NEWEST_OPENED = latestFirst('opened_at');

const BY_SEQ: Order = { keys: [{ by: 'seq', type: 'integer' }] };
const AS_PLANNED = earliestFirst('planned_at');

/** Whether something of the case is overdue; null where nothing is due any more. */
export function isDue(row: RowRef, ctx: RequestContext): Sql {
  return sql`${row('next_due')} < ${tenantToday(ctx)}`;
}

/** The causes of a column that the caller may see. */
export function visibleCauses(ctx: RequestContext, causes: Sql): Sql {
  const found = sql`coalesce(${causes}, '{}')`;
  const hidden = hiddenCauses(ctx);
  if (hidden.length === 0) return found;
  return sql`array(select f.cause from unnest(${found}) with ordinality as f (cause, place)
    where f.cause <> all(${hidden}::text[]) order by f.place)`;
}

const member = (id: (row: RowRef) => Sql) => one({ where: (row, staff) => sql`${staff('id')} = ${id(row)}` });
const actor = (column: string) => member((row) => staffIdOf(row(column)));

export const CASE_READS = [
  readModel('RelationshipCase', {
    table: 'relationship_case',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      overdue: computed((row, { ctx }) => sql`coalesce(${isDue(row, ctx)}, false)`),
      subjectiveCauses: computed((row, { ctx }) => visibleCauses(ctx, row('subjective'))),
      objectiveCauses: computed((row, { ctx }) => visibleCauses(ctx, row('objective'))),
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      alert: one({
        where: (row, alert) => sql`${alert('id')} = ${row('alert_id')}`,
        permission: 'alert.read',
        implied: true,
      }),
      owner: member((row) => row('owner_id')),
      executive: member((row) => row('executive_id')),
      resolvedBy: actor('resolved_by'),
      actions: list({
        where: (row, action) => sql`${action('case_id')} = ${row('id')}`,
        order: AS_PLANNED,
        implied: true,
      }),
      communications: list({
        from: (row) => sql`
          select e.seq, e.at, e.actor, e.data ->> 'note' as note, (e.data ->> 'contactId')::uuid as account_contact_id from case_event e
          where e.tenant_id = ${TENANT} and e.case_id = ${row('id')} and e.type = 'CONTACT_RECORDED'`,
        order: BY_SEQ,
        implied: true,
      }),
      events: list({ where: (row, event) => sql`${event('case_id')} = ${row('id')}`, order: BY_SEQ, implied: true }),
      winBack: one({ where: (row, winBack) => sql`${winBack('case_id')} = ${row('id')}`, implied: true }),
      endProposal: one({ where: (row, proposal) => sql`${proposal('id')} = ${row('end_proposal_id')}`, implied: true }),
      complianceReferrals: list({
        where: (row, referral) => sql`${referral('case_id')} = ${row('id')}`,
        order: NEWEST_OPENED,
        permission: 'compliance.read',
        implied: true,
      }),
    },
  }),
  readModel('CaseAction', {
    table: 'case_action',
    fields: {
      overdue: computed(
        (action, { ctx }) => sql`${action('done_at')} is null and ${action('due')} < ${tenantToday(ctx)}`,
      ),
      owner: member((action) => action('owner_id')),
      doneBy: actor('done_by'),
    },
  }),
  readModel('CaseCommunication', {
    fields: {
      by: actor('actor'),
      with: one({
        where: (talk, link) => sql`${link('id')} = ${talk('account_contact_id')}`,
        permission: 'contact.read',
        implied: true,
      }),
    },
  }),
  readModel('CaseEvent', { table: 'case_event', fields: { by: actor('actor') } }),
  readModel('ComplianceReferral', {
    table: 'compliance_referral',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      case: one({
        where: (row, about) => sql`${about('id')} = ${row('case_id')}`,
        permission: 'case.read',
        implied: true,
      }),
      openedBy: actor('opened_by'),
      closedBy: actor('closed_by'),
    },
  }),
  extendReadModel('Account', {
    cases: page({
      where: (account, row) => sql`${row('account_id')} = ${account('id')}`,
      order: NEWEST_OPENED,
      permission: 'case.read',
      implied: true,
    }),
    repairPlans: late({ id: 'id' }),
  }),
  extendReadModel('Alert', {
    case: one({
      where: (alert, row) => sql`${row('alert_id')} = ${alert('id')}`,
      permission: 'case.read',
      implied: true,
    }),
  }),
];

import { PRODUCT_FEEDBACK_STATES, type ProductFeedbackState } from '@mortise/domain';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { all, type Sql, sql, TENANT } from '../../platform/database/tenant-sql.js';
import {
  computed,
  embedded,
  extendReadModel,
  latestFirst,
  list,
  one,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { holds, NEWEST_ENTRIES } from '../ledger/ledger.reads.js';
import { staffIdOf } from '../staff/staff-actor.js';

/** Words, the newest first. */
export const NEWEST_WORDS = NEWEST_ENTRIES;
/** Clusters and reports, the newest first. */
export const NEWEST_CLUSTERS = latestFirst('clustered_at');
export const NEWEST_REPORTS = latestFirst('reported_at');

/** A column of the course that an entry's word has taken; null where nothing has become of it. */
function course(entry: RowRef, column: Sql): Sql {
  return sql`(select ${column} from product_feedback f where f.tenant_id = ${TENANT} and f.entry_id = ${entry('id')})`;
}

/** Whether a word stands at this step. */
export function standsAt(entry: RowRef, state: ProductFeedbackState): Sql {
  if (state !== 'NOTED') return among(entry, sql`f.state = ${state}`);
  return sql`not exists (select from product_feedback f where f.tenant_id = ${TENANT} and f.entry_id = ${entry('id')} and f.state <> 'NOTED')`;
}

/** Whether the customer waits for an answer for longer than so many days, or beyond the day that something was planned for. */
export function isOverdue(entry: RowRef, ctx: RequestContext, days: number): Sql {
  return among(
    entry,
    sql`f.state = 'DECIDED' and (f.decided_at < ${ctx.now()}::timestamptz - make_interval(days => ${days}::int) or exists (
      select from feedback_cluster c where c.tenant_id = ${TENANT} and c.id = f.cluster_id and c.verdict = 'PLANNED' and c.due_on < ${tenantToday(ctx)}))`,
  );
}

function among(entry: RowRef, condition: Sql): Sql {
  return sql`${entry('id')} in (select f.entry_id from product_feedback f where f.tenant_id = ${TENANT} and not f.taken_back and ${condition})`;
}

const isWord = (entry: RowRef): Sql => sql`${entry('kind')} = 'PRODUCT_FEEDBACK' and ${holds(entry)}`;
const member = (name: string) =>
  one({
    where: (row, staff) => sql`${staff('id')} = ${staffIdOf(row(name))}`,
    permission: 'staff.read',
  });
const productOf = one({
  where: (row, product) => sql`${product('id')} = ${row('product_id')}`,
  permission: 'product.read',
});
const accountOf = one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true });
const accountArguments = z.object({ state: z.enum(PRODUCT_FEEDBACK_STATES).nullish() });

export const PRODUCT_FEEDBACK_READS = [
  readModel('ProductFeedback', {
    table: 'ledger_entry',
    visible: (entry, ctx, several) => all([isWord(entry), visibleAccount(ctx, entry('account_id'), several)]),
    fields: {
      productId: computed((entry) => sql`${entry('product_id')}`),
      feedbackType: computed((entry) => sql`(${entry('payload')} ->> 'feedbackType')`),
      severity: computed((entry) => sql`(${entry('payload')} ->> 'severityPoints')::integer`),
      verbatim: computed((entry) => sql`(${entry('payload')} ->> 'verbatim')`),
      state: computed((entry) => sql`coalesce(${course(entry, sql`f.state`)}, 'NOTED')`),
      account: accountOf,
      product: productOf,
      contact: one({
        where: (entry, contact) => sql`${contact('id')} = ${entry('contact_id')}`,
        permission: 'contact.read',
      }),
      entry: one({ where: (entry, same) => sql`${same('id')} = ${entry('id')}`, implied: true }),
      cluster: one({
        where: (entry, cluster) => sql`${cluster('id')} = ${course(entry, sql`f.cluster_id`)}`,
        implied: true,
      }),
      answer: one({
        where: (entry, answer) => sql`${answer('id')} = ${course(entry, sql`f.answer_id`)}`,
        implied: true,
      }),
      events: list({
        where: (entry, event) => sql`${event('feedback_id')} = ${course(entry, sql`f.id`)}`,
        order: { keys: [{ by: 'seq', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('ProductFeedbackEvent', { table: 'product_feedback_event' }),
  readModel('FeedbackCluster', {
    table: 'feedback_cluster',
    visible: (cluster, ctx) => sql`exists (
      select from product_feedback f where f.tenant_id = ${TENANT} and f.cluster_id = ${cluster('id')} and ${visibleAccount(ctx, 'f.account_id')})`,
    fields: {
      product: productOf,
      clusteredBy: member('clustered_by'),
      decidedBy: member('decided_by'),
      report: one({ where: (cluster, report) => sql`${report('id')} = ${cluster('report_id')}`, implied: true }),
      reported: embedded(
        (cluster) => ({
          words: cluster('reported_words'),
          accounts: cluster('reported_accounts'),
          valued_accounts: cluster('reported_values'),
          weight: cluster('reported_weight'),
        }),
        { present: (cluster) => sql`${cluster('report_id')} is not null` },
      ),
      accountsToAnswer: computed(
        (cluster, { ctx }) => sql`(
          select count(distinct f.account_id) from product_feedback f where f.tenant_id = ${TENANT} and f.cluster_id = ${cluster('id')}
            and f.state = 'DECIDED' and not f.taken_back and ${visibleAccount(ctx, 'f.account_id')})::integer`,
      ),
      words: page({
        where: (cluster, entry) => among(entry, sql`f.cluster_id = ${cluster('id')}`),
        order: NEWEST_WORDS,
      }),
      answers: list({
        where: (cluster, answer) => sql`${answer('cluster_id')} = ${cluster('id')}`,
        order: {
          keys: [
            { by: 'answered_at', type: 'timestamptz' },
            { by: 'id', type: 'uuid' },
          ],
        },
      }),
    },
  }),
  readModel('ReportedFigures', {}),
  readModel('FeedbackReport', {
    table: 'feedback_report',
    fields: {
      reportedBy: member('reported_by'),
      clusters: list({
        where: (report, cluster) => sql`${cluster('report_id')} = ${report('id')}`,
        order: {
          keys: [
            { by: 'clustered_at', type: 'timestamptz' },
            { by: 'id', type: 'uuid' },
          ],
        },
      }),
    },
  }),
  readModel('FeedbackAnswer', {
    table: 'feedback_answer',
    visible: (answer, ctx, several) => visibleAccount(ctx, answer('account_id'), several),
    fields: {
      account: accountOf,
      answeredBy: member('answered_by'),
      recipients: list({
        where: (answer, link) => sql`${link('id')} in (
          select r.account_contact_id from feedback_answer_recipient r where r.tenant_id = ${TENANT} and r.answer_id = ${answer('id')})`,
        order: { keys: [{ by: 'id', type: 'uuid' }] },
        permission: 'contact.read',
        implied: true,
      }),
    },
  }),
  extendReadModel('Account', {
    productFeedback: page({
      where: (account, entry, { args: { state } }) =>
        all([
          sql`${entry('account_id')} = ${account('id')}`,
          isWord(entry),
          state == null ? undefined : standsAt(entry, state),
        ]),
      order: NEWEST_WORDS,
      args: accountArguments,
      permission: 'ledger.read',
      implied: true,
    }),
  }),
];

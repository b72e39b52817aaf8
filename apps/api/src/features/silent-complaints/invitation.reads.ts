import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { type Sql, sql, TENANT } from '../../platform/database/tenant-sql.js';
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
import { receivedBy } from './invitation.store.js';

/** Invitations to speak, the newest first. */
export const NEWEST_MADE = latestFirst('made_at');

/** What a buyer was sent, the newest first. */
export const NEWEST_SENT = latestFirst('sent_at');

/** Whether what is due of staff is overdue; null where nothing is due. */
export function isOverdue(row: RowRef, ctx: RequestContext): Sql {
  return sql`${row('next_due')} < ${tenantToday(ctx)}`;
}

const member = (column: string) => one({ where: (row, staff) => sql`${staff('id')} = ${row(column)}` });
const told = (name: string) => computed((event) => sql`${event('data')} ->> ${name}`);
/** What the buyer answered in the portal; what was said on the telephone is staff's to know. */
const answered = (name: string) =>
  computed(
    (
      row,
    ) => sql`(select e.data ->> ${name} from invitation_event e where e.tenant_id = ${TENANT} and e.invitation_id = ${row('id')}
      and e.type = 'ANSWERED' order by e.seq desc limit 1)`,
  );

export const INVITATION_READS = [
  readModel('SpeakInvitation', {
    table: 'invitation_to_speak',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      overdue: computed((row, { ctx }) => sql`coalesce(${isOverdue(row, ctx)}, false)`),
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      signal: one({
        where: (row, signal) => sql`${signal('id')} = ${row('signal_id')}`,
        permission: 'alert.read',
        implied: true,
      }),
      alert: one({
        where: (row, alert) => sql`${alert('id')} = ${row('alert_id')}`,
        permission: 'alert.read',
        implied: true,
      }),
      owner: member('owner_id'),
      contact: one({
        where: (row, link) => sql`${link('id')} = ${row('account_contact_id')}`,
        permission: 'contact.read',
        implied: true,
      }),
      complaint: one({
        where: (row, complaint) => sql`${complaint('id')} = ${row('complaint_id')}`,
        permission: 'complaint.read',
        implied: true,
      }),
      events: list({
        where: (row, event) => sql`${event('invitation_id')} = ${row('id')}`,
        order: { keys: [{ by: 'seq', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('SpeakInvitationEvent', {
    table: 'invitation_event',
    fields: { answer: told('answer'), result: told('result'), note: told('note') },
  }),
  extendReadModel('Account', {
    speakInvitations: page({
      where: (account, row) => sql`${row('account_id')} = ${account('id')}`,
      order: NEWEST_MADE,
      permission: 'complaint.read',
      implied: true,
    }),
  }),
  extendReadModel('Complaint', {
    invitation: one({
      where: (complaint, row) => sql`${row('complaint_id')} = ${complaint('id')}`,
      implied: true,
    }),
  }),
  extendReadModel('SignalWhy', {
    silentComplaint: embedded((why) => ({ explanation: why('explanation') }), {
      present: (why) => sql`${why('kind')} = 'LATE_PAYMENT'`,
    }),
  }),
  readModel('SilentComplaintWhy', {
    fields: {
      means: computed((why) => sql`${why('explanation')} ->> 'means'`),
      from: computed((why) => sql`(${why('explanation')} ->> 'from')::date`),
      inviteBy: computed((why) => sql`(${why('explanation')} ->> 'inviteBy')::date`),
      signs: computed((why) => sql`array(select jsonb_array_elements_text(${why('explanation')} -> 'signs'))`),
      habitDays: computed((why) => sql`(${why('explanation')} ->> 'habitDays')::float8`),
      averageDays: computed((why) => sql`(${why('explanation')} ->> 'averageDays')::float8`),
      limitDays: computed((why) => sql`(${why('explanation')} ->> 'limitDays')::float8`),
      payments: list({
        from: (why) => sql`
          select p."invoiceId" as invoice_id, p.number, p."dueOn" as due_on, p."settledOn" as settled_on, p."daysLate" as days_late,
            p."habitualDaysLate" as habitual_days_late, p.z, p.unusual, p.counts, p.ordinality
          from rows from (jsonb_to_recordset(${why('explanation')} -> 'payments') as ("invoiceId" uuid, number text, "dueOn" date,
            "settledOn" date, "daysLate" integer, "habitualDaysLate" float8, z float8, unusual boolean, counts boolean)) with ordinality as p`,
        order: { keys: [{ by: 'ordinality', type: 'bigint' }] },
      }),
      outstanding: list({
        from: (why) => sql`
          select o.month, o.days, o.ordinality
          from rows from (jsonb_to_recordset(${why('explanation')} -> 'outstanding') as (month date, days float8)) with ordinality as o`,
        order: { keys: [{ by: 'ordinality', type: 'bigint' }] },
      }),
    },
  }),
  readModel('SilentComplaintPayment', {}),
  readModel('SilentComplaintMonth', {}),
];

/** How buyers read theirs. */
export const PORTAL_INVITATION_READS = [
  readModel('PortalInvitation', {
    table: 'invitation_to_speak',
    visible: (row, ctx) => receivedBy(ctx.buyer.accountContactId, row),
    fields: {
      // Always there: what was not sent is not shown.
      sentAt: computed((row) => row('sent_at')),
      askedBy: computed(
        (row) => sql`(select s.name from staff_member s where s.tenant_id = ${TENANT} and s.id = ${row('owner_id')})`,
      ),
      state: computed((row) => sql`case when ${row('state')} = 'ANSWERED' then 'ANSWERED' else 'WAITING' end`),
      answer: answered('answer'),
      note: answered('note'),
      complaint: one({
        where: (row, complaint) => sql`${complaint('id')} = ${row('complaint_id')}`,
        implied: true,
      }),
    },
  }),
];

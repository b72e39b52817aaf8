import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { type Sql, sql, TENANT } from '../../platform/database/tenant-sql.js';
import {
  computed,
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

/** Advisories, the newest first. */
export const NEWEST_COMPOSED = latestFirst('composed_at');

/** What a buyer was sent, the newest first. */
export const NEWEST_RECEIVED = latestFirst('sent_at');

const member = (column: string) =>
  one({ where: (row, staff) => sql`${staff('id')} = ${row(column)}`, permission: 'staff.read' });
const told = (name: string) => computed((event) => sql`${event('data')} ->> ${name}`);
const AS_GIVEN: Order = { keys: [{ by: 'ordinality', type: 'bigint' }] };

export const ADVISORY_READS = [
  readModel('Advisory', {
    table: 'customer_advisory',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      texts: list({
        from: (row) => sql`
          select t.language, t.title, t.body, t.ordinality
          from rows from (jsonb_to_recordset(${row('texts')}) as (language text, title text, body text)) with ordinality as t`,
        order: AS_GIVEN,
      }),
      facts: list({
        from: (row) => sql`
          select f.code, f.value, f.days, f."fiscalYear" as fiscal_year, f."on", f.source, f."sourceId" as source_id, f.ordinality
          from rows from (jsonb_to_recordset(${row('facts')}) as (code text, value float8, days integer, "fiscalYear" integer, "on" date,
            source text, "sourceId" uuid)) with ordinality as f`,
        order: AS_GIVEN,
      }),
      composedBy: member('composed_by'),
      approvedBy: member('approved_by'),
      sentBy: member('sent_by'),
      actedBy: one({
        where: (row, link) => sql`${link('id')} = ${row('acted_by')}`,
        permission: 'contact.read',
        implied: true,
      }),
      recipients: list({
        where: (row, recipient) => sql`${recipient('advisory_id')} = ${row('id')}`,
        order: { keys: [{ by: 'id', type: 'uuid' }] },
        implied: true,
      }),
      events: list({
        where: (row, event) => sql`${event('advisory_id')} = ${row('id')}`,
        order: { keys: [{ by: 'seq', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('AdvisoryText', {}),
  readModel('AdvisoryFact', {}),
  readModel('AdvisoryRecipient', {
    table: 'advisory_recipient',
    fields: {
      contact: one({
        where: (row, link) => sql`${link('id')} = ${row('account_contact_id')}`,
        permission: 'contact.read',
        implied: true,
      }),
    },
  }),
  readModel('AdvisoryEvent', { table: 'advisory_event', fields: { reason: told('reason'), action: told('action') } }),
  extendReadModel('Account', {
    advisories: page({
      where: (account, row) => sql`${row('account_id')} = ${account('id')}`,
      order: NEWEST_COMPOSED,
      implied: true,
    }),
    suggestedAdvisories: late({ id: 'id' }, { permission: 'financials.read' }),
  }),
];

/** A column of the advisory that a buyer has received. */
function ofAdvisory(row: RowRef, column: Sql): Sql {
  return sql`(select ${column} from customer_advisory a where a.tenant_id = ${TENANT} and a.id = ${row('advisory_id')})`;
}

/** How buyers read theirs: what was sent to that very person. */
export const PORTAL_ADVISORY_READS = [
  readModel('PortalAdvisory', {
    table: 'advisory_recipient',
    visible: (row, ctx) => sql`${row('account_contact_id')} = ${ctx.buyer.accountContactId}`,
    fields: {
      kind: computed((row) => ofAdvisory(row, sql`a.kind`)),
      sentBy: computed((row) =>
        ofAdvisory(row, sql`(select s.name from staff_member s where s.tenant_id = ${TENANT} and s.id = a.sent_by)`),
      ),
      state: computed(
        (row) =>
          sql`case when ${ofAdvisory(row, sql`a.state = 'ACTED'`)} then 'ACTED' when ${row('read_at')} is not null then 'READ' else 'UNREAD' end`,
      ),
      text: late((row) => ({ texts: ofAdvisory(row, sql`a.texts`) })),
      action: computed((row) => ofAdvisory(row, sql`a.action`)),
      actedAt: computed((row) => ofAdvisory(row, sql`a.acted_at`)),
      actedByYou: computed((row) => ofAdvisory(row, sql`coalesce(a.acted_by = ${row('account_contact_id')}, false)`)),
    },
  }),
];

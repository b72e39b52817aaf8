import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { todayOf } from '../../platform/context/today.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  computed,
  embedded,
  extendReadModel,
  latestFirst,
  list,
  one,
  page,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';

/** Gifts, those asked for last first. */
export const NEWEST_REQUESTED = latestFirst('requested_at');

const member = (column: string) =>
  one({ where: (row, staff) => sql`${staff('id')} = ${row(column)}`, permission: 'staff.read' });

export const GIFT_READS = [
  readModel('GiftRequest', {
    table: 'gift_request',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      value: embedded((row) => moneyOf(row('value_minor'), row('currency'))),
      findings: list({
        from: (row) => sql`
          select f.code, f."limitMinor" as limit_minor, f.ordinality
          from rows from (jsonb_to_recordset(${row('findings')}) as (code text, "limitMinor" bigint)) with ordinality as f`,
        order: { keys: [{ by: 'ordinality', type: 'bigint' }] },
      }),
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      contact: one({
        where: (row, contact) => sql`${contact('id')} = ${row('contact_id')}`,
        permission: 'contact.read',
      }),
      giver: member('giver_id'),
      requestedBy: member('requested_by'),
      approvedBy: member('approved_by'),
      refusedBy: member('refused_by'),
      entry: one({ where: (row, entry) => sql`${entry('id')} = ${row('ledger_entry_id')}`, implied: true }),
      events: list({
        where: (row, event) => sql`${event('gift_id')} = ${row('id')}`,
        order: { keys: [{ by: 'seq', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('GiftFinding', {}),
  readModel('GiftEvent', {
    table: 'gift_event',
    fields: { note: computed((event) => sql`${event('data')} ->> 'note'`) },
  }),
  readModel('GiftRules', {
    table: 'gift_rules',
    fields: {
      limit: embedded((rules) => moneyOf(rules('limit_minor'), rules('currency')), {
        present: (rules) => sql`${rules('limit_minor')} is not null`,
      }),
    },
  }),
  readModel('GiftRecipient', { table: 'gift_recipient' }),
  extendReadModel('Account', {
    giftRules: one({
      where: (account, rules) => sql`${rules('account_id')} = ${account('id')}`,
      permission: 'ledger.read',
      implied: true,
    }),
    giftRequests: page({
      where: (account, row) => sql`${row('account_id')} = ${account('id')}`,
      order: NEWEST_REQUESTED,
      permission: 'ledger.read',
      implied: true,
    }),
  }),
  extendReadModel('Contact', {
    giftRecipient: one({
      where: (contact, row, { ctx }) =>
        sql`${row('contact_id')} = ${contact('id')} and ${row('expires_on')} > ${todayOf(ctx)}`,
      permission: 'gift.approve',
      implied: true,
    }),
  }),
];

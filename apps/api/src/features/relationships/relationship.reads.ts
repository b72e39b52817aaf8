import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql } from '../../platform/database/tenant-sql.js';
import {
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';

const LATEST_JOB = latestFirst('first_day', 'date');

export const RELATIONSHIP_READS = [
  extendReadModel('Account', {
    relationshipInterface: late({ id: 'id' }, { permission: 'ledger.read' }),
    decisionMakingUnit: late({ id: 'id' }, { permission: 'contact.read' }),
    posture: late({ id: 'id' }, { permission: 'ledger.read' }),
  }),
  readModel('JobChange', {
    table: 'job_change',
    visible: (change, ctx, several) => visibleAccount(ctx, change('account_id'), several),
    fields: {
      contact: one({
        where: (change, contact) => sql`${contact('id')} = ${change('contact_id')}`,
        permission: 'contact.read',
      }),
      account: one({ where: (change, account) => sql`${account('id')} = ${change('account_id')}`, implied: true }),
      toAccount: one({ where: (change, account) => sql`${account('id')} = ${change('to_account_id')}` }),
      trigger: one({
        where: (change, entry) => sql`${entry('id')} = ${change('trigger_id')}`,
        permission: 'ledger.read',
      }),
      toTrigger: one({
        where: (change, entry) => sql`${entry('id')} = ${change('to_trigger_id')}`,
        permission: 'ledger.read',
      }),
    },
  }),
  extendReadModel('Contact', {
    jobChanges: list({
      where: (contact, change) => sql`${change('contact_id')} = ${contact('id')}`,
      order: LATEST_JOB,
      permission: 'ledger.read',
    }),
  }),
];

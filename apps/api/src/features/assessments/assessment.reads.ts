import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, identifier, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import {
  column,
  computed,
  earliestFirst,
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { todayOf } from '../../platform/context/today.js';
import type { AssessmentRound, AssessmentRoundArgs } from './assessment.types.js';

/** Rounds, the newest first. */
const NEWEST_OPENED = latestFirst('opened_at');

/** What a buyer was asked, the newest first. */
export const NEWEST_INVITED = latestFirst('invited_at');

const INVITED = earliestFirst('invited_at');

const listArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });

/** A page of the rounds of accounts that the caller may see, the newest first. */
export function roundsRead(ctx: RequestContext, { filter, ...args }: AssessmentRoundArgs): Read<AssessmentRound> {
  parseArguments(listArguments, { filter });
  const { step, accountId, waitingForMe: waiting } = filter ?? {};
  return readConnection(args, NEWEST_OPENED, {
    where: (row) =>
      all([
        step == null ? undefined : sql`${row('step')} = ${step}`,
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
        waiting == null ? undefined : waiting ? waitsFor(ctx, row) : sql`not (${waitsFor(ctx, row)})`,
      ]),
  });
}

/** Whether a round waits for the caller's own sheet. */
function waitsFor(ctx: RequestContext, row: RowRef): Sql {
  return sql`${row('step')} = 'ANSWERING' and ${row('deadline')} >= ${todayOf(ctx)}::date and exists (
    select from assessment_rater t where t.tenant_id = ${TENANT} and t.round_id = ${row('id')} and t.staff_id = ${ctx.staff.staffId}
      and t.answered_at is null)`;
}

export const ASSESSMENT_READS = [
  readModel('AssessmentRound', {
    table: 'assessment_round',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      raterCount: column('raters'),
      answeredCount: column('answered'),
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      instrument: late({ code: 'instrument_code', version: 'instrument_version' }),
      result: late({ published: 'published' }),
      sheets: late({ id: 'id' }),
      raters: list({
        where: (row, rater) => sql`${rater('round_id')} = ${row('id')}`,
        order: INVITED,
        implied: true,
      }),
      events: list({
        where: (row, event) => sql`${event('round_id')} = ${row('id')}`,
        order: { keys: [{ by: 'seq', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('AssessmentRater', {
    table: 'assessment_rater',
    fields: {
      group: column('rater_group'),
      staff: one({ where: (rater, staff) => sql`${staff('id')} = ${rater('staff_id')}` }),
      contact: one({
        where: (rater, link) => sql`${link('id')} = ${rater('account_contact_id')}`,
        permission: 'contact.read',
        implied: true,
      }),
    },
  }),
  readModel('AssessmentEvent', {
    table: 'assessment_event',
    // What a sheet says is not among it: it stays shut while others answer.
    fields: { note: computed((event) => sql`${event('data')} ->> 'note'`) },
  }),
  extendReadModel('Account', {
    assessmentRounds: page({
      where: (account, row) => sql`${row('account_id')} = ${account('id')}`,
      order: NEWEST_OPENED,
      permission: 'assessment.read',
      implied: true,
    }),
    level: late({ id: 'id' }, { permission: 'assessment.read' }),
  }),
];

/** Rows of raters who are this contact, in rounds that were not called off. */
function askedOf(accountContactId: string, row: RowRef): Sql {
  return sql`${row('account_contact_id')} = ${accountContactId} and not exists (
    select from assessment_round r where r.tenant_id = ${TENANT} and r.id = ${row('round_id')} and r.step = 'CANCELLED')`;
}

const ofRound = (name: string) =>
  computed(
    (row) =>
      sql`(select ${identifier(`r.${name}`)} from assessment_round r where r.tenant_id = ${TENANT} and r.id = ${row('round_id')})`,
  );

/** How buyers read what they are asked. */
export const PORTAL_ASSESSMENT_READS = [
  readModel('PortalAssessment', {
    table: 'assessment_rater',
    visible: (row, ctx) => askedOf(ctx.buyer.accountContactId, row),
    fields: {
      deadline: ofRound('deadline'),
      form: ofRound('form'),
      state: computed(
        (row, { ctx }) => sql`case when ${row('answered_at')} is not null then 'ANSWERED' else
          (select case when r.step = 'ANSWERING' and r.deadline >= ${todayOf(ctx)}::date then 'WAITING' else 'CLOSED' end from assessment_round r
           where r.tenant_id = ${TENANT} and r.id = ${row('round_id')}) end`,
      ),
      items: late({ roundId: 'round_id' }),
      requiredAnswers: late({ roundId: 'round_id' }),
    },
  }),
];

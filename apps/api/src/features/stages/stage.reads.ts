import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import {
  column,
  computed,
  embedded,
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  type Order,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { staffNameOf } from '../staff/staff-actor.js';
import { hiddenCauses, visibleCause } from './confidential-causes.js';
import { hiddenCriteria } from './stage-gate.view.js';

/** Proposals, the newest first. */
export const NEWEST_PROPOSALS = latestFirst('proposed_at');

/** Whether a proposal has not been decided yet. */
export function isOpen(proposal: RowRef): Sql {
  return sql`${proposal('status')} in ('PROPOSED', 'EVIDENCE_CHECKED', 'APPROVED')`;
}

const IN_STORED_ORDER: Order = { keys: [{ by: 'ordinality', type: 'bigint' }] };
const BY_SEQ: Order = { keys: [{ by: 'seq', type: 'integer' }] };

const PROPOSED_BY = embedded((row) => ({ actor: row('proposed_by') }));

const EVIDENCE = list({
  from: (row) => sql`
    select * from rows from (jsonb_to_recordset(${row('evidence')})
      as (criterion text, source text, met boolean, value jsonb, detail jsonb, at text, by text, note text)) with ordinality`,
  order: IN_STORED_ORDER,
});

/** A figure of an item of evidence, for those who may read what it was measured from; a cause, unless it is kept from them. */
function figure(item: RowRef, name: 'value' | 'detail', ctx: RequestContext): Sql {
  const [criteria, causes] = [hiddenCriteria(ctx), hiddenCauses(ctx)];
  if (criteria.length + causes.length === 0) return item(name);
  return sql`case when ${item('criterion')} <> all(${criteria}::text[])
    and (${item('criterion')} <> 'CAUSE_CODE' or ${item('value')} #>> '{}' <> all(${causes}::text[])) then ${item(name)} end`;
}

const CAUSE = computed((row, { ctx }) => visibleCause(ctx, row('cause')));

/** The changes of an account's stage, each as the domain's entry of history; openings are told by the event itself. */
function historyOf(account: RowRef): Sql {
  return sql`
    select e.account_id, e.seq, h."from", h."to", h.movement, h.origin, h.cause, h."regressionKind" as regression_kind, h.note,
      h."proposedBy" as proposed_by, h.approvers, h.evidence, h."policyVersion" as policy_version, h.at
    from stage_event e cross join lateral jsonb_to_record(case when e.opening
      then jsonb_build_object('to', e.data -> 'stage', 'movement', 'OPEN', 'origin', 'OPENING', 'note', e.data -> 'note',
        'proposedBy', e.data -> 'by', 'approvers', '[]'::jsonb, 'evidence', '[]'::jsonb, 'at', e.data -> 'at')
      else e.data -> 'entry' end) as h ("from" text, "to" text, movement text, origin text, cause text, "regressionKind" text,
        note text, "proposedBy" text, approvers jsonb, evidence jsonb, "policyVersion" text, at timestamptz)
    where e.tenant_id = ${TENANT} and e.account_id = ${account('id')} and e.type in ('STAGE_OPENED', 'STAGE_CHANGED')`;
}

export const STAGE_READS = [
  readModel('StageProposal', {
    table: 'stage_proposal',
    visible: (proposal, ctx, several) => visibleAccount(ctx, proposal('account_id'), several),
    fields: {
      account: one({ where: (proposal, account) => sql`${account('id')} = ${proposal('account_id')}`, implied: true }),
      from: column('from_stage'),
      to: column('to_stage'),
      cause: CAUSE,
      proposedBy: PROPOSED_BY,
      decidedBy: embedded((proposal) => ({ actor: proposal('decided_by') }), {
        present: (proposal) => sql`${proposal('decided_by')} is not null`,
      }),
      approvals: list({
        from: (proposal) => sql`
          select * from rows from (jsonb_to_recordset(${proposal('approvals')}) as (by text, at timestamptz)) with ordinality`,
        order: IN_STORED_ORDER,
      }),
      evidence: EVIDENCE,
      gate: late({ kind: 'kind', to: 'to_stage', evidence: 'evidence' }),
    },
  }),
  readModel('StageHistoryEntry', {
    visible: (entry, ctx, several) => visibleAccount(ctx, entry('account_id'), several),
    fields: {
      cause: CAUSE,
      proposedBy: PROPOSED_BY,
      approvers: list({
        from: (entry) => sql`
          select actor, ordinality from jsonb_array_elements_text(${entry('approvers')}) with ordinality as a (actor, ordinality)`,
        order: IN_STORED_ORDER,
      }),
      evidence: EVIDENCE,
    },
  }),
  readModel('StageActor', { fields: { name: computed((actor) => staffNameOf(actor('actor'))) } }),
  readModel('StageApproval', { fields: { by: embedded((approval) => ({ actor: approval('by') })) } }),
  readModel('StageEvidence', {
    fields: {
      value: computed((item, { ctx }) => figure(item, 'value', ctx)),
      detail: computed((item, { ctx }) => figure(item, 'detail', ctx)),
    },
  }),
  extendReadModel('Account', {
    stageHistory: list({ from: historyOf, order: BY_SEQ, implied: true }),
    stageProposal: one({
      where: (account, proposal) => sql`${proposal('account_id')} = ${account('id')} and ${isOpen(proposal)}`,
      implied: true,
    }),
    stageOutlook: late({ id: 'id' }),
  }),
];

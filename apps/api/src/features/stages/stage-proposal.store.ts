import type { StageEvent, StageProposal as OpenProposal, StageState } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { StageProposal } from './stage-proposal.entity.js';

/** A proposal that the evaluation has made. */
export interface MadeProposal {
  readonly accountId: string;
  readonly proposal: OpenProposal;
  /** Number of the account's stage events. */
  readonly version: number;
  /** Names the facts it rests on. */
  readonly basis: string;
}

/** The rows of stage proposals. */
@Injectable()
export class StageProposalStore {
  /** @throws NotFound also for proposals of accounts the caller may not see */
  async get(ctx: RequestContext, id: string): Promise<StageProposal> {
    await this.accountOf(ctx, id);
    const found = await (await ctx.unit.repository(StageProposal)).findOne({ id });
    if (!found) throw new NotFound('Stage proposal');
    return found;
  }

  /** The account a proposal is about. @throws NotFound */
  async accountOf(ctx: RequestContext, id: string): Promise<string> {
    const row = await ctx.unit.first<{ account_id: string }>(tenantSql`
      select p.account_id from stage_proposal p
      where p.tenant_id = ${TENANT} and p.id = ${id} and ${visibleAccount(ctx, 'p.account_id')}`);
    if (!row) throw new NotFound('Stage proposal');
    return row.account_id;
  }

  /** Which of these facts have been the ground of a proposal already, however it ended. */
  async knownBases(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await ctx.unit.query<{ account_id: string; basis: string }>(tenantSql`
      select account_id, basis from stage_proposal
      where tenant_id = ${TENANT} and account_id = any(${accountIds}) and basis is not null`);
    return new Set(rows.map(({ account_id: id, basis }) => `${id} ${basis}`));
  }

  /**
   * Brings the rows up to date with events that have just been added.
   * @param basis names the facts a proposal of the evaluation rests on; null for people's
   */
  async project(
    ctx: RequestContext,
    accountId: string,
    events: readonly StageEvent[],
    after: StageState,
    policyVersion: number,
    basis: string | null,
  ): Promise<void> {
    for (const event of events) {
      switch (event.type) {
        case 'TRANSITION_PROPOSED':
          await this.insert(ctx, accountId, event, after.version, policyVersion, basis);
          break;
        case 'PROPOSAL_REJECTED':
          await this.decide(ctx, event, 'REJECTED', after.version, event.note);
          break;
        case 'PROPOSAL_WITHDRAWN':
          await this.decide(ctx, event, 'WITHDRAWN', after.version, null);
          break;
        case 'STAGE_CHANGED':
          await this.decide(ctx, event, 'EFFECTIVE', after.version, null);
          break;
        default:
          break;
      }
    }
    if (after.proposal !== null && events[0]?.type !== 'TRANSITION_PROPOSED')
      await this.update(ctx, after.proposal, after.version, policyVersion);
  }

  /** Rows of proposals that have just been made and checked, with all that their events have made of them. */
  async insertAll(ctx: RequestContext, made: readonly MadeProposal[], policyVersion: number): Promise<void> {
    if (made.length === 0) return;
    const of = <T>(value: (proposal: OpenProposal) => T): T[] => made.map(({ proposal }) => value(proposal));
    await ctx.unit.execute(tenantSql`
      insert into stage_proposal (tenant_id, id, account_id, kind, from_stage, to_stage, status, cause, regression_kind, note, proposed_by,
        proposed_at, evidence, approvals, policy_version, account_version, basis)
      select ${TENANT}::uuid, v.id, v.account_id, v.kind, v.from_stage, v.to_stage, v.status, v.cause, v.regression_kind, v.note, v.proposed_by,
        v.proposed_at, v.evidence, v.approvals, ${policyVersion}::int, v.account_version, v.basis
      from unnest(${of(({ id }) => id)}::uuid[], ${made.map(({ accountId }) => accountId)}::uuid[], ${of(({ movement }) => movement)}::text[],
        ${of(({ from }) => from)}::text[], ${of(({ to }) => to)}::text[], ${of(({ state }) => state)}::text[],
        ${of(({ cause }) => cause ?? null)}::text[], ${of(({ regressionKind }) => regressionKind ?? null)}::text[],
        ${of(({ note }) => note ?? null)}::text[], ${of(({ proposedBy }) => proposedBy)}::text[],
        ${of(({ proposedAt }) => proposedAt)}::timestamptz[], ${of(({ evidence }) => JSON.stringify(evidence))}::jsonb[],
        ${of(({ approvals }) => JSON.stringify(approvals))}::jsonb[], ${made.map(({ version }) => version)}::int[], ${made.map(({ basis }) => basis)}::text[])
        as v (id, account_id, kind, from_stage, to_stage, status, cause, regression_kind, note, proposed_by, proposed_at, evidence, approvals,
          account_version, basis)`);
  }

  private async insert(
    ctx: RequestContext,
    accountId: string,
    event: Extract<StageEvent, { type: 'TRANSITION_PROPOSED' }>,
    version: number,
    policyVersion: number,
    basis: string | null,
  ): Promise<void> {
    const { proposalId, movement, from, to, cause, regressionKind, note, by, at } = event;
    await (
      await ctx.unit.repository(StageProposal)
    ).insert({
      ...{
        id: proposalId,
        accountId,
        kind: movement,
        from,
        to,
        status: 'PROPOSED',
        proposedBy: by,
        proposedAt: new Date(at),
      },
      ...{ cause: cause ?? null, regressionKind: regressionKind ?? null, note: note ?? null },
      ...{ evidence: [], approvals: [], policyVersion, accountVersion: version, basis },
    });
  }

  private async update(
    ctx: RequestContext,
    proposal: OpenProposal,
    version: number,
    policyVersion: number,
  ): Promise<void> {
    const { id, state, evidence, approvals, cause, regressionKind } = proposal;
    await ctx.unit.execute(tenantSql`
      update stage_proposal set status = ${state}, evidence = ${JSON.stringify(evidence)}, approvals = ${JSON.stringify(approvals)},
        cause = ${cause ?? null}, regression_kind = ${regressionKind ?? null}, policy_version = ${policyVersion}, account_version = ${version}
      where tenant_id = ${TENANT} and id = ${id}`);
  }

  private async decide(
    ctx: RequestContext,
    event: { readonly proposalId: string; readonly by: string; readonly at: string },
    status: 'REJECTED' | 'WITHDRAWN' | 'EFFECTIVE',
    version: number,
    note: string | null,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update stage_proposal set status = ${status}, decided_at = ${event.at}, decided_by = ${event.by}, decision_note = ${note},
        account_version = ${version}
      where tenant_id = ${TENANT} and id = ${event.proposalId}`);
  }
}

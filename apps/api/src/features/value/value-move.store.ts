import type { MoveEvent, MoveStanding, MoveState, ProposedMove, StagePosition, ValueMove } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** How the value moves of an account stand, with what is kept beside the domain's own state. */
export interface StoredMove {
  readonly id: string;
  readonly accountId: string;
  readonly basis: string;
  readonly repricedAt: Date | null;
  readonly standing: MoveStanding;
}

interface MoveRow {
  id: string;
  account_id: string;
  state: MoveState;
  move: ValueMove;
  target_stage: StagePosition;
  goal: ProposedMove['goal'];
  investment_ceiling_minor: string;
  low_periods: number;
  basis: string;
  proposed_by: string;
  checked_at: Date | null;
  checked_by: string | null;
  open_obligations: string[] | null;
  repriced_at: Date | null;
  in_force: (Omit<ProposedMove, 'investmentCeilingMinor'> & { investmentCeilingMinor: string }) | null;
}

/** What a run proposes for an account, or takes back. */
export interface MoveChange {
  readonly stored: StoredMove;
  readonly events: readonly MoveEvent[];
}

/** Keeps how moves stand and what became of them. */
@Injectable()
export class ValueMoveStore {
  async ofAccounts(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, StoredMove>> {
    const rows = await ctx.unit.query<MoveRow>(tenantSql`
      select * from value_move where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) for update`);
    return new Map(rows.map((row) => [row.account_id, storedMove(row)]));
  }

  /** A move of an account that the caller may see, locked. */
  async lock(ctx: RequestContext, id: string): Promise<StoredMove | null> {
    const row = await ctx.unit.first<MoveRow>(tenantSql`
      select m.* from value_move m where m.tenant_id = ${TENANT} and m.id = ${id} and ${visibleAccount(ctx, 'm.account_id')} for update of m`);
    return row ? storedMove(row) : null;
  }

  /** Most that may be invested in an account by the move that is in force there, in minor units; undefined without one. */
  async ceilingOf(ctx: RequestContext, accountId: string): Promise<bigint | undefined> {
    const row = await ctx.unit.first<{ ceiling: string }>(tenantSql`
      select in_force ->> 'investmentCeilingMinor' as ceiling from value_move
      where tenant_id = ${TENANT} and account_id = ${accountId} and in_force is not null`);
    return row ? BigInt(row.ceiling) : undefined;
  }

  /** Whose terms were mended at least so long ago. */
  async repricedBefore(ctx: RequestContext, day: string): Promise<ReadonlySet<string>> {
    const rows = await ctx.unit.query<{ account_id: string }>(tenantSql`
      select account_id from value_move where tenant_id = ${TENANT} and repriced_at < ${day}::date`);
    return new Set(rows.map(({ account_id: id }) => id));
  }

  /** Writes states and what led to them, many accounts in three statements. */
  async save(ctx: RequestContext, currency: string, changes: readonly MoveChange[]): Promise<void> {
    if (changes.length === 0) return;
    const rows = changes.map(({ stored, events }) => moveRow(ctx, currency, stored, events));
    const ids = changes.map(({ stored }) => stored.accountId);
    const before = await ctx.unit.query<{ account_id: string; row: Record<string, unknown> }>(tenantSql`
      delete from value_move v where v.tenant_id = ${TENANT} and v.account_id = any(${ids}::uuid[]) returning v.account_id, to_jsonb(v) as row`);
    const kept = new Map(before.map(({ account_id: id, row }) => [id, row]));
    const merged = rows.map((row) => ({ ...kept.get(row['account_id'] as string), ...row }));
    await ctx.unit.execute(tenantSql`
      insert into value_move select r.* from jsonb_populate_recordset(null::value_move, ${JSON.stringify(merged)}::jsonb) r
      where r.tenant_id = ${TENANT}::uuid`);
    const events = changes.flatMap(({ stored, events: of }) => of.map((event) => eventRow(ctx, stored, event)));
    await ctx.unit.execute(tenantSql`
      insert into value_move_event select r.* from jsonb_populate_recordset(null::value_move_event, ${JSON.stringify(events)}::jsonb) r
      where r.tenant_id = ${TENANT}::uuid`);
  }
}

function storedMove(row: MoveRow): StoredMove {
  const { state, in_force: force } = row;
  return {
    id: row.id,
    accountId: row.account_id,
    basis: row.basis,
    repricedAt: row.repriced_at,
    standing: {
      state,
      proposal: {
        account: row.account_id,
        move: row.move,
        targetStage: row.target_stage,
        goal: row.goal,
        investmentCeilingMinor: BigInt(row.investment_ceiling_minor),
        lowPeriods: row.low_periods,
      },
      proposedBy: actorNamed(row.proposed_by),
      obligations:
        row.checked_by === null || row.checked_at === null
          ? null
          : {
              by: actorNamed(row.checked_by),
              at: row.checked_at.toISOString(),
              open: row.open_obligations ?? [],
            },
      inForce: force ? { ...force, investmentCeilingMinor: BigInt(force.investmentCeilingMinor) } : null,
    },
  };
}

function actorNamed(id: string) {
  return { id, kind: id.startsWith('staff:') ? ('PERSON' as const) : ('SYSTEM' as const) };
}

/** Columns that these events and the state after them set; the others stay as they were. */
function moveRow(
  ctx: RequestContext,
  currency: string,
  { id, accountId, basis, standing }: StoredMove,
  events: readonly MoveEvent[],
): Record<string, unknown> {
  const { state, proposal, obligations, inForce } = standing;
  const last = events.at(-1);
  const proposed = events.some(({ type }) => type === 'MOVE_PROPOSED');
  const decided = last && last.type !== 'MOVE_PROPOSED' && last.type !== 'OBLIGATIONS_CHECKED';
  const mended = last?.type === 'MOVE_APPROVED' && last.proposal.move === 'REPRICE';
  return {
    tenant_id: ctx.tenantId,
    id,
    account_id: accountId,
    currency,
    basis,
    state,
    move: proposal?.move,
    target_stage: proposal?.targetStage,
    goal: proposal?.goal,
    investment_ceiling_minor: String(proposal?.investmentCeilingMinor ?? 0n),
    low_periods: proposal?.lowPeriods,
    ...(proposed ? { proposed_at: ctx.now(), proposed_by: ctx.actor } : {}),
    checked_at: obligations?.at ?? null,
    checked_by: obligations?.by.id ?? null,
    open_obligations: obligations?.open ?? null,
    ...(proposed ? { decided_at: null, decided_by: null, note: null } : {}),
    ...(decided
      ? { decided_at: ctx.now(), decided_by: ctx.actor, note: last.type === 'MOVE_REJECTED' ? last.note : null }
      : {}),
    ...(mended ? { repriced_at: ctx.now() } : {}),
    in_force: inForce ? { ...inForce, investmentCeilingMinor: String(inForce.investmentCeilingMinor) } : null,
  };
}

function eventRow(ctx: RequestContext, { accountId, basis, standing }: StoredMove, event: MoveEvent) {
  const about = 'proposal' in event ? event.proposal : (standing.proposal as ProposedMove);
  return {
    tenant_id: ctx.tenantId,
    id: uuidv7(),
    account_id: accountId,
    at: event.at,
    actor: event.by.id,
    type: event.type,
    move: about.move,
    target_stage: about.targetStage,
    open_obligations: event.type === 'OBLIGATIONS_CHECKED' ? event.open : null,
    note: event.type === 'MOVE_REJECTED' ? event.note : null,
    basis: event.type === 'MOVE_PROPOSED' ? basis : null,
  };
}

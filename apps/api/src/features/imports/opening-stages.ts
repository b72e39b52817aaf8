import { STAGES, type Stage } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** An account's stage at the start of its history, as an import knows it. */
export interface OpeningStage {
  readonly accountId: string;
  readonly stage: Stage;
}

/** How imports give accounts their opening stage: once, before anything else has happened to the stage. */
export interface OpeningStages {
  /** Opens the stage of accounts that have no stage history; the others are left alone. @returns the accounts opened */
  open(ctx: RequestContext, importId: string, rows: readonly OpeningStage[]): Promise<readonly string[]>;
  /** Takes back what an import has opened. @returns how many of these accounts have moved on, so that nothing was taken back */
  withdraw(ctx: RequestContext, importId: string): Promise<number>;
}

/**
 * Set-wise, for thousands of accounts at once: the event is the domain's STAGE_OPENED, which asks for nothing but an
 * account without events.
 */
export const openingStages: OpeningStages = {
  async open(ctx, importId, rows) {
    const at = ctx.now().toISOString();
    const opened = await ctx.unit.query<{ account_id: string; stage: Stage }>(tenantSql`
      with opened as (
        insert into stage_event (tenant_id, account_id, seq, type, at, recorded_at, actor, data, policy_version, from_rank, to_rank, opening)
        select ${TENANT}::uuid, r.id, 1, 'STAGE_OPENED', ${at}::timestamptz, ${at}::timestamptz, ${ctx.actor}::text,
          jsonb_build_object('type', 'STAGE_OPENED', 'stage', r.stage, 'by', ${ctx.actor}::text, 'at', ${at}::text),
          coalesce((select max(version) from policy where tenant_id = ${TENANT}::uuid), 0), null, array_position(${[...STAGES]}::text[], r.stage), true
        from unnest(${rows.map(({ accountId }) => accountId)}::uuid[], ${rows.map(({ stage }) => stage)}::text[]) r (id, stage)
        where not exists (select 1 from stage_event e where e.tenant_id = ${TENANT}::uuid and e.account_id = r.id)
        returning account_id, data->>'stage' as stage),
      positioned as (
        update account a set stage = o.stage, stage_since = ${at}::timestamptz from opened o where a.tenant_id = ${TENANT}::uuid and a.id = o.account_id),
      noted as (
        insert into import_account as t (tenant_id, import_id, account_id, rows, opened)
        select ${TENANT}::uuid, ${importId}::uuid, account_id, 0, true from opened
        on conflict (tenant_id, import_id, account_id) do update set opened = true),
      told as (
        insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
        select ${TENANT}::uuid, gen_random_uuid(), account_id, ${at}::timestamptz, ${at}::timestamptz, 'stage.opened', ${ctx.actor}::text, 'stage',
          account_id::text, jsonb_build_object('to', stage) from opened),
      announced as (
        insert into outbox (tenant_id, id, topic, account_id, payload)
        select ${TENANT}::uuid, gen_random_uuid(), 'stage.changed', account_id, jsonb_build_object('from', null, 'to', stage, 'kind', 'OPEN') from opened)
      select account_id, stage from opened`);
    return opened.map(({ account_id: id }) => id);
  },

  async withdraw(ctx, importId) {
    // Locked before anything is counted: a stage command that is under way comes first, a later one finds no stage.
    await ctx.unit.execute(tenantSql`
      select 1 from account a join import_account t on t.tenant_id = ${TENANT} and t.account_id = a.id
      where a.tenant_id = ${TENANT} and t.import_id = ${importId} and t.opened order by a.id for no key update of a`);
    const row = await ctx.unit.first<{ moved: string }>(tenantSql`
      select count(distinct e.account_id) as moved from import_account t join stage_event e on e.tenant_id = ${TENANT} and e.account_id = t.account_id
      where t.tenant_id = ${TENANT} and t.import_id = ${importId} and t.opened and e.seq > 1`);
    const moved = Number(row?.moved ?? 0);
    if (moved > 0) return moved;
    await ctx.unit.execute(tenantSql`
      with gone as (
        delete from stage_event e using import_account t where e.tenant_id = ${TENANT}::uuid and t.tenant_id = ${TENANT}::uuid
          and t.import_id = ${importId}::uuid and t.opened and e.account_id = t.account_id and e.opening returning e.account_id)
      update account a set stage = null, stage_since = null from gone g where a.tenant_id = ${TENANT}::uuid and a.id = g.account_id`);
    return 0;
  },
};

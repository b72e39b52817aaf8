import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../context/request-context.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../database/tenant-sql.js';

/** Who did what to which thing. */
interface AuditedAction {
  /** Verb in the past: `created`, `approved`, `signed-in`. */
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Kinds of things of which the accounts' timelines tell. What it takes to read of each is declared where timelines are read. */
export type TimelineEntity =
  | ('account' | 'stage' | 'department' | 'contact' | 'account-contact' | 'team' | 'ledger')
  | (
      | 'assessment'
      | 'complaint'
      | 'invitation'
      | 'advisory'
      | 'product-feedback'
      | 'gift'
      | 'gift-rules'
      | 'trigger'
      | 'alert'
      | 'case'
      | 'win-back'
      | 'compliance-referral'
    )
  | ('credit-limit' | 'rebate-agreement' | 'promotion-uptake' | 'customer-financials' | 'wallet' | 'quarterly-review')
  | ('account-plan' | 'follow-up' | 'communication' | 'import' | 'value-move' | 'cost-to-serve' | 'acquisition-cost');

/** Something that happened at an account and belongs into its story. */
export interface TimelineFact extends AuditedAction {
  readonly entity: TimelineEntity;
  readonly accountId: string;
  /** When it happened; now, unless it is being recorded later. */
  readonly at?: Date;
}

/** Writes the two histories that the application can add to but never change: the audit log and the accounts' timelines. */
@Injectable()
export class Audit {
  async record(ctx: RequestContext, { action, entity, entityId, detail = {} }: AuditedAction): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into audit_log (tenant_id, id, at, actor, request_id, action, entity, entity_id, detail)
      values (${TENANT}, ${uuidv7()}, ${ctx.now()}, ${ctx.actor}, ${ctx.requestId}, ${action}, ${entity}, ${entityId}, ${JSON.stringify(detail)})`);
  }

  /** Records in the audit log and, as `<entity>.<action>`, in the account's timeline. */
  async recordForAccount(ctx: RequestContext, fact: TimelineFact): Promise<void> {
    await this.record(ctx, fact);
    await ctx.unit.execute(tenantSql`
      insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
      values (${TENANT}, ${uuidv7()}, ${fact.accountId}, ${fact.at ?? ctx.now()}, ${ctx.now()}, ${`${fact.entity}.${fact.action}`},
        ${ctx.actor}, ${fact.entity}, ${fact.entityId}, ${JSON.stringify(fact.detail ?? {})})`);
  }

  /** As {@link Audit.recordForAccount} for many things at once, in the order given: two statements however many there are. */
  async recordAllForAccounts(ctx: RequestContext, facts: readonly TimelineFact[]): Promise<void> {
    if (facts.length === 0) return;
    const ids = facts.map(() => uuidv7());
    const [actions, entities] = [facts.map(({ action }) => action), facts.map(({ entity }) => entity)];
    const [entityIds, details] = [
      facts.map(({ entityId }) => entityId),
      facts.map(({ detail = {} }) => JSON.stringify(detail)),
    ];
    await ctx.unit.execute(tenantSql`
      insert into audit_log (tenant_id, id, at, actor, request_id, action, entity, entity_id, detail)
      select ${TENANT}::uuid, f.id, ${ctx.now()}::timestamptz, ${ctx.actor}, ${ctx.requestId}, f.action, f.entity, f.entity_id, f.detail
      from unnest(${ids}::uuid[], ${actions}::text[], ${entities}::text[], ${entityIds}::text[], ${details}::jsonb[])
        as f (id, action, entity, entity_id, detail)`);
    await ctx.unit.execute(tenantSql`
      insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
      select ${TENANT}::uuid, f.id, f.account_id, f.at, ${ctx.now()}::timestamptz, f.entity || '.' || f.action, ${ctx.actor}, f.entity, f.entity_id, f.detail
      from unnest(${facts.map(() => uuidv7())}::uuid[], ${facts.map(({ accountId }) => accountId)}::uuid[],
        ${facts.map(({ at }) => at ?? ctx.now())}::timestamptz[], ${actions}::text[], ${entities}::text[], ${entityIds}::text[],
        ${details}::jsonb[]) as f (id, account_id, at, action, entity, entity_id, detail)`);
  }
}

/**
 * As {@link Audit.recordForAccount}, as two parts of a statement's `with`, for the one row of `source`; that part has the
 * columns id, account_id and created_at.
 */
export function historyOf(
  ctx: RequestContext,
  source: string,
  { action, entity, detail }: Pick<TimelineFact, 'action' | 'entity'> & { readonly detail: Sql },
): Sql {
  const row = identifier(source);
  return sql`
    audited as (
      insert into audit_log (tenant_id, id, at, actor, request_id, action, entity, entity_id, detail)
      select ${TENANT}::uuid, ${uuidv7()}::uuid, ${row}.created_at, ${ctx.actor}, ${ctx.requestId}, ${action}, ${entity}, ${row}.id, ${detail} from ${row}),
    told as (
      insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
      select ${TENANT}::uuid, ${uuidv7()}::uuid, ${row}.account_id, ${row}.created_at, ${row}.created_at, ${`${entity}.${action}`}, ${ctx.actor},
        ${entity}, ${row}.id, ${detail} from ${row})`;
}

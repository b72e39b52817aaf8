import {
  evolveProductFeedback,
  INITIAL_PRODUCT_FEEDBACK,
  type ProductFeedbackEvent,
  type ProductFeedbackRecord,
  replayProductFeedback,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { EventLog } from '../../platform/database/event-log.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** A customer's word as its events tell it. */
export interface StoredFeedback {
  readonly id: string;
  /** The entry of the ledger that says it now. */
  readonly entryId: string;
  readonly accountId: string;
  readonly record: ProductFeedbackRecord;
}

/** One more event of a word. */
export interface FeedbackStep {
  readonly of: StoredFeedback;
  readonly event: ProductFeedbackEvent;
  readonly after: ProductFeedbackRecord;
}

/** A word that is noted in the ledger, and of which nothing has become yet. */
type Beginning = Extract<ProductFeedbackEvent, { type: 'FEEDBACK_NOTED' }>;

/** What becomes of rows besides their event. */
export interface MovedFeedback {
  /** Entry that takes the place of the one before. */
  readonly entryId?: string;
  readonly answerId?: string;
}

/** Words as their append-only events tell them; the current rows are written from them and nowhere else. */
@Injectable()
export class ProductFeedbackStore {
  private readonly log = new EventLog<ProductFeedbackEvent>('product_feedback_event', 'feedback_id');

  /** Begins the course of entries that have none yet; of whoever comes second, nothing is written. */
  async begin(
    ctx: RequestContext,
    noted: readonly { readonly entryId: string; readonly event: Beginning }[],
    policyVersion: number,
  ): Promise<void> {
    const ids = new Map(noted.map(({ entryId }) => [entryId, uuidv7()]));
    const begun = await ctx.unit.query<{ id: string; entry_id: string }>(tenantSql`
      insert into product_feedback (tenant_id, id, entry_id, account_id, state, taken_back, version)
      select ${TENANT}::uuid, n.id, n.entry_id, n.account_id, 'NOTED', false, 1
      from unnest(${[...ids.values()]}::uuid[], ${[...ids.keys()]}::uuid[], ${noted.map(({ event }) => event.note.accountId)}::uuid[])
        as n (id, entry_id, account_id)
      on conflict (tenant_id, entry_id) do nothing returning id, entry_id`);
    const events = new Map(noted.map(({ entryId, event }) => [entryId, event]));
    const entries = begun.flatMap(({ id, entry_id }) => {
      const event = events.get(entry_id);
      return event === undefined ? [] : [{ id, version: 0, event }];
    });
    if (entries.length > 0) await this.log.appendEach(ctx, entries, policyVersion);
  }

  /** Locks the words of these entries until the transaction ends; those without a course are left out. */
  lockEntries(ctx: RequestContext, entryIds: readonly string[]): Promise<readonly StoredFeedback[]> {
    return this.lock(ctx, sql`f.entry_id = any(${entryIds}::uuid[])`);
  }

  /** Locks the words of a cluster that were not taken back, of all accounts or of one. */
  lockCluster(ctx: RequestContext, clusterId: string, accountId?: string): Promise<readonly StoredFeedback[]> {
    const ofAccount = accountId === undefined ? sql`true` : sql`f.account_id = ${accountId}`;
    return this.lock(ctx, sql`f.cluster_id = ${clusterId} and not f.taken_back and ${ofAccount}`);
  }

  /** The cluster of an entry's word; null where it is in none. */
  async clusterOf(ctx: RequestContext, entryId: string): Promise<string | null> {
    const row = await ctx.unit.first<{ cluster_id: string | null }>(tenantSql`
      select f.cluster_id from product_feedback f where f.tenant_id = ${TENANT} and f.entry_id = ${entryId}`);
    return row?.cluster_id ?? null;
  }

  /** Adds an event to each of the locked words and brings their rows up to date. */
  async append(
    ctx: RequestContext,
    steps: readonly Omit<FeedbackStep, 'after'>[],
    policyVersion: number,
    { entryId, answerId }: MovedFeedback = {},
  ): Promise<readonly FeedbackStep[]> {
    const taken = steps.map((step) => ({ ...step, after: evolveProductFeedback(step.of.record, step.event) }));
    const rows = taken.map(({ of, event, after }) => ({
      ...{ id: of.id, entry_id: entryId ?? of.entryId, state: after.state, taken_back: after.takenBack },
      ...{ cluster_id: after.clusterId, answer_id: answerId ?? null, version: after.version },
      decided_at: event.type === 'FEEDBACK_DECIDED' ? event.at : null,
    }));
    await ctx.unit.execute(tenantSql`
      update product_feedback f set entry_id = r.entry_id, state = r.state, taken_back = r.taken_back, cluster_id = r.cluster_id,
        answer_id = coalesce(r.answer_id, f.answer_id), decided_at = coalesce(r.decided_at, f.decided_at), version = r.version
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, entry_id uuid, state text, taken_back boolean, cluster_id uuid,
        answer_id uuid, decided_at timestamptz, version integer)
      where f.tenant_id = ${TENANT} and f.id = r.id`);
    const entries = taken.map(({ of: { id, record }, event }) => ({ id, version: record.version, event }));
    await this.log.appendEach(ctx, entries, policyVersion);
    return taken;
  }

  private async lock(ctx: RequestContext, condition: Sql): Promise<readonly StoredFeedback[]> {
    const rows = await ctx.unit.query<{ id: string; entry_id: string; account_id: string }>(tenantSql`
      select f.id, f.entry_id, f.account_id from product_feedback f where f.tenant_id = ${TENANT} and ${condition}
      order by f.id for no key update of f`);
    const ids = rows.map(({ id }) => id);
    const events = await this.log.readMany(ctx, ids);
    return rows.map(({ id, entry_id, account_id }) => ({
      ...{ id, entryId: entry_id, accountId: account_id },
      record: replayProductFeedback(events.get(id) ?? [], INITIAL_PRODUCT_FEEDBACK),
    }));
  }
}

import { evolveGift, type GiftEvent, type GiftRecord, INITIAL_GIFT, replayGift } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { EventLog } from '../../platform/database/event-log.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { staffIdOf } from '../staff/staff-actor.js';
import { toldReason } from './gift.errors.js';

/** A gift as its events tell it. */
export interface StoredGift {
  readonly id: string;
  readonly currency: string;
  readonly record: GiftRecord;
}

/** Gifts as their append-only events tell them; the current rows are written from them and nowhere else. */
@Injectable()
export class GiftStore {
  private readonly log = new EventLog<GiftEvent>('gift_event', 'gift_id');

  /**
   * Locks a gift until the transaction ends; whoever comes second decides on what the first has made of it.
   * @throws NotFound also for those of accounts the caller may not see
   */
  async lock(ctx: RequestContext, id: string): Promise<StoredGift> {
    const row = await ctx.unit.first<{ currency: string }>(tenantSql`
      select g.currency from gift_request g where g.tenant_id = ${TENANT} and g.id = ${id} and ${visibleAccount(ctx, 'g.account_id')}
      for no key update of g`);
    if (!row) throw new NotFound('Gift');
    return { id, currency: row.currency, record: replayGift(await this.log.read(ctx, id)) };
  }

  async insert(
    ctx: RequestContext,
    event: Extract<GiftEvent, { type: 'GIFT_REQUESTED' }>,
    currency: string,
    policyVersion: number,
  ): Promise<StoredGift> {
    const id = uuidv7();
    const record = evolveGift(INITIAL_GIFT, event);
    const { accountId, recipient, giver, courtesy, valueMinor, occasion, purpose } = event.request;
    await ctx.unit.execute(tenantSql`
      insert into gift_request (tenant_id, id, account_id, contact_id, giver_id, courtesy, value_minor, currency, occasion, purpose, state, findings,
        requested_at, requested_by, version, policy_version)
      values (${TENANT}, ${id}, ${accountId}, ${recipient}, ${staffIdOf(sql`${giver}::text`)}, ${courtesy}, ${String(valueMinor)}, ${currency}, ${occasion},
        ${purpose}, ${record.state}, '[]'::jsonb, ${event.at}, ${staffIdOf(sql`${event.by}::text`)}, ${record.version}, ${policyVersion})`);
    await this.log.append(ctx, id, 0, [event], policyVersion);
    return { id, currency, record };
  }

  /**
   * Adds events to a locked gift's history and brings its row up to date.
   * @param entryId the entry of the ledger, of what was given
   */
  async append(
    ctx: RequestContext,
    { id, record }: StoredGift,
    events: readonly GiftEvent[],
    policyVersion: number,
    entryId: string | null,
  ): Promise<GiftRecord> {
    const after = events.reduce(evolveGift, record);
    const approvedAt = events.find(({ type }) => type === 'GIFT_APPROVED')?.at ?? null;
    const { refusal, given } = after;
    await ctx.unit.execute(tenantSql`
      update gift_request set state = ${after.state}, findings = ${JSON.stringify((after.findings ?? []).map(toldReason))}::jsonb,
        approved_by = ${staffIdOf(sql`${after.approvedBy}::text`)}, approved_at = coalesce(${approvedAt}::timestamptz, approved_at),
        refused_at = ${refusal?.at ?? null}, refused_by = ${staffIdOf(sql`${refusal?.by ?? null}::text`)}, refusal = ${refusal?.note ?? null},
        given_at = ${given?.at ?? null}, ledger_entry_id = coalesce(${entryId}::uuid, ledger_entry_id), version = ${after.version},
        policy_version = ${policyVersion}
      where tenant_id = ${TENANT} and id = ${id}`);
    await this.log.append(ctx, id, record.version, events, policyVersion);
    return after;
  }
}

import {
  type AdvisoryEvent,
  type AdvisoryRecord,
  evolveAdvisory,
  INITIAL_ADVISORY,
  replayAdvisory,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { EventLog } from '../../platform/database/event-log.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { staffIdOf } from '../staff/staff-actor.js';
import type { AdvisoryFact } from './advisory-figures.service.js';

/** An advisory as its events tell it. */
export interface StoredAdvisory {
  readonly id: string;
  readonly accountId: string;
  readonly record: AdvisoryRecord;
}

const CONTACT = 'buyer:';

/** Advisories as their append-only events tell them; the current rows are written from them and nowhere else. */
@Injectable()
export class AdvisoryStore {
  private readonly log = new EventLog<AdvisoryEvent>('advisory_event', 'advisory_id');

  /**
   * Locks an advisory until the transaction ends; whoever comes second decides on what the first has made of it.
   * @throws NotFound also for those of accounts the caller may not see
   */
  lock(ctx: RequestContext, id: string): Promise<StoredAdvisory> {
    return this.find(ctx, sql`a.id = ${id} and ${visibleAccount(ctx, 'a.account_id')}`);
  }

  /** As {@link lock}, of what a buyer was sent, by the identifier it has for her or him. @throws NotFound */
  lockReceived(ctx: RequestContext, receivedId: string): Promise<StoredAdvisory> {
    return this.find(
      ctx,
      sql`a.id = (select r.advisory_id from advisory_recipient r where r.tenant_id = ${TENANT} and r.id = ${receivedId}
        and r.account_contact_id = ${ctx.buyer.accountContactId})`,
    );
  }

  async insert(
    ctx: RequestContext,
    event: Extract<AdvisoryEvent, { type: 'ADVISORY_COMPOSED' }>,
    facts: readonly AdvisoryFact[],
    policyVersion: number,
  ): Promise<StoredAdvisory> {
    const id = uuidv7();
    const record = evolveAdvisory(INITIAL_ADVISORY, event);
    const { accountId, kind, texts, figure } = event.content;
    await ctx.unit.execute(tenantSql`
      insert into customer_advisory (tenant_id, id, account_id, kind, state, texts, measured, limit_days, facts, composed_at, composed_by, version, policy_version)
      values (${TENANT}, ${id}, ${accountId}, ${kind}, ${record.state}, ${JSON.stringify(texts)}::jsonb, ${figure?.measured ?? null}, ${figure?.limit ?? null},
        ${JSON.stringify(facts)}::jsonb, ${event.at}, ${staffIdOf(sql`${event.by}::text`)}, ${record.version}, ${policyVersion})`);
    await this.log.append(ctx, id, 0, [event], policyVersion);
    return { id, accountId, record };
  }

  /** Adds an event to a locked advisory's history and brings its rows up to date. */
  async append(
    ctx: RequestContext,
    { id, record }: StoredAdvisory,
    event: AdvisoryEvent,
    policyVersion: number,
  ): Promise<AdvisoryRecord> {
    const after = evolveAdvisory(record, event);
    const [acted] = after.actions;
    const approved = event.type === 'ADVISORY_APPROVED' ? event.at : null;
    const sentBy = event.type === 'ADVISORY_SENT' ? event.by : null;
    await ctx.unit.execute(tenantSql`
      update customer_advisory set state = ${after.state}, texts = ${JSON.stringify(after.content?.texts ?? [])}::jsonb,
        approved_by = ${staffIdOf(sql`${after.approvedBy}::text`)},
        approved_at = case when ${after.approvedBy}::text is not null then coalesce(${approved}::timestamptz, approved_at) end,
        sent_at = ${after.sentAt}, sent_by = coalesce(${staffIdOf(sql`${sentBy}::text`)}, sent_by), read_at = ${after.receipts[0]?.at ?? null},
        acted_at = ${acted?.at ?? null}, acted_by = ${acted ? contactOf(acted.by) : null}, action = ${acted?.action ?? null}, version = ${after.version}
      where tenant_id = ${TENANT} and id = ${id}`);
    await this.log.append(ctx, id, record.version, [event], policyVersion);
    if (event.type === 'ADVISORY_SENT') await this.deliver(ctx, id, event);
    if (event.type === 'ADVISORY_READ') await this.receipt(ctx, id, event);
    return after;
  }

  /** Advisories as their events tell them. */
  async records(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, AdvisoryRecord>> {
    const found = await this.log.readMany(ctx, ids);
    return new Map([...found].map(([id, events]) => [id, replayAdvisory(events)]));
  }

  /** What an advisory is called for each person it was sent to. */
  async received(ctx: RequestContext, id: string): Promise<ReadonlyMap<string, string>> {
    const rows = await ctx.unit.query<{ id: string; contact: string }>(tenantSql`
      select r.id, r.account_contact_id as contact from advisory_recipient r where r.tenant_id = ${TENANT} and r.advisory_id = ${id}`);
    return new Map(rows.map((row) => [row.contact, row.id]));
  }

  private async deliver(
    ctx: RequestContext,
    id: string,
    { at, recipients }: Extract<AdvisoryEvent, { type: 'ADVISORY_SENT' }>,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into advisory_recipient (tenant_id, id, advisory_id, account_contact_id, sent_at)
      select ${TENANT}::uuid, r.id, ${id}::uuid, r.contact, ${at}::timestamptz
      from unnest(${recipients.map(() => uuidv7())}::uuid[], ${recipients.map(contactOf)}::uuid[]) as r (id, contact)`);
  }

  private async receipt(
    ctx: RequestContext,
    id: string,
    { at, by }: { readonly at: string; readonly by: string },
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update advisory_recipient set read_at = ${at} where tenant_id = ${TENANT} and advisory_id = ${id} and account_contact_id = ${contactOf(by)}`);
  }

  private async find(ctx: RequestContext, condition: Sql): Promise<StoredAdvisory> {
    const row = await ctx.unit.first<{ id: string; account_id: string }>(tenantSql`
      select a.id, a.account_id from customer_advisory a where a.tenant_id = ${TENANT} and ${condition} for no key update of a`);
    if (!row) throw new NotFound('Advisory');
    return { id: row.id, accountId: row.account_id, record: replayAdvisory(await this.log.read(ctx, row.id)) };
  }
}

/** A recipient as histories name whoever acts in the portal. */
export function recipientOf(accountContactId: string): string {
  return `${CONTACT}${accountContactId}`;
}

function contactOf(recipient: string): string {
  return recipient.slice(CONTACT.length);
}

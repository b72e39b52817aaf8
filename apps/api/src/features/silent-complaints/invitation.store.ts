import {
  evolveInvitation,
  type Invitation,
  type InvitationAnswer,
  type InvitationChannel,
  invitationDue,
  type InvitationEvent,
  type InvitationState,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { EventLog } from '../../platform/database/event-log.js';
import { identifier, type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';

/** An invitation as the database has it. */
export interface StoredInvitation {
  readonly id: string;
  readonly accountId: string;
  readonly record: Invitation;
}

/** A new invitation with its first event. */
export interface NewInvitation extends StoredInvitation {
  readonly signalId: string;
  readonly alertId: string;
  readonly event: Extract<InvitationEvent, { type: 'MADE' }>;
}

interface InvitationRow {
  id: string;
  account_id: string;
  version: number;
  state: InvitationState;
  due_on: string;
  next_due: string | null;
  owner_id: string | null;
  channel: InvitationChannel | null;
  account_contact_id: string | null;
  answer_by: string | null;
  answer: InvitationAnswer | null;
  note: string | null;
}

/** Current rows of invitations and their append-only events, always written together. */
@Injectable()
export class InvitationStore {
  private readonly log = new EventLog<InvitationEvent>('invitation_event', 'invitation_id');

  /**
   * Locks an invitation until the transaction ends; whoever comes second decides on what the first has made of it. A buyer
   * finds what was sent to her or him and was not taken back.
   * @throws NotFound also for one of an account, or a person, that is not the caller's to see
   */
  async lock(ctx: RequestContext, id: string): Promise<StoredInvitation> {
    const own =
      ctx.principal.kind === 'BUYER'
        ? receivedBy(ctx.buyer.accountContactId, (column) => identifier(`i.${column}`))
        : visibleAccount(ctx, 'i.account_id');
    const [found] = await this.read(ctx, sql`i.id = ${id} and ${own}`);
    if (!found) throw new NotFound('Invitation');
    return found;
  }

  /** Locks those of alerts that nobody has sent or talked about yet. */
  lockPending(ctx: RequestContext, alertIds: readonly string[]): Promise<readonly StoredInvitation[]> {
    return this.read(ctx, sql`i.alert_id = any(${alertIds}::uuid[]) and i.state = 'PENDING'`);
  }

  /** Locks those whose answer was waited for until before today. */
  lockOverdueAnswers(ctx: RequestContext): Promise<readonly StoredInvitation[]> {
    return this.read(ctx, sql`i.state in ('SENT', 'OPENED') and i.answer_by < ${tenantToday(ctx)}`);
  }

  /** @returns those whose signal has none yet */
  async insert(
    ctx: RequestContext,
    invitations: readonly NewInvitation[],
    policyVersion: number,
  ): Promise<readonly NewInvitation[]> {
    if (invitations.length === 0) return [];
    const of = <T>(value: (invitation: NewInvitation) => T): T[] => invitations.map(value);
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      insert into invitation_to_speak (tenant_id, id, account_id, signal_id, alert_id, made_at, state, owner_id, due_on, next_due, version)
      select ${TENANT}::uuid, v.id, v.account_id, v.signal_id, v.alert_id, v.made_at, v.state, v.owner_id, v.due_on, v.next_due, v.version
      from unnest(${of(({ id }) => id)}::uuid[], ${of(({ accountId }) => accountId)}::uuid[], ${of(({ signalId }) => signalId)}::uuid[],
        ${of(({ alertId }) => alertId)}::uuid[], ${of(({ event }) => event.at)}::timestamptz[], ${of(({ record }) => record.state)}::text[],
        ${of(({ record }) => record.owner)}::uuid[], ${of(({ record }) => record.dueOn)}::date[],
        ${of(({ record }) => invitationDue(record))}::date[], ${of(({ record }) => record.version)}::int[])
        as v (id, account_id, signal_id, alert_id, made_at, state, owner_id, due_on, next_due, version)
      on conflict (tenant_id, signal_id) do nothing returning id`);
    const entered = new Set(rows.map(({ id }) => id));
    const made = invitations.filter(({ id }) => entered.has(id));
    for (const { id, event } of made) await this.log.append(ctx, id, 0, [event], policyVersion);
    return made;
  }

  /** Adds events to a locked invitation's history and brings its row up to date. */
  async append(
    ctx: RequestContext,
    { id, record }: StoredInvitation,
    events: readonly InvitationEvent[],
    policyVersion: number,
  ): Promise<Invitation> {
    const after = events.reduce(evolveInvitation, record);
    const sent = events.find(({ type }) => type === 'SENT')?.at ?? null;
    const answered = after.answer === record.answer ? null : (events.at(-1)?.at ?? null);
    await ctx.unit.execute(tenantSql`
      update invitation_to_speak set state = ${after.state}, owner_id = ${after.owner}, account_contact_id = ${after.contactId},
        channel = ${after.channel}, next_due = ${invitationDue(after)}, sent_at = coalesce(${sent}::timestamptz, sent_at),
        answer_by = ${after.answerBy}, answer = ${after.answer}, answered_at = coalesce(${answered}::timestamptz, answered_at),
        note = ${after.note}, version = ${after.version}
      where tenant_id = ${TENANT} and id = ${id}`);
    await this.log.append(ctx, id, record.version, events, policyVersion);
    return after;
  }

  /** Remembers the complaint to which an invitation has led. */
  async linkComplaint(ctx: RequestContext, id: string, complaintId: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update invitation_to_speak set complaint_id = ${complaintId} where tenant_id = ${TENANT} and id = ${id}`);
  }

  private async read(ctx: RequestContext, condition: Sql): Promise<readonly StoredInvitation[]> {
    const rows = await ctx.unit.query<InvitationRow>(tenantSql`
      select i.id, i.account_id, i.version, i.state, i.due_on, i.next_due, i.owner_id, i.channel, i.account_contact_id, i.answer_by, i.answer, i.note
      from invitation_to_speak i where i.tenant_id = ${TENANT} and ${condition} order by i.id for no key update of i`);
    return rows.map(fromRow);
  }
}

/** What of invitations a buyer knows of: those sent to that very person, but for those that were taken back. */
export function receivedBy(accountContactId: string, row: (column: string) => Sql): Sql {
  return sql`${row('account_contact_id')} = ${accountContactId} and ${row('sent_at')} is not null and ${row('state')} <> 'DECLINED'`;
}

function fromRow(row: InvitationRow): StoredInvitation {
  return {
    id: row.id,
    accountId: row.account_id,
    record: {
      version: row.version,
      state: row.state,
      dueOn: row.due_on,
      owner: row.owner_id,
      channel: row.channel,
      contactId: row.account_contact_id,
      answerBy: row.answer_by,
      answer: row.answer,
      note: row.note,
      callBy: row.state === 'ANSWERED' ? row.next_due : null,
    },
  };
}

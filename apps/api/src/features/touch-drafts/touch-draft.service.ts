import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { PolicyService } from '../policies/policy.service.js';
import { MOST_TOUCHES } from './calendar-file.js';
import type { FoundTouch } from './found-touch.js';
import { TouchDraftNotFound, TouchDraftsFull } from './touch-draft.errors.js';

const MOST_OF_FILES = 2_000;
export const MOST_WAITING = 200;

/** A draft as it is stored. */
export interface StoredDraft extends FoundTouch {
  readonly id: string;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly expiresAt: Date;
}

/** Where drafts come from. */
export type DraftOrigin =
  | { readonly origin: 'FILE'; readonly fileId: string; readonly fileName: string | null }
  | { readonly origin: 'EMAIL'; readonly fileId: null; readonly fileName: null };

const COLUMNS = sql`id, file_id as "fileId", file_name as "fileName", key, kind, at, observed_on::text as "on", minutes, channel, subject, people,
  expires_at as "expiresAt"`;

/** Drafts of touches that wait for whoever sent them, for a time. */
@Injectable()
export class TouchDrafts {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /** How the tenant's days are told and what it keeps. */
  async rules(ctx: RequestContext) {
    const { document, timeZone } = await this.policies.current(ctx);
    return { ...document.recording, zone: zoneOf(timeZone) };
  }

  /** Keeps what was found. @returns until when, and how many; a message that waits already is not kept twice. @throws TouchDraftsFull */
  async keep(
    ctx: RequestContext,
    found: readonly FoundTouch[],
    { origin, fileId, fileName }: DraftOrigin,
  ): Promise<{ readonly expiresAt: Date; readonly kept: number }> {
    const { keepSubjects, waitingDays } = await this.rules(ctx);
    const expiresAt = new Date(ctx.now().getTime() + waitingDays * 86_400_000);
    const most = origin === 'FILE' ? MOST_OF_FILES : MOST_WAITING;
    const waiting = await ctx.unit.first<{ count: string }>(
      tenantSql`select count(*) from touch_draft where tenant_id = ${TENANT} and ${this.mine(ctx)} and origin = ${origin}`,
    );
    if (Number(waiting?.count) + found.length > most) throw new TouchDraftsFull(most);
    const rows = found.map((draft) => ({
      ...{
        id: uuidv7(),
        key: draft.key,
        kind: draft.kind,
        at: draft.at,
        observed_on: draft.on,
        minutes: draft.minutes,
      },
      ...{ channel: draft.channel, subject: keepSubjects ? draft.subject : null, people: draft.people },
    }));
    const kept = await ctx.unit.execute(tenantSql`
      insert into touch_draft (tenant_id, id, staff_id, origin, file_id, file_name, key, kind, at, observed_on, minutes, channel, subject, people,
        created_at, expires_at)
      select ${TENANT}::uuid, g.id, ${ctx.staff.staffId}::uuid, ${origin}::text, ${fileId}::uuid, ${fileName}::text, g.key, g.kind, g.at, g.observed_on,
        g.minutes, g.channel, g.subject, g.people, ${ctx.now()}::timestamptz, ${expiresAt}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (id uuid, key text, kind text, at timestamptz, observed_on date, minutes smallint,
        channel text, subject text, people jsonb)
      on conflict (tenant_id, staff_id, key) where origin = 'EMAIL' do nothing`);
    return { expiresAt, kept };
  }

  /** The drafts of a file, the earliest first. @throws TouchDraftNotFound where none is left */
  async ofFile(ctx: RequestContext, fileId: string): Promise<readonly StoredDraft[]> {
    const found = isRowId(fileId) ? await this.read(ctx, sql`file_id = ${fileId}::uuid`, MOST_TOUCHES) : [];
    if (found.length === 0) throw new TouchDraftNotFound();
    return found;
  }

  /** What came by e-mail and could not be recorded, the earliest first. */
  unmatched(ctx: RequestContext): Promise<readonly StoredDraft[]> {
    return this.read(ctx, sql`origin = 'EMAIL'`, MOST_WAITING);
  }

  /** Takes these out, to be recorded in the same transaction. @throws TouchDraftNotFound unless all of them are there */
  async take(ctx: RequestContext, ids: readonly string[]): Promise<readonly StoredDraft[]> {
    const asked = [...new Set(ids.map((id) => id.toLowerCase()))];
    if (!asked.every(isRowId)) throw new TouchDraftNotFound();
    const taken = await ctx.unit.query<StoredDraft>(tenantSql`
      delete from touch_draft where tenant_id = ${TENANT} and id = any(${asked}::uuid[]) and ${this.mine(ctx)} returning ${COLUMNS}`);
    if (taken.length !== asked.length) throw new TouchDraftNotFound();
    return [...taken].sort((a, b) => order(a).localeCompare(order(b)));
  }

  /** Forgets what nobody has completed in time. */
  async expire(ctx: RequestContext): Promise<void> {
    await ctx.unit.execute(
      tenantSql`delete from touch_draft where tenant_id = ${TENANT} and expires_at <= ${ctx.now()}`,
    );
  }

  private async read(ctx: RequestContext, which: Sql, most: number): Promise<readonly StoredDraft[]> {
    return ctx.unit.query<StoredDraft>(tenantSql`
      select ${COLUMNS} from touch_draft where tenant_id = ${TENANT} and ${this.mine(ctx)} and ${which} order by observed_on, id limit ${most}`);
  }

  /** Drafts name people whom the caller alone may know, for a time. */
  private mine(ctx: RequestContext): Sql {
    return sql`staff_id = ${ctx.staff.staffId} and expires_at > ${ctx.now()}`;
  }
}

function order({ on, id }: { readonly on: IsoDate; readonly id: string }): string {
  return `${on} ${id}`;
}

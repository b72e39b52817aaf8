import { dateInZone, fixedOffset, type IsoDate, parseLedgerEntry } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { demandWriter } from './ledger-writer.js';
import { reasonsOf, storedPayload } from './ledger.payload.js';

/** No day lies in the future that has begun somewhere. */
const FIRST_ZONE = fixedOffset(14 * 60);

/** A touch that was read out of something, with references that the caller has been shown to see. */
export interface ReadTouch {
  /** The same for the same touch: what is there already is not added again. */
  readonly id: string;
  readonly accountId: string;
  readonly observedOn: IsoDate;
  readonly source: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What it says, as 128 bits: stored with an import. */
  readonly content: string;
}

/** Adds touches read out of messages and calendars to the ledger: all of them or none. */
@Injectable()
export class LedgerBatch {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Which of these are there already. */
  async known(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select id from ledger_entry where tenant_id = ${TENANT} and id = any(${ids}::uuid[])`);
    return new Set(rows.map(({ id }) => id.replaceAll('-', '')));
  }

  /**
   * @param importId the import they belong to; null: each belongs to nothing, and is told of by itself
   * @returns how many were not there yet
   * @throws LedgerWriterNotAllowed @throws InputInvalid
   */
  async add(ctx: RequestContext, touches: readonly ReadTouch[], importId: string | null): Promise<number> {
    if (touches.length === 0) return 0;
    const writer = await demandWriter(ctx, 'TOUCH');
    const latest = dateInZone(ctx.now().toISOString(), FIRST_ZONE);
    const rows = touches.map(({ id, accountId, observedOn, source, payload, content }) => {
      const entry = { kind: 'TOUCH', accountId, observedOn, source, confidence: 'A', payload };
      const checked = parseLedgerEntry(entry, writer, latest);
      if (!checked.ok) throw new InputInvalid(reasonsOf('TOUCH', checked.reasons));
      const stored = storedPayload(checked.entry.payload);
      return { id, account_id: accountId, observed_on: observedOn, source, payload: stored, content };
    });
    const added = await ctx.unit.query<{ id: string; account_id: string; observed_on: IsoDate }>(tenantSql`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as g (id uuid, account_id uuid, observed_on date, source text, payload text, content uuid)),
      added as (
        insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn,
          content_hash, import_id)
        select ${TENANT}::uuid, id, account_id, 'TOUCH', observed_on, ${ctx.now()}::timestamptz, ${ctx.actor}::text, source, 'A', payload::jsonb, false,
          case when ${importId}::uuid is not null then content end, ${importId}::uuid
        from given on conflict (tenant_id, id) do nothing returning id, account_id, observed_on)
      select id, account_id, observed_on::text from added order by observed_on, id`);
    if (importId === null) await this.tell(ctx, added);
    else await this.note(ctx, importId, added);
    return added.length;
  }

  /** The histories of the accounts, each of which is judged again. */
  private async tell(
    ctx: RequestContext,
    added: readonly { readonly id: string; readonly account_id: string; readonly observed_on: IsoDate }[],
  ): Promise<void> {
    await this.audit.recordAllForAccounts(
      ctx,
      added.map(({ id, account_id: accountId, observed_on: observedOn }) => ({
        ...{ accountId, action: 'recorded', entity: 'ledger', entityId: id, detail: { kind: 'TOUCH', observedOn } },
      })),
    );
    const accountIds = [...new Set(added.map(({ account_id }) => account_id))];
    if (accountIds.length > 0) await this.outbox.publish(ctx, 'accounts.evaluate', { accountIds });
  }

  /** What the import has added to which account: whoever takes it back, and the accounts' histories, go by this. */
  private async note(
    ctx: RequestContext,
    importId: string,
    added: readonly { readonly account_id: string }[],
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into import_account (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, a.id, count(*) from unnest(${added.map((row) => row.account_id)}::uuid[]) a (id) group by a.id`);
  }
}

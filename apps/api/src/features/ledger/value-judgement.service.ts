import {
  decideValueEntry,
  replayValueEntry,
  type ValueEntryCommand,
  type ValueEntryEvent,
  type ValueEntryRecord,
  type ValueType,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { note, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { holds } from './ledger.reads.js';
import { ValueJudgementRefused } from './value-judgement.errors.js';

const confirmArguments = z.object({ id: rowId });
const disputeArguments = z.object({ id: rowId, reason: note(2_000) });

type Judging = { readonly type: 'CONFIRM_VALUE' } | { readonly type: 'DISPUTE_VALUE'; readonly reason: string };

interface Row {
  readonly valueType: ValueType;
  readonly evidence: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly judgement: 'VALUE_CONFIRMED' | 'VALUE_DISPUTED' | null;
  readonly judgedAt: Date | null;
  readonly judgedBy: string | null;
  readonly reason: string | null;
}

/** What the customer says of value that we claim to have delivered. Each method inside a transaction of a buyer's. */
@Injectable()
export class ValueJudgements {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  /** Once or often. @throws InputInvalid, NotFound, ValueJudgementRefused */
  confirm(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id } = parseArguments(confirmArguments, args);
    return this.judge(ctx, id, { type: 'CONFIRM_VALUE' });
  }

  /** Once or often, with the same words. @throws InputInvalid, NotFound, ValueJudgementRefused */
  dispute(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id, reason } = parseArguments(disputeArguments, args);
    return this.judge(ctx, id, { type: 'DISPUTE_VALUE', reason });
  }

  private async judge(ctx: RequestContext, id: string, judging: Judging): Promise<{ readonly id: string }> {
    const entry = await this.find(ctx, id);
    if (isSaidAlready(judging, entry)) return { id };
    const command: ValueEntryCommand = { ...judging, side: 'CUSTOMER', by: ctx.actor, at: ctx.now().toISOString() };
    const decision = decideValueEntry(command, entry);
    if (!decision.ok) throw new ValueJudgementRefused(decision.reasons);
    const { accountId, accountContactId } = ctx.buyer;
    const [confirmed, reason] = judging.type === 'CONFIRM_VALUE' ? [true, null] : [false, judging.reason];
    const written = await ctx.unit.execute(tenantSql`
      insert into value_judgement (tenant_id, entry_id, account_id, account_contact_id, judgement, reason, judged_at)
      values (${TENANT}, ${id}, ${accountId}, ${accountContactId}, ${confirmed ? 'VALUE_CONFIRMED' : 'VALUE_DISPUTED'}, ${reason}, ${ctx.now()})
      on conflict (tenant_id, entry_id) do nothing`);
    // A colleague was quicker: judged anew, now that it is seen what was said.
    if (written === 0) return this.judge(ctx, id, judging);
    await this.audit.recordForAccount(ctx, {
      ...{ accountId, action: confirmed ? 'value-confirmed' : 'value-disputed', entity: 'ledger', entityId: id },
      detail: { reason },
    });
    return { id };
  }

  /** @throws NotFound also for entries of other accounts, and for those that were corrected or withdrawn */
  private async find(ctx: RequestContext, id: string): Promise<ValueEntryRecord> {
    const row = await ctx.unit.first<Row>(tenantSql`
      select e.payload ->> 'valueType' as "valueType", e.payload ->> 'evidence' as evidence, e.recorded_at as "recordedAt", e.recorded_by as "recordedBy",
        j.judgement, j.judged_at as "judgedAt", 'buyer:' || j.account_contact_id as "judgedBy", j.reason
      from ledger_entry e left join value_judgement j on j.tenant_id = ${TENANT} and j.entry_id = e.id
      where e.tenant_id = ${TENANT} and e.id = ${id} and e.account_id = ${ctx.buyer.accountId} and e.kind = 'VALUE_ENTRY'
        and ${holds((column) => identifier(`e.${column}`))}`);
    if (!row) throw new NotFound('Value');
    return replayValueEntry(eventsOf(ctx.buyer.accountId, row));
  }
}

function eventsOf(accountId: string, row: Row): readonly ValueEntryEvent[] {
  const { valueType, evidence, recordedBy, recordedAt, judgement, judgedAt, judgedBy, reason } = row;
  const claimed: ValueEntryEvent = {
    ...{ type: 'VALUE_CLAIMED', side: 'SUPPLIER', by: recordedBy, at: recordedAt.toISOString() },
    claim: { accountId, valueType, evidence },
  };
  if (judgement === null || judgedAt === null || judgedBy === null) return [claimed];
  const act = { side: 'CUSTOMER', by: judgedBy, at: judgedAt.toISOString() } as const;
  return [
    claimed,
    judgement === 'VALUE_CONFIRMED' ? { ...act, type: judgement } : { ...act, type: judgement, reason: reason ?? '' },
  ];
}

function isSaidAlready(judging: Judging, { state, disputes }: ValueEntryRecord): boolean {
  if (judging.type === 'CONFIRM_VALUE') return state === 'CUSTOMER_CONFIRMED';
  return state === 'CUSTOMER_DISPUTED' && disputes.at(-1)?.reason === judging.reason;
}

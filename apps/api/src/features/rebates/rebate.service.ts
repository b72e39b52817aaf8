import { decideRebate, monthOf, type RebateCommand, type RebateEvent, type RebateState } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { countedDay, isRowId, note as noteText, parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { z } from 'zod';
import { AccountClosure } from '../accounts/account-closure.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { AccountService } from '../accounts/account.service.js';
import { CreditNoteService } from '../receivables/credit-note.service.js';
import { RebateTermsStore } from './rebate-terms.store.js';
import {
  RebateAgreementNotFound,
  RebateAmountRequired,
  RebateCreditNoteNotFound,
  RebateNotDraft,
  RebateRefused,
} from './rebate.errors.js';
import {
  rebateTermsInput,
  type RebateTermsInput,
  refuseFaults,
  scopeOf,
  settlementInput,
  type SettleRebateAgreementInput,
  termsFaults,
} from './rebate.inputs.js';

/** An agreement that a mutation has written. */
interface Written {
  readonly id: string;
}

interface Locked {
  id: string;
  account_id: string;
  includes_group: boolean;
  state: RebateState;
  currency: string;
  from_month: string;
  to_month: string;
  version: number;
}

const endArguments = z.object({ last: countedDay, note: noteText(2_000) });

/** What people do with rebate agreements. */
@Injectable()
export class RebateService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AccountClosure) private readonly closure: AccountClosure,
    @Inject(CreditNoteService) private readonly creditNotes: CreditNoteService,
    @Inject(RebateTermsStore) private readonly store: RebateTermsStore,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** As a draft. @throws InputInvalid @throws AccountNotFound @throws RebateNumberTaken @throws RebateScopeNotFound */
  async record(ctx: RequestContext, accountId: string, given: RebateTermsInput): Promise<Written> {
    const account = await this.accounts.requireVisible(ctx, accountId, ['accountId']);
    const id = uuidv7();
    await this.store.insert(ctx, id, account.id, await this.checked(ctx, given));
    await this.tell(ctx, account.id, id, 'recorded', { number: given.number });
    return { id };
  }

  /** @throws NotFound @throws VersionConflict @throws RebateNotDraft @throws InputInvalid @throws RebateNumberTaken @throws RebateScopeNotFound */
  async revise(ctx: RequestContext, id: string, version: number, given: RebateTermsInput): Promise<Written> {
    const agreement = await this.lock(ctx, id);
    if (agreement.version !== version) throw new VersionConflict(agreement.version);
    if (agreement.state !== 'DRAFT') throw new RebateNotDraft();
    await this.store.replace(ctx, agreement.id, await this.checked(ctx, given));
    await this.tell(ctx, agreement.account_id, agreement.id, 'revised', { number: given.number });
    return { id: agreement.id };
  }

  /** @throws NotFound @throws RebateRefused */
  async activate(ctx: RequestContext, id: string): Promise<Written> {
    return this.run(ctx, await this.lock(ctx, id), { type: 'ACTIVATE', ...act(ctx) });
  }

  /** @throws NotFound @throws RebateRefused */
  async withdraw(ctx: RequestContext, id: string): Promise<Written> {
    return this.run(ctx, await this.lock(ctx, id), { type: 'WITHDRAW', ...act(ctx) });
  }

  /** @throws InputInvalid @throws NotFound @throws RebateRefused */
  async end(ctx: RequestContext, id: string, args: { last: string; note: string }): Promise<Written> {
    const { last, note } = parseArguments(endArguments, args);
    return this.run(ctx, await this.lock(ctx, id), { type: 'END', last: monthOf(last), note, ...act(ctx) });
  }

  /** @throws InputInvalid @throws NotFound @throws RebateCreditNoteNotFound @throws RebateAmountRequired @throws RebateRefused */
  async settle(ctx: RequestContext, id: string, given: SettleRebateAgreementInput): Promise<Written> {
    const { creditNoteId, amountMinor: named } = parseInput(settlementInput, given);
    const agreement = await this.lock(ctx, id);
    const creditNote = creditNoteId == null ? null : await this.creditNote(ctx, agreement, creditNoteId);
    const amountMinor = named ?? creditNote?.amountMinor;
    if (amountMinor === undefined) throw new RebateAmountRequired();
    const command: RebateCommand = { type: 'SETTLE', amountMinor, today: act(ctx).at.slice(0, 10), ...act(ctx) };
    return this.run(ctx, agreement, command, creditNote?.id ?? null);
  }

  private async creditNote(ctx: RequestContext, { account_id: accountId, includes_group: group }: Locked, id: string) {
    const found = await this.creditNotes.find(ctx, id);
    const theirs =
      found?.accountId === accountId ||
      (found && group && (await this.closure.contains(ctx, accountId, found.accountId)));
    if (!found || !theirs) throw new RebateCreditNoteNotFound();
    return found;
  }

  private async run(
    ctx: RequestContext,
    agreement: Locked,
    command: RebateCommand,
    creditNoteId: string | null = null,
  ): Promise<Written> {
    const { id, account_id: accountId, state, from_month: from, to_month: to } = agreement;
    const decision = decideRebate(command, { state, from: monthOf(from), to: monthOf(to) });
    if (!decision.ok) throw new RebateRefused(decision.reasons);
    for (const event of decision.events) {
      await this.store.evolve(ctx, id, event, creditNoteId);
      await this.tell(ctx, accountId, id, ACTIONS[event.type], detailOf(event, creditNoteId));
    }
    await this.outbox.publish(ctx, 'value.compute', {});
    return { id };
  }

  private async lock(ctx: RequestContext, id: string): Promise<Locked> {
    const row = isRowId(id)
      ? await ctx.unit.first<Locked>(tenantSql`
          select g.id, g.account_id, g.includes_group, g.state, g.currency, g.from_month, g.to_month, g.version from rebate_agreement g
          where g.tenant_id = ${TENANT} and g.id = ${id.toLowerCase()} and ${visibleAccount(ctx, 'g.account_id')} for update of g`)
      : undefined;
    if (!row) throw new RebateAgreementNotFound();
    return row;
  }

  private async checked(ctx: RequestContext, given: RebateTermsInput) {
    const terms = parseInput(rebateTermsInput, given);
    const tenant = await ctx.unit.first<{ currency: string }>(
      tenantSql`select currency from tenant where id = ${TENANT}`,
    );
    const currency = tenant?.currency ?? '';
    const scope = scopeOf(terms.categoryIds, terms.productIds);
    refuseFaults(termsFaults({ ...terms, scope }, currency));
    return { ...terms, currency, scope };
  }

  private tell(
    ctx: RequestContext,
    accountId: string,
    entityId: string,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.recordForAccount(ctx, { accountId, action, entity: 'rebate-agreement', entityId, detail });
  }
}

const ACTIONS: Readonly<Record<RebateEvent['type'], string>> = {
  REBATE_ACTIVATED: 'activated',
  REBATE_WITHDRAWN: 'withdrawn',
  REBATE_ENDED: 'ended',
  REBATE_SETTLED: 'settled',
};

function act(ctx: RequestContext): { readonly by: string; readonly at: string } {
  return { by: ctx.actor, at: ctx.now().toISOString() };
}

function detailOf(event: RebateEvent, creditNoteId: string | null): Record<string, unknown> {
  switch (event.type) {
    case 'REBATE_ENDED':
      return { to: event.to, note: event.note };
    case 'REBATE_SETTLED':
      return { amountMinor: String(event.amountMinor), creditNoteId };
    default:
      return {};
  }
}

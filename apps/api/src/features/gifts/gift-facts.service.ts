import { type AccountKind, addMonthsToDate, dateInZone, type GiftFacts, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantCurrency } from '../../platform/context/tenant-currency.js';
import { todayOf } from '../../platform/context/today.js';
import { zoneOf } from '../../platform/context/zones.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { AccountService } from '../accounts/account.service.js';
import { lockPerson } from '../contacts/contact-power.js';
import { ContactService } from '../contacts/contact.service.js';
import { LedgerGifts } from '../ledger/ledger-gifts.service.js';
import { PolicyService } from '../policies/policy.service.js';
import type { RecordGiftRecipientInput, RecordGiftRulesInput } from './gift-facts.types.js';
import { forgetArguments, recipientInput, rulesInput } from './gift.inputs.js';

/** Months for which it counts whether somebody holds a public office: offices change. */
const KEEP_MONTHS = 12;

interface RulesRow {
  account_kind: AccountKind;
  limit_minor: string | null;
  decision_pending_until: IsoDate | null;
  version: number;
}

/** What is on record of accounts and people as receivers of gifts. */
@Injectable()
export class GiftFactsService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(ContactService) private readonly contacts: ContactService,
    @Inject(LedgerGifts) private readonly ledger: LedgerGifts,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** What is known today of somebody at an account; what nobody has recorded is unknown, never harmless. */
  async of(ctx: RequestContext, accountId: string, contactId: string, currency: string): Promise<GiftFacts> {
    const { timeZone } = await this.policies.current(ctx);
    const today = dateInZone(ctx.now().toISOString(), zoneOf(timeZone));
    const rules = await this.rulesOf(ctx, accountId);
    const person = await ctx.unit.first<{ public_official: boolean }>(tenantSql`
      select public_official from gift_recipient
      where tenant_id = ${TENANT} and contact_id = ${contactId} and expires_on > ${todayOf(ctx)}`);
    const pendingUntil = rules?.decision_pending_until ?? null;
    return {
      givenThisYearMinor: await this.ledger.givenTo(ctx, contactId, { on: today, currency, corrects: null }),
      publicOfficial: person?.public_official ?? null,
      employerLimitMinor: rules?.limit_minor == null ? null : BigInt(rules.limit_minor),
      decisionPending: pendingUntil !== null && today <= pendingUntil,
      accountKind: rules?.account_kind ?? null,
    };
  }

  /** @throws InputInvalid @throws AccountNotFound @throws VersionConflict */
  async recordRules(ctx: RequestContext, input: RecordGiftRulesInput): Promise<{ readonly id: string }> {
    const { accountId, version, accountKind, source, ...rest } = parseInput(rulesInput, input);
    const { id } = await this.accounts.lockVisible(ctx, accountId);
    const before = await this.rulesOf(ctx, id);
    if ((before?.version ?? 0) !== version) throw new VersionConflict(before?.version ?? 0);
    const [limit, until] = [rest.limitMinor ?? null, rest.decisionPendingUntil ?? null];
    const limitMinor = limit === null ? null : String(limit);
    await ctx.unit.execute(tenantSql`
      insert into gift_rules (tenant_id, account_id, account_kind, limit_minor, currency, decision_pending_until, source, recorded_at, recorded_by, version)
      values (${TENANT}, ${id}, ${accountKind}, ${limitMinor}, ${await tenantCurrency(ctx)}, ${until}, ${source}, ${ctx.now()}, ${ctx.actor}, ${version + 1})
      on conflict (tenant_id, account_id) do update set account_kind = excluded.account_kind, limit_minor = excluded.limit_minor, currency = excluded.currency,
        decision_pending_until = excluded.decision_pending_until, source = excluded.source, recorded_at = excluded.recorded_at,
        recorded_by = excluded.recorded_by, version = excluded.version`);
    const detail = { accountKind, limitMinor, decisionPendingUntil: until, source };
    const fact = { accountId: id, action: 'recorded', entity: 'gift-rules', entityId: id, detail } as const;
    await this.audit.recordForAccount(ctx, fact);
    return { id };
  }

  /** @throws InputInvalid @throws ContactNotFound @throws VersionConflict */
  async recordRecipient(ctx: RequestContext, input: RecordGiftRecipientInput): Promise<{ readonly id: string }> {
    const { contactId, version, publicOfficial, basis, source, keepMonths } = parseInput(recipientInput, input);
    const { id } = await this.contacts.requireVisible(ctx, contactId);
    await lockPerson(ctx, id);
    const before = await ctx.unit.first<{ version: number }>(tenantSql`
      select version from gift_recipient where tenant_id = ${TENANT} and contact_id = ${id}`);
    if ((before?.version ?? 0) !== version) throw new VersionConflict(before?.version ?? 0);
    const today = todayOf(ctx);
    const expiresOn = addMonthsToDate(today, keepMonths ?? KEEP_MONTHS);
    await ctx.unit.execute(tenantSql`
      insert into gift_recipient (tenant_id, contact_id, public_official, basis, source, collected_on, expires_on, recorded_at, recorded_by, version)
      values (${TENANT}, ${id}, ${publicOfficial}, ${basis}, ${source}, ${today}, ${expiresOn}, ${ctx.now()}, ${ctx.actor}, ${version + 1})
      on conflict (tenant_id, contact_id) do update set public_official = excluded.public_official, basis = excluded.basis, source = excluded.source,
        collected_on = excluded.collected_on, expires_on = excluded.expires_on, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by,
        version = excluded.version`);
    // What was said of the person never enters a history: histories cannot forget.
    await this.tell(ctx, 'recorded', id, { basis, expiresOn });
    return { id };
  }

  /** As the person may ask at any time. @throws InputInvalid @throws ContactNotFound */
  async forgetRecipient(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { contactId, reason } = parseArguments(forgetArguments, args);
    const { id } = await this.contacts.requireVisible(ctx, contactId);
    await ctx.unit.execute(tenantSql`delete from gift_recipient where tenant_id = ${TENANT} and contact_id = ${id}`);
    await this.tell(ctx, 'erased', id, { reason });
    return { id };
  }

  /** Erases what has expired. */
  async expire(ctx: RequestContext): Promise<void> {
    const gone = await ctx.unit.query<{ contact_id: string }>(tenantSql`
      delete from gift_recipient where tenant_id = ${TENANT} and expires_on <= ${todayOf(ctx)} returning contact_id`);
    for (const { contact_id } of gone) await this.tell(ctx, 'expired', contact_id, {});
  }

  private rulesOf(ctx: RequestContext, accountId: string): Promise<RulesRow | undefined> {
    return ctx.unit.first<RulesRow>(tenantSql`
      select account_kind, limit_minor::text, decision_pending_until::text, version from gift_rules
      where tenant_id = ${TENANT} and account_id = ${accountId}`);
  }

  private tell(ctx: RequestContext, action: string, entityId: string, detail: Readonly<Record<string, unknown>>) {
    return this.audit.record(ctx, { action, entity: 'gift-recipient', entityId, detail });
  }
}

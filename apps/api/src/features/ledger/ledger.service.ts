import {
  dateInZone,
  feedsOf,
  fixedOffset,
  type IsoDate,
  type LedgerEntry,
  type LedgerFeed,
  type LedgerKind,
  parseLedgerEntry,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { isRowId, note, parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { AccountService } from '../accounts/account.service.js';
import { LedgerGifts } from './ledger-gifts.service.js';
import { LedgerPeople } from './ledger-people.service.js';
import { demandWriter } from './ledger-writer.js';
import { LedgerReferences } from './ledger-references.service.js';
import { LedgerEntryDiffers, LedgerEntryNotFound, LedgerEntrySuperseded } from './ledger.errors.js';
import { OpenWindows } from './open-windows.service.js';
import { payloadOf, reasonsOf, storedPayload } from './ledger.payload.js';

const OWN = 'own observation';
/** What the axes of an account's standing are measured by. */
const STANDING_FEEDS: readonly LedgerFeed[] = ['LEVEL', 'INTERFACE', 'POSTURE'];
/** No day lies in the future that has begun somewhere. */
const FIRST_ZONE = fixedOffset(14 * 60);

const common = z.looseObject({
  accountId: z.string(),
  observedOn: z.iso
    .date()
    .refine((day) => day >= '1900-01-01', 'must be in or after the year 1900')
    .nullish(),
  observedById: z.string().nullish(),
  source: z.string().trim().nullish(),
  confidence: z.string().nullish(),
  corrects: z.string().nullish(),
  reason: note(500).nullish(),
});
const withdrawal = z.object({ reason: note(500) });

interface Superseded {
  id: string;
  account_id: string;
  kind: LedgerKind;
  superseded: boolean;
  withdrawn: boolean;
}

/** What is stored besides the entry itself. */
interface Written {
  readonly id: string;
  readonly observedBy: string | null;
  readonly supersedes: string | null;
  readonly reason: string | null;
}

/** Adds to the relationship ledger; nothing in it is ever changed. */
@Injectable()
export class LedgerService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(LedgerPeople) private readonly people: LedgerPeople,
    @Inject(LedgerReferences) private readonly references: LedgerReferences,
    @Inject(LedgerGifts) private readonly gifts: LedgerGifts,
    @Inject(OpenWindows) private readonly windows: OpenWindows,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /**
   * Records an entry, or what corrects one.
   * @throws AccountNotFound @throws LedgerWriterNotAllowed @throws InputInvalid @throws LedgerEntryNotFound
   * @throws LedgerEntrySuperseded @throws LedgerEntryDiffers @throws GiftAboveLimit @throws GiftCurrencyDiffers
   */
  async record(ctx: RequestContext, kind: LedgerKind, input: object): Promise<{ id: string }> {
    const told = parseInput(common, input);
    const { id: accountId } = await this.accounts.requireVisible(ctx, told.accountId, ['input', 'accountId']);
    const writer = await demandWriter(ctx, kind);
    const corrected = told.corrects == null ? null : await this.holding(ctx, told.corrects);
    if (corrected && (corrected.account_id !== accountId || corrected.kind !== kind)) throw new LedgerEntryDiffers();
    const { currency, today } = await this.supplier(ctx);
    const observedOn = told.observedOn ?? today;
    const said = payloadOf(kind, told, currency);
    const payload = await this.people.filledIn(ctx, kind, said, { accountId, on: observedOn });
    const result = parseLedgerEntry(
      { kind, accountId, observedOn, source: told.source ?? OWN, confidence: told.confidence ?? 'A', payload },
      writer,
      dateInZone(ctx.now().toISOString(), FIRST_ZONE),
    );
    if (!result.ok) throw new InputInvalid(reasonsOf(kind, result.reasons));
    await this.references.require(ctx, accountId, kind, result.entry.payload as Readonly<Record<string, unknown>>);
    if (result.entry.kind === 'GIFT') {
      const about = { on: observedOn, currency, corrects: corrected?.id ?? null };
      await this.gifts.demandWithin(ctx, result.entry.payload, about);
    }
    const observedBy = await this.observer(ctx, accountId, told.observedById ?? null);
    const id = uuidv7();
    const [supersedes, reason] = [corrected?.id ?? null, told.reason ?? null];
    await this.insert(ctx, result.entry, { id, observedBy, supersedes, reason });
    if (kind === 'TRIGGER' && supersedes !== null) await this.windows.follow(ctx, supersedes, id);
    await this.tell(ctx, { accountId, kind, id, observedOn }, corrected ? 'corrected' : 'recorded');
    return { id };
  }

  /** Takes an entry back with an entry of its own. @throws InputInvalid @throws LedgerEntryNotFound @throws LedgerEntrySuperseded */
  async withdraw(ctx: RequestContext, entryId: string, why: string): Promise<{ id: string }> {
    const { reason } = parseArguments(withdrawal, { reason: why });
    const taken = await this.holding(ctx, entryId);
    await demandWriter(ctx, taken.kind);
    const id = uuidv7();
    const written = ctx.unit.execute(tenantSql`
      insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, supersedes,
        withdrawn, reason)
      select ${TENANT}, ${id}::uuid, e.account_id, e.kind, e.observed_on, ${ctx.now()}, ${ctx.actor}, ${OWN}, e.confidence, '{}'::jsonb, e.id, true, ${reason}
      from ledger_entry e where e.tenant_id = ${TENANT} and e.id = ${taken.id}::uuid`);
    await naming(UNIQUE_VIOLATION, () => new LedgerEntrySuperseded(), written);
    const { today } = await this.supplier(ctx);
    await this.tell(ctx, { accountId: taken.account_id, kind: taken.kind, id, observedOn: today }, 'withdrawn');
    return { id };
  }

  /** An entry that the caller may see and that nothing supersedes yet. */
  private async holding(ctx: RequestContext, id: string): Promise<Superseded> {
    const found = isRowId(id)
      ? await ctx.unit.first<Superseded>(tenantSql`
          select e.id, e.account_id, e.kind, e.withdrawn, exists (
            select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = e.id) as superseded
          from ledger_entry e where e.tenant_id = ${TENANT} and e.id = ${id}::uuid and ${visibleAccount(ctx, 'e.account_id')}`)
      : undefined;
    if (!found) throw new LedgerEntryNotFound();
    if (found.superseded || found.withdrawn) throw new LedgerEntrySuperseded();
    return found;
  }

  private async observer(ctx: RequestContext, accountId: string, id: string | null): Promise<string | null> {
    if (id === null) return null;
    if (isRowId(id) && (await this.references.exists(ctx, 'STAFF', id, accountId))) return id.toLowerCase();
    throw new InputInvalid([{ path: ['input', 'observedById'], code: 'STAFF_NOT_FOUND' }]);
  }

  private async insert(ctx: RequestContext, entry: LedgerEntry, { id, ...rest }: Written): Promise<void> {
    const { accountId, kind, observedOn, source, confidence, payload } = entry;
    const written = ctx.unit.execute(tenantSql`
      insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, observed_by, recorded_at, recorded_by, source, confidence, payload,
        supersedes, withdrawn, reason)
      values (${TENANT}, ${id}, ${accountId}, ${kind}, ${observedOn}, ${rest.observedBy}, ${ctx.now()}, ${ctx.actor}, ${source}, ${confidence},
        ${storedPayload(payload)}, ${rest.supersedes}, false, ${rest.reason})`);
    await naming(UNIQUE_VIOLATION, () => new LedgerEntrySuperseded(), written);
  }

  /** Writes the histories; what bears on health has the account judged again. */
  private async tell(
    ctx: RequestContext,
    { accountId, kind, id, observedOn }: { accountId: string; kind: LedgerKind; id: string; observedOn: IsoDate },
    action: string,
  ): Promise<void> {
    const detail = { kind, observedOn };
    await this.audit.recordForAccount(ctx, { accountId, action, entity: 'ledger', entityId: id, detail });
    const feeds = feedsOf(kind);
    if (feeds.includes('HEALTH')) await this.outbox.publish(ctx, 'accounts.evaluate', { accountIds: [accountId] });
    else if (feeds.some((feed) => STANDING_FEEDS.includes(feed)))
      await this.outbox.publish(ctx, 'standing.keep', { accountIds: [accountId] });
  }

  /** The currency of the supplier, and the day it is there. */
  private async supplier(ctx: RequestContext): Promise<{ readonly currency: string; readonly today: IsoDate }> {
    const row = await ctx.unit.first<{ currency: string; time_zone: string }>(tenantSql`
      select currency, time_zone from tenant where id = ${TENANT}`);
    return {
      currency: row?.currency ?? '',
      today: dateInZone(ctx.now().toISOString(), zoneOf(row?.time_zone ?? 'UTC')),
    };
  }
}

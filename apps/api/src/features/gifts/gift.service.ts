import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantCurrency } from '../../platform/context/tenant-currency.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { AccountService } from '../accounts/account.service.js';
import { AccountContactService } from '../contacts/account-contact.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { StaffService } from '../staff/staff.service.js';
import { GiftCommands } from './gift-commands.js';
import { GiftFactsService } from './gift-facts.service.js';
import { GiverNotFound, RecipientNotFound } from './gift.errors.js';
import { refuseArguments, requestInput, stepArguments } from './gift.inputs.js';
import { GiftStore, type StoredGift } from './gift.store.js';
import type { RequestGiftInput } from './gift.types.js';

/** The gift that a command has written or changed. */
export interface WrittenGift {
  readonly id: string;
}

/** What people do with gifts. Each method inside a transaction. */
@Injectable()
export class GiftService {
  constructor(
    @Inject(GiftStore) private readonly store: GiftStore,
    @Inject(GiftCommands) private readonly commands: GiftCommands,
    @Inject(GiftFactsService) private readonly facts: GiftFactsService,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AccountContactService) private readonly links: AccountContactService,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(LedgerService) private readonly ledger: LedgerService,
  ) {}

  /** @throws InputInvalid, AccountNotFound, RecipientNotFound, GiverNotFound, GiftRefused */
  async request(ctx: RequestContext, input: RequestGiftInput): Promise<WrittenGift> {
    const { contactId, giverId: giver, ...asked } = parseInput(requestInput, input);
    const { id: accountId } = await this.accounts.requireVisible(ctx, asked.accountId, ['input', 'accountId']);
    if (!(await this.links.accountsToday(ctx, contactId)).includes(accountId)) throw new RecipientNotFound();
    const giverId = giver ?? ctx.staff.staffId;
    if (!(await this.staff.whoSee(ctx, [giverId], accountId)).has(giverId)) throw new GiverNotFound();
    const currency = await tenantCurrency(ctx);
    const facts = await this.facts.of(ctx, accountId, contactId, currency);
    return this.commands.request(
      ctx,
      { ...asked, accountId, recipient: contactId, giver: `staff:${giverId}` },
      facts,
      currency,
    );
  }

  /** @throws InputInvalid, NotFound, VersionConflict, GiftRefused */
  async approve(ctx: RequestContext, args: unknown): Promise<WrittenGift> {
    const { id, version } = parseArguments(stepArguments, args);
    await this.commands.run(ctx, await this.lockVersion(ctx, id, version), { type: 'APPROVE_GIFT' });
    return { id };
  }

  /** @throws InputInvalid, NotFound, VersionConflict, GiftRefused */
  async refuse(ctx: RequestContext, args: unknown): Promise<WrittenGift> {
    const { id, version, note } = parseArguments(refuseArguments, args);
    await this.commands.run(ctx, await this.lockVersion(ctx, id, version), { type: 'REFUSE_GIFT', note });
    return { id };
  }

  /** What is given stands in the ledger from then on. @throws InputInvalid, NotFound, VersionConflict, GiftRefused, and what {@link LedgerService.record} throws */
  async give(ctx: RequestContext, args: unknown): Promise<WrittenGift> {
    const { id, version } = parseArguments(stepArguments, args);
    const locked = await this.lockVersion(ctx, id, version);
    const { request } = locked.record;
    if (request === null) throw new TypeError('A gift that is stored was requested.');
    const facts = await this.facts.of(ctx, request.accountId, request.recipient, locked.currency);
    await this.commands.run(ctx, locked, { type: 'GIVE_GIFT', facts }, () =>
      this.ledger.record(ctx, 'GIFT', {
        ...{
          accountId: request.accountId,
          direction: 'GIVEN',
          ourPersonId: ctx.staff.staffId,
          contactId: request.recipient,
        },
        ...{ courtesy: request.courtesy, occasion: request.occasion, publicOfficial: false, employerPolicy: 'LIMITED' },
        amount: { minor: String(request.valueMinor), currency: locked.currency },
        source: `gift request ${id}`,
      }),
    );
    return { id };
  }

  private async lockVersion(ctx: RequestContext, id: string, version: number): Promise<StoredGift> {
    const locked = await this.store.lock(ctx, id);
    if (locked.record.version !== version) throw new VersionConflict(locked.record.version);
    return locked;
  }
}

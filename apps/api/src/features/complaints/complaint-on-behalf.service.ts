import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import { rowId } from '../../platform/errors/input-schemas.js';
import { PortalContactService } from '../portal-access/portal-contact.service.js';
import { complaintContent, ComplaintFilingService } from './complaint-filing.service.js';
import { ComplainantNotFound } from './complaint.errors.js';
import type { CreateComplaintInput } from './complaint.types.js';

const createInput = complaintContent.extend({ accountId: rowId, accountContactId: rowId.nullish() });

/** Complaints that reached staff by telephone, mail or in person. */
@Injectable()
export class ComplaintOnBehalfService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(PortalContactService) private readonly contacts: PortalContactService,
    @Inject(ComplaintFilingService) private readonly filing: ComplaintFilingService,
  ) {}

  /** @throws AccountNotFound, ComplainantNotFound, OrderLineNotFound, IdempotencyKeyReused */
  async create(ctx: RequestContext, input: CreateComplaintInput): Promise<{ readonly id: string }> {
    const { accountId, accountContactId, ...content } = parseInput(createInput, input);
    await this.accounts.requireVisible(ctx, accountId, ['input', 'accountId']);
    if (accountContactId && (await this.contacts.find(ctx, accountContactId))?.accountId !== accountId)
      throw new ComplainantNotFound();
    return this.filing.file(ctx, {
      accountId,
      accountContactId: accountContactId ?? null,
      channel: 'STAFF',
      content,
      fileIds: [],
    });
  }
}

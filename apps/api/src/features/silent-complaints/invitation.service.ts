import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { chooseLocale } from '../../platform/http/request-context.hook.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { ComplaintFilingService } from '../complaints/complaint-filing.service.js';
import { MagicLinkService } from '../portal-access/magic-link.service.js';
import { PortalContactService } from '../portal-access/portal-contact.service.js';
import { StaffService } from '../staff/staff.service.js';
import { InvitationCommands } from './invitation-commands.js';
import { InvitationOwnerNotFound } from './invitation.errors.js';
import { assignArguments, declineArguments, sendArguments, talkInput } from './invitation.inputs.js';
import { invitationMail } from './invitation.mail.js';
import { InvitationStore } from './invitation.store.js';
import type { RecordInvitationTalkInput } from './invitation.types.js';

/** The invitation that a command has changed. */
export interface WrittenInvitation {
  readonly id: string;
}

/** Where a contact is named. */
const CONTACT = ['accountContactId'];

/** What staff do with invitations to speak. */
@Injectable()
export class InvitationService {
  constructor(
    @Inject(InvitationStore) private readonly store: InvitationStore,
    @Inject(InvitationCommands) private readonly commands: InvitationCommands,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(PortalContactService) private readonly contacts: PortalContactService,
    @Inject(MagicLinkService) private readonly links: MagicLinkService,
    @Inject(ComplaintFilingService) private readonly filing: ComplaintFilingService,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** @throws NotFound, InvitationOwnerNotFound, InvitationRefused */
  async assign(ctx: RequestContext, args: unknown): Promise<WrittenInvitation> {
    const { id, ownerId } = parseArguments(assignArguments, args);
    const locked = await this.store.lock(ctx, id);
    // Who asks the customer has to see who that is.
    if (!(await this.staff.whoSee(ctx, [ownerId], locked.accountId)).has(ownerId)) throw new InvitationOwnerNotFound();
    await this.commands.run(ctx, locked, { type: 'ASSIGN', owner: ownerId });
    return { id };
  }

  /** By portal and mail. @throws NotFound, ContactUnreachable, InvitationRefused */
  async send(ctx: RequestContext, args: unknown): Promise<WrittenInvitation> {
    const { id, accountContactId, language } = parseArguments(sendArguments, args);
    const locked = await this.store.lock(ctx, id);
    const contact = await this.contacts.reachable(ctx, locked.accountId, accountContactId, CONTACT);
    const { record } = await this.commands.run(ctx, locked, { type: 'SEND', contactId: accountContactId });
    const url = await this.links.forErrand(ctx, contact, 'speak', id);
    const owner = record.owner === null ? undefined : (await this.staff.byIds(ctx, [record.owner])).get(record.owner);
    const { email, name, supplier } = contact;
    const mail = { to: email, name, supplier: supplier.name, askedBy: owner?.name ?? null, url };
    await this.outbox.publish(
      ctx,
      'mail.send',
      invitationMail(mail, language ?? chooseLocale(undefined, contact.language)),
    );
    return { id };
  }

  /** @throws NotFound, ContactUnreachable, InvitationRefused */
  async recordTalk(ctx: RequestContext, input: RecordInvitationTalkInput): Promise<WrittenInvitation> {
    const { id, channel, accountContactId, result, note, complaint } = parseInput(talkInput, input);
    const locked = await this.store.lock(ctx, id);
    const contactId = accountContactId ?? null;
    if (contactId !== null) await this.contacts.holdAt(ctx, locked.accountId, contactId, CONTACT);
    await this.commands.run(ctx, locked, { type: 'RECORD_TALK', channel, result, contactId, note });
    if (complaint) {
      const filed = await this.filing.file(ctx, {
        accountId: locked.accountId,
        accountContactId: contactId ?? locked.record.contactId,
        channel: 'PROMPTED',
        content: { idempotencyKey: `invitation-${id}`, ...complaint },
        fileIds: [],
      });
      await this.store.linkComplaint(ctx, id, filed.id);
    }
    return { id };
  }

  /** @throws NotFound, InvitationRefused */
  async decline(ctx: RequestContext, args: unknown): Promise<WrittenInvitation> {
    const { id, note } = parseArguments(declineArguments, args);
    await this.commands.run(ctx, await this.store.lock(ctx, id), { type: 'DECLINE', note });
    return { id };
  }
}

import { type AdvisoryRecord, advisoryTextFor } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { chooseLocale } from '../../platform/http/request-context.hook.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { MagicLinkService } from '../portal-access/magic-link.service.js';
import { PortalContactService, type ReachableContact } from '../portal-access/portal-contact.service.js';
import { advisoryMail } from './advisory.mail.js';
import { AdvisoryStore } from './advisory.store.js';

/** Brings advisories to the people they are for. */
@Injectable()
export class AdvisoryDelivery {
  constructor(
    @Inject(AdvisoryStore) private readonly store: AdvisoryStore,
    @Inject(PortalContactService) private readonly contacts: PortalContactService,
    @Inject(MagicLinkService) private readonly links: MagicLinkService,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** The contacts, all of whom can be written to and let in. @throws ContactUnreachable naming the first who cannot */
  async reach(
    ctx: RequestContext,
    accountId: string,
    accountContactIds: readonly string[],
  ): Promise<readonly ReachableContact[]> {
    const reached: ReachableContact[] = [];
    for (const [index, id] of accountContactIds.entries()) {
      reached.push(await this.contacts.reachable(ctx, accountId, id, ['input', 'accountContactIds', index]));
    }
    return reached;
  }

  /** Mails everybody in their own language the title of what they will read, and the way to it. */
  async mail(
    ctx: RequestContext,
    id: string,
    { content }: AdvisoryRecord,
    contacts: readonly ReachableContact[],
  ): Promise<void> {
    const [first, ...others] = content?.texts ?? [];
    if (first === undefined) throw new TypeError('What is sent has a text.');
    const received = await this.store.received(ctx, id);
    const sentBy = ctx.principal.kind === 'STAFF' ? ctx.staff.name : null;
    for (const contact of contacts) {
      const { accountContactId, email, name, supplier } = contact;
      const locale = chooseLocale(undefined, contact.language);
      const { language, title } = advisoryTextFor([first, ...others], locale);
      const receivedId = received.get(accountContactId);
      if (receivedId === undefined) throw new TypeError('Whom it is sent to has received it.');
      const url = await this.links.forErrand(ctx, contact, 'advisories', receivedId);
      const mail = { to: email, name, supplier: supplier.name, sentBy, language, title, url };
      await this.outbox.publish(ctx, 'mail.send', advisoryMail(mail, locale));
    }
  }
}

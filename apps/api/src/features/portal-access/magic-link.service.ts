import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { issueToken } from '../../platform/auth/opaque-token.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { type Locale, LOCALES, type RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { chooseLocale } from '../../platform/http/request-context.hook.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { line, rowId } from '../../platform/errors/input-schemas.js';
import { linkMail, type LinkPurpose } from './link.mail.js';
import { ContactNotActive, ContactWithoutEmail } from './portal-access.errors.js';
import type { Invitation, InviteContactInput } from './portal-access.types.js';
import { type PortalContact, PortalContactService } from './portal-contact.service.js';
import { RateLimitService } from './rate-limit.service.js';
import type { RequestMagicLinkInput } from './sign-in.portal-types.js';

const REQUESTS_PER_HOUR = 5;
const VALID_MINUTES: Readonly<Record<LinkPurpose, number>> = { SIGN_IN: 15, INVITATION: 14 * 24 * 60 };

const requestInput = z.object({
  supplier: z.string().max(60),
  email: line(254)
    .toLowerCase()
    .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address'),
});
const inviteInput = z.object({ accountContactId: rowId, language: z.enum(LOCALES).nullish() });

/** Links that let a buyer in without a password. Only their hash is stored. */
@Injectable()
export class MagicLinkService {
  constructor(
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(PortalContactService) private readonly contacts: PortalContactService,
    @Inject(RateLimitService) private readonly limits: RateLimitService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Always true and always the same work: whether the address is known is found out later, by the job. */
  async request(input: RequestMagicLinkInput): Promise<boolean> {
    const { supplier, email } = parseInput(requestInput, input);
    const tenant = await this.contexts.tenantBySlug(supplier);
    if (!tenant) return true;
    await this.contexts.asSystem(tenant.id, 'portal', (ctx) =>
      ctx.transaction(async () => {
        if (await this.limits.attempt(ctx, 'sign-in', email, REQUESTS_PER_HOUR))
          await this.outbox.publish(ctx, 'portal.sign-in', { email });
      }),
    );
    return true;
  }

  /** Sends one link for each account at which the address belongs to somebody who was invited there. */
  async sendSignInLinks(ctx: RequestContext, email: string): Promise<void> {
    for (const contact of await this.contacts.invitedByEmail(ctx, email)) {
      if (contact.email !== null)
        await this.send(
          ctx,
          { ...contact, email: contact.email },
          'SIGN_IN',
          chooseLocale(undefined, contact.language),
        );
    }
  }

  /** @throws NotFound, ContactNotActive, ContactWithoutEmail */
  async invite(ctx: RequestContext, input: InviteContactInput): Promise<Invitation> {
    const { accountContactId, language } = parseInput(inviteInput, input);
    const contact = await this.contacts.hold(ctx, accountContactId);
    if (!contact) throw new NotFound('Contact');
    if (!contact.active) throw new ContactNotActive();
    const { email, accountId } = contact;
    if (email === null) throw new ContactWithoutEmail();
    const expiresAt = await this.send(
      ctx,
      { ...contact, email },
      'INVITATION',
      language ?? chooseLocale(undefined, contact.language),
    );
    await this.audit.recordForAccount(ctx, {
      action: 'invited',
      entity: 'account-contact',
      entityId: accountContactId,
      accountId,
    });
    return { email, expiresAt };
  }

  /**
   * A link that leads a person to something to do, for a mail of the caller's own. It lets in, to one session at a time,
   * until {@link complete} is called or it expires.
   * @param page address of the page below the supplier's portal, without the errand's identifier at its end
   * @param expiresAt until when; as long as an invitation unless told
   */
  async forErrand(
    ctx: RequestContext,
    contact: Pick<PortalContact, 'accountContactId' | 'supplier'>,
    page: string,
    errandId: string,
    expiresAt?: Date,
  ): Promise<string> {
    return (await this.issue(ctx, contact, 'INVITATION', `${page}/${errandId}`, { errandId, expiresAt })).url;
  }

  /** The errand is done: its links let nobody in any more, as part of the caller's transaction. */
  async complete(ctx: RequestContext, errandId: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update magic_link set used_at = ${ctx.now()} where tenant_id = ${TENANT} and errand_id = ${errandId} and used_at is null`);
  }

  private async issue(
    ctx: RequestContext,
    { accountContactId, supplier }: Pick<PortalContact, 'accountContactId' | 'supplier'>,
    purpose: LinkPurpose,
    page: string,
    { errandId, expiresAt }: { readonly errandId?: string; readonly expiresAt?: Date | undefined } = {},
  ): Promise<{ readonly url: string; readonly expiresAt: Date }> {
    const id = uuidv7();
    const until = expiresAt ?? new Date(ctx.now().getTime() + VALID_MINUTES[purpose] * 60_000);
    const { text: token, hash } = issueToken('MAGIC_LINK', ctx.tenantId, id);
    await ctx.unit.execute(tenantSql`
      insert into magic_link (tenant_id, id, account_contact_id, secret_hash, purpose, created_at, expires_at, errand_id)
      values (${TENANT}, ${id}, ${accountContactId}, ${hash}, ${purpose}, ${ctx.now()}, ${until}, ${errandId ?? null})`);
    // In the fragment: it never reaches a server's log, and opening the page for a preview does not spend the link.
    return { url: `${this.config.publicUrl}/portal/${supplier.slug}/${page}#token=${token}`, expiresAt: until };
  }

  private async send(
    ctx: RequestContext,
    contact: PortalContact & { email: string },
    purpose: LinkPurpose,
    language: Locale,
  ): Promise<Date> {
    const { url, expiresAt } = await this.issue(ctx, contact, purpose, 'sign-in');
    const { email, name, accountName, supplier } = contact;
    await this.outbox.publish(
      ctx,
      'mail.send',
      linkMail({ purpose, to: email, name, supplier: supplier.name, account: accountName, url }, language),
    );
    return expiresAt;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import { issueToken, readToken, secretMatches, type OpaqueToken } from '../../platform/auth/opaque-token.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql, type Sql } from '../../platform/database/tenant-sql.js';
import { LinkExpired, LinkInvalid, LinkUsed } from './portal-access.errors.js';
import { type PortalContact, PortalContactService } from './portal-contact.service.js';
import type { PortalMe } from './sign-in.portal-types.js';

export const SESSION_DAYS = 30;

/** Who is signed in now; `sessionToken` is null when the session that came along is simply kept. */
export interface Redeemed {
  readonly me: PortalMe;
  readonly sessionToken: string | null;
}

/** Buyers' sessions: begun by a link, ended by signing out or by time. */
@Injectable()
export class PortalSessionService {
  constructor(
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(PortalContactService) private readonly contacts: PortalContactService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /**
   * Spends a link, unless something is to be done with it first: such a one lets in until it is done, and each time ends
   * the session that it began before. The same person's second click, with the session of the first, is answered like the
   * first.
   * @param caller whoever is signed in already
   * @throws LinkInvalid, LinkUsed, LinkExpired
   */
  async redeem(token: string, caller: RequestContext | undefined): Promise<Redeemed> {
    const link = readToken('MAGIC_LINK', token);
    if (!link) throw new LinkInvalid();
    return this.contexts.asSystem(link.tenantId, 'portal', (ctx) =>
      ctx.transaction(() => this.spend(ctx, link, caller)),
    );
  }

  async signOut(ctx: RequestContext): Promise<boolean> {
    const { sessionId, accountContactId } = ctx.buyer;
    await ctx.unit.execute(tenantSql`
      update portal_session set revoked_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${sessionId} and revoked_at is null`);
    await this.audit.record(ctx, { action: 'signed-out', entity: 'buyer', entityId: accountContactId });
    return true;
  }

  /** Ends the person's sessions and open links at every account, as part of the caller's transaction. */
  async revokeFor(ctx: RequestContext, contactId: string): Promise<void> {
    const revoked = await this.revoke(
      ctx,
      sql`account_contact_id in (select ac.id from account_contact ac where ac.tenant_id = ${TENANT} and ac.contact_id = ${contactId})`,
    );
    if (revoked) await this.audit.record(ctx, { action: 'access-revoked', entity: 'contact', entityId: contactId });
  }

  /** The same for one account of the person. */
  async revokeAt(ctx: RequestContext, accountContactId: string): Promise<void> {
    if (await this.revoke(ctx, sql`account_contact_id = ${accountContactId}`))
      await this.audit.record(ctx, { action: 'access-revoked', entity: 'account-contact', entityId: accountContactId });
  }

  /** Links first: whoever spends one meanwhile is waited for, and the session so begun ends too. */
  private async revoke(ctx: RequestContext, whose: Sql): Promise<boolean> {
    const now = ctx.now();
    const links = await ctx.unit.execute(tenantSql`
      update magic_link set expires_at = ${now} where tenant_id = ${TENANT} and used_at is null and expires_at > ${now} and ${whose}`);
    const sessions = await ctx.unit.execute(tenantSql`
      update portal_session set revoked_at = ${now} where tenant_id = ${TENANT} and revoked_at is null and ${whose}`);
    return links + sessions > 0;
  }

  private async spend(ctx: RequestContext, link: OpaqueToken, caller: RequestContext | undefined): Promise<Redeemed> {
    const row = await ctx.unit.first<{
      secret_hash: Buffer;
      account_contact_id: string;
      expires_at: Date;
      used_at: Date | null;
      errand_id: string | null;
    }>(tenantSql`
      select secret_hash, account_contact_id, expires_at, used_at, errand_id from magic_link
      where tenant_id = ${TENANT} and id = ${link.id} for update`);
    if (!row || !secretMatches(link, row.secret_hash)) throw new LinkInvalid();
    const contact = await this.contacts.find(ctx, row.account_contact_id);
    if (!contact?.active) throw new LinkInvalid();
    const isCaller = caller?.principal.kind === 'BUYER' && caller.principal.accountContactId === row.account_contact_id;
    if (row.used_at !== null) {
      if (!isCaller) throw new LinkUsed();
      return { me: toMe(contact), sessionToken: null };
    }
    if (row.expires_at <= ctx.now()) throw new LinkExpired();
    if (row.errand_id === null) {
      await ctx.unit.execute(
        tenantSql`update magic_link set used_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${link.id}`,
      );
    } else {
      if (isCaller) return { me: toMe(contact), sessionToken: null };
      await ctx.unit.execute(tenantSql`
        update portal_session set revoked_at = ${ctx.now()} where tenant_id = ${TENANT} and link_id = ${link.id} and revoked_at is null`);
    }
    return { me: toMe(contact), sessionToken: await this.begin(ctx, row.account_contact_id, link.id) };
  }

  private async begin(ctx: RequestContext, accountContactId: string, linkId: string): Promise<string> {
    const id = uuidv7();
    const { text, hash } = issueToken('PORTAL_SESSION', ctx.tenantId, id);
    const expiresAt = new Date(ctx.now().getTime() + SESSION_DAYS * 86_400_000);
    await ctx.unit.execute(tenantSql`
      insert into portal_session (tenant_id, id, account_contact_id, secret_hash, created_at, expires_at, link_id)
      values (${TENANT}, ${id}, ${accountContactId}, ${hash}, ${ctx.now()}, ${expiresAt}, ${linkId})`);
    await this.audit.record(ctx, { action: 'signed-in', entity: 'buyer', entityId: accountContactId });
    return text;
  }
}

function toMe({ accountContactId, name, language, email, accountId, accountName, supplier }: PortalContact): PortalMe {
  return { id: accountContactId, name, language, email, account: { id: accountId, name: accountName }, supplier };
}

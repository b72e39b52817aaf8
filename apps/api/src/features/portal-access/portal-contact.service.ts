import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { sql, TENANT, tenantSql, type Sql, type TenantSql } from '../../platform/database/tenant-sql.js';
import { ContactUnreachable } from './portal-access.errors.js';

/** A person at an account, as the portal needs them. */
export interface PortalContact {
  readonly accountContactId: string;
  readonly contactId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: string;
  /** Whether the person is at the account today. */
  readonly active: boolean;
  readonly supplier: { readonly slug: string; readonly name: string };
}

/** Somebody who can be written to. */
export type MailableContact = PortalContact & { readonly email: string };

/** Somebody who can be written to, and let in. */
export type ReachableContact = MailableContact;

/** Who may come into the portal: people with a current place at an account, once they were invited there. */
@Injectable()
export class PortalContactService {
  /** The contact among the accounts that the caller may see. */
  async find(ctx: RequestContext, accountContactId: string): Promise<PortalContact | undefined> {
    return (await ctx.unit.query<PortalContact>(this.statement(ctx, sql`ac.id = ${accountContactId}`)))[0];
  }

  /** The same, whose address stays as it is until the transaction ends: no link goes to one that was just given up. */
  async hold(ctx: RequestContext, accountContactId: string): Promise<PortalContact | undefined> {
    const statement = this.statement(ctx, sql`ac.id = ${accountContactId}`, sql`for share of c`);
    return (await ctx.unit.query<PortalContact>(statement))[0];
  }

  /** As {@link hold}, of an account. @throws ContactUnreachable CONTACT_NOT_FOUND */
  async holdAt(
    ctx: RequestContext,
    accountId: string,
    accountContactId: string,
    path: readonly (string | number)[],
  ): Promise<PortalContact> {
    const contact = await this.hold(ctx, accountContactId);
    if (contact?.accountId !== accountId) throw new ContactUnreachable('CONTACT_NOT_FOUND', path);
    return contact;
  }

  /** As {@link holdAt}, of somebody who is there and has an address. @throws ContactUnreachable */
  async mailable(
    ctx: RequestContext,
    accountId: string,
    accountContactId: string,
    path: readonly (string | number)[],
  ): Promise<MailableContact> {
    const contact = await this.holdAt(ctx, accountId, accountContactId, path);
    if (!contact.active) throw new ContactUnreachable('CONTACT_NOT_ACTIVE', path);
    const { email } = contact;
    if (email === null) throw new ContactUnreachable('CONTACT_WITHOUT_EMAIL', path);
    return { ...contact, email };
  }

  /** As {@link mailable}, of somebody who may come in, too. @throws ContactUnreachable */
  async reachable(
    ctx: RequestContext,
    accountId: string,
    accountContactId: string,
    path: readonly (string | number)[],
  ): Promise<ReachableContact> {
    const contact = await this.mailable(ctx, accountId, accountContactId, path);
    if (!(await this.isInvited(ctx, accountContactId))) throw new ContactUnreachable('CONTACT_NOT_INVITED', path);
    return contact;
  }

  /** Everybody with this address (lower case) who is at an account today and was invited there: one entry per account. */
  async invitedByEmail(ctx: RequestContext, email: string): Promise<PortalContact[]> {
    const invited = sql`exists (
      select 1 from magic_link l where l.tenant_id = ${TENANT} and l.account_contact_id = ac.id and l.purpose = 'INVITATION')`;
    const found = await ctx.unit.query<PortalContact>(
      this.statement(ctx, sql`c.email_lower = ${email} and ${invited}`, sql`for share of c`),
    );
    return found.filter(({ active }) => active);
  }

  /** Which of these people are at the account today. */
  async present(ctx: RequestContext, accountId: string, contactIds: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await ctx.unit.query<PortalContact>(
      this.statement(ctx, sql`ac.account_id = ${accountId} and c.id = any(${contactIds}::uuid[])`),
    );
    return new Set(found.flatMap(({ active, contactId }) => (active ? [contactId] : [])));
  }

  /** Whether the person was ever invited into the portal for this account. */
  async isInvited(ctx: RequestContext, accountContactId: string): Promise<boolean> {
    const row = await ctx.unit.first(tenantSql`
      select 1 from magic_link
      where tenant_id = ${TENANT} and account_contact_id = ${accountContactId} and purpose = 'INVITATION' limit 1`);
    return row !== undefined;
  }

  private statement(ctx: RequestContext, condition: Sql, lock: Sql = sql``): TenantSql {
    const today = todayOf(ctx);
    return tenantSql`
      select ac.id as "accountContactId", ac.contact_id as "contactId", a.id as "accountId", a.name as "accountName", c.name, c.email, c.language,
        (c.status = 'ACTIVE' and ac.valid_from <= ${today} and (ac.valid_to is null or ac.valid_to >= ${today})) as active,
        json_build_object('slug', t.slug, 'name', t.name) as supplier
      from account_contact ac
      join contact c on c.tenant_id = ac.tenant_id and c.id = ac.contact_id
      join account a on a.tenant_id = ac.tenant_id and a.id = ac.account_id
      join tenant t on t.id = ac.tenant_id
      where ac.tenant_id = ${TENANT} and ${condition} and ${visibleAccount(ctx, 'ac.account_id')}
      order by a.name, ac.id ${lock}`;
  }
}

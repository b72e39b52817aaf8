import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { LOCALES, type RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { given, isRowId, line } from '../../platform/errors/input-schemas.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import { PortalSessionService } from '../portal-access/portal-session.service.js';
import { AccountContactService } from './account-contact.service.js';
import type { ContactLinkInput } from './account-contact.types.js';
import { demandPowerOver } from './contact-power.js';
import { linkInput } from './contact-link.schema.js';
import { Contact } from './contact.entity.js';
import { CONTACT_STATUSES } from './contact.enums.js';
import { ContactNotFound, ContactNumberTaken, LinkRequired } from './contact.errors.js';
import type { CreateContactInput, UpdateContactInput } from './contact.types.js';
import { visibleContact } from './contact.visibility.js';

const fields = z.object({
  name: line(200),
  externalId: line(100).nullish(),
  title: line(200).nullish(),
  email: z.string().trim().max(254).pipe(z.email()).nullish(),
  phone: line(50).nullish(),
  language: z
    .enum(LOCALES)
    .nullish()
    .transform((language) => (language === null ? 'en' : language)),
});
const createInput = fields.extend({ link: linkInput.nullish() });
const updateInput = fields.partial().extend({ status: z.enum(CONTACT_STATUSES).optional() });

/** The people on the customers' side. */
@Injectable()
export class ContactService {
  constructor(
    @Inject(AccountContactService) private readonly links: AccountContactService,
    @Inject(PortalSessionService) private readonly sessions: PortalSessionService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** @throws ContactNotFound for nobody and for somebody the caller may not see */
  async requireVisible(ctx: RequestContext, id: string): Promise<Contact> {
    const visible =
      isRowId(id) &&
      (await ctx.unit.first<{ id: string }>(tenantSql`
      select c.id from contact c where c.tenant_id = ${TENANT} and c.id = ${id} and ${visibleContact(ctx, 'c.id')}`));
    const contact = visible && (await (await ctx.unit.repository(Contact)).findOne({ id: visible.id }));
    if (!contact) throw new ContactNotFound();
    return contact;
  }

  /** @throws LinkRequired @throws ContactNumberTaken and what {@link AccountContactService.link} throws */
  async create(ctx: RequestContext, input: CreateContactInput): Promise<{ readonly id: string }> {
    const { link, ...values } = parseInput(createInput, input);
    if (!link && !hasPermission(ctx, 'account.read.all')) throw new LinkRequired();
    const id = uuidv7();
    const row: Partial<Contact> = {
      ...given(values),
      ...searchable(values),
      id,
      language: values.language ?? 'en',
      status: 'ACTIVE',
      createdAt: ctx.now(),
    };
    await naming(UNIQUE_VIOLATION, () => new ContactNumberTaken(), (await ctx.unit.repository(Contact)).insert(row));
    await this.audit.record(ctx, { action: 'created', entity: 'contact', entityId: id });
    if (link) await this.links.link(ctx, id, link, ['input', 'link']);
    return { id };
  }

  /**
   * Changing the address or the status ends the person's access to the portal.
   * @throws ContactNotFound @throws ContactNumberTaken @throws Forbidden as {@link demandPowerOver} says
   */
  async update(ctx: RequestContext, id: string, input: UpdateContactInput): Promise<{ readonly id: string }> {
    const values = given(parseInput(updateInput, input));
    const contact = await this.requireVisible(ctx, id);
    const changed = Object.entries(values).filter(([field, value]) => contact[field as keyof Contact] !== value);
    if (changed.length === 0) return contact;
    const access = changed.some(([field]) => field === 'email' || field === 'status');
    await demandPowerOver(ctx, contact.id, access);
    const set: Partial<Contact> = {
      ...Object.fromEntries(changed),
      ...searchable(Object.fromEntries(changed)),
      ...(changed.some(([field]) => field === 'status') ? { statusAt: ctx.now() } : {}),
    };
    await naming(
      UNIQUE_VIOLATION,
      () => new ContactNumberTaken(),
      (await ctx.unit.repository(Contact)).update({ id: contact.id }, set),
    );
    // Names of fields alone: histories are never changed, so that what is in them could not be forgotten.
    const detail = { fields: changed.map(([field]) => field) };
    await this.audit.record(ctx, { action: 'updated', entity: 'contact', entityId: contact.id, detail });
    if (access) await this.sessions.revokeFor(ctx, contact.id);
    if (set.status !== undefined) await this.tellAccounts(ctx, contact, set.status);
    return contact;
  }

  /** @throws ContactNotFound and what {@link AccountContactService.link} throws */
  async link(ctx: RequestContext, id: string, input: ContactLinkInput): Promise<{ readonly id: string }> {
    const values = parseInput(linkInput, input);
    const contact = await this.requireVisible(ctx, id);
    return this.links.link(ctx, contact.id, values, ['input']);
  }

  /** A change of personnel belongs into the story of every account where the person is now. */
  private async tellAccounts(ctx: RequestContext, contact: Contact, status: string): Promise<void> {
    for (const accountId of await this.links.accountsToday(ctx, contact.id)) {
      const detail = { from: contact.status, to: status };
      await this.audit.recordForAccount(ctx, {
        accountId,
        action: 'status-changed',
        entity: 'contact',
        entityId: contact.id,
        detail,
      });
    }
  }
}

function searchable({
  name,
  email,
}: {
  name?: string | undefined;
  email?: string | null | undefined;
}): Partial<Contact> {
  return {
    ...(name === undefined ? {} : { nameLower: name.toLowerCase() }),
    ...(email === undefined ? {} : { emailLower: email?.toLowerCase() ?? null }),
  };
}

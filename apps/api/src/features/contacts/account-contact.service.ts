import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import { day, given, isRowId, parseArguments } from '../../platform/errors/input-schemas.js';
import { DepartmentService } from '../departments/department.service.js';
import { PortalSessionService } from '../portal-access/portal-session.service.js';
import { AccountContact } from './account-contact.entity.js';
import type { UpdateContactLinkInput } from './account-contact.types.js';
import { lockPerson } from './contact-power.js';
import { type LinkValues, type NewLink, linkColumns, NOTHING_SAID, updateLinkInput } from './contact-link.schema.js';
import { AccountContactNotFound, LinkEndsBeforeItBegins, LinkOverlaps } from './contact.errors.js';

const endArguments = z.object({ on: day.nullish() });

/** Who is, was or will be at which account, and what they are there. */
@Injectable()
export class AccountContactService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(DepartmentService) private readonly departments: DepartmentService,
    @Inject(PortalSessionService) private readonly sessions: PortalSessionService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** @throws AccountContactNotFound when there is none or its account is not visible */
  async requireVisible(ctx: RequestContext, id: string): Promise<AccountContact> {
    const visible =
      isRowId(id) &&
      (await ctx.unit.first<{ id: string }>(tenantSql`
      select k.id from account_contact k where k.tenant_id = ${TENANT} and k.id = ${id} and ${visibleAccount(ctx, 'k.account_id')}`));
    const link = visible && (await (await ctx.unit.repository(AccountContact)).findOne({ id: visible.id }));
    if (!link) throw new AccountContactNotFound();
    return link;
  }

  /** Every account where the person is today, also those the caller may not see. */
  async accountsToday(ctx: RequestContext, contactId: string): Promise<string[]> {
    const today = todayOf(ctx);
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select k.account_id as id from account_contact k where k.tenant_id = ${TENANT} and k.contact_id = ${contactId}
        and k.valid_from <= ${today} and (k.valid_to is null or k.valid_to >= ${today})`);
    return rows.map(({ id }) => id);
  }

  /**
   * Links a person, whom the caller has been shown to see, to an account.
   * @param at where the values stand in the input, for errors
   * @throws AccountNotFound @throws DepartmentNotFound @throws LinkOverlaps @throws LinkEndsBeforeItBegins
   */
  async link(
    ctx: RequestContext,
    contactId: string,
    values: NewLink,
    at: readonly string[],
  ): Promise<{ readonly id: string }> {
    const account = await this.accounts.requireVisible(ctx, values.accountId, [...at, 'accountId']);
    const link = {
      ...linkColumns(ctx, { ...NOTHING_SAID, ...given(values) }, at),
      id: uuidv7(),
      contactId,
      accountId: account.id,
      recordedAt: ctx.now(),
    } as AccountContact;
    await lockPerson(ctx, contactId);
    await this.check(ctx, link, at);
    await (await ctx.unit.repository(AccountContact)).insert(link);
    await this.record(ctx, 'linked', link, { validFrom: link.validFrom, validTo: link.validTo });
    return link;
  }

  /** @throws AccountContactNotFound @throws DepartmentNotFound @throws LinkOverlaps @throws LinkEndsBeforeItBegins */
  async update(ctx: RequestContext, id: string, input: UpdateContactLinkInput): Promise<{ readonly id: string }> {
    const set = linkColumns(ctx, given(parseInput(updateLinkInput, input)) as LinkValues, ['input']);
    const link = await this.lockVisible(ctx, id);
    if (Object.keys(set).length === 0) return link;
    await this.check(ctx, { ...link, ...set }, ['input']);
    await this.keepPast(ctx, link.id);
    await (await ctx.unit.repository(AccountContact)).update({ id: link.id }, set);
    await this.closePortal(ctx, { ...link, ...set });
    await this.record(ctx, 'link-updated', link, { fields: Object.keys(set) });
    return link;
  }

  /** @param on the last day; today unless told @throws AccountContactNotFound @throws LinkEndsBeforeItBegins */
  async end(
    ctx: RequestContext,
    id: string,
    args: { on: IsoDate | null | undefined },
  ): Promise<{ readonly id: string }> {
    const { on } = parseArguments(endArguments, args);
    const link = await this.lockVisible(ctx, id);
    const validTo = on ?? todayOf(ctx);
    if (validTo < link.validFrom) throw new LinkEndsBeforeItBegins(['on']);
    if (link.validTo !== null && validTo > link.validTo) await this.check(ctx, { ...link, validTo }, []);
    await this.keepPast(ctx, link.id);
    await (await ctx.unit.repository(AccountContact)).update({ id: link.id }, { validTo });
    await this.closePortal(ctx, { ...link, validTo });
    await this.record(ctx, 'link-ended', link, { validTo });
    return link;
  }

  /** Nothing that was said of a person at an account is lost: it holds until now. */
  private async keepPast(ctx: RequestContext, id: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into account_contact_past (tenant_id, id, account_contact_id, until, changed_by, department_id, tier, valid_from, valid_to, roles,
        influence_weight, stance, stance_evidence, stance_at, coach, relation_strength, counterpart_id)
      select ${TENANT}, ${uuidv7()}::uuid, k.id, ${ctx.now()}::timestamptz, ${ctx.actor}::text, k.department_id, k.tier, k.valid_from, k.valid_to,
        k.roles, k.influence_weight, k.stance, k.stance_evidence, k.stance_at, k.coach, k.relation_strength, k.counterpart_id
      from account_contact k where k.tenant_id = ${TENANT} and k.id = ${id}::uuid`);
  }

  /** Whoever is let in later, after a new beginning, must come in anew. */
  private async closePortal(ctx: RequestContext, { id, validTo }: AccountContact): Promise<void> {
    if (validTo !== null && validTo <= todayOf(ctx)) await this.sessions.revokeAt(ctx, id);
  }

  private async lockVisible(ctx: RequestContext, id: string): Promise<AccountContact> {
    const { contactId } = await this.requireVisible(ctx, id);
    await lockPerson(ctx, contactId);
    return this.requireVisible(ctx, id);
  }

  private async check(ctx: RequestContext, link: AccountContact, at: readonly string[]): Promise<void> {
    if (link.validTo !== null && link.validTo < link.validFrom) throw new LinkEndsBeforeItBegins([...at, 'validTo']);
    if (link.departmentId !== null)
      await this.departments.requireAt(ctx, link.accountId, link.departmentId, [...at, 'departmentId']);
    if (link.counterpartId !== null && !(await this.isStaff(ctx, link.counterpartId)))
      throw new InputInvalid([{ path: [...at, 'counterpartId'], code: 'STAFF_NOT_FOUND' }]);
    const overlapping = await ctx.unit.first<{ id: string }>(tenantSql`
      select k.id from account_contact k where k.tenant_id = ${TENANT} and k.contact_id = ${link.contactId} and k.account_id = ${link.accountId}
        and k.id <> ${link.id} and (k.valid_to is null or k.valid_to >= ${link.validFrom})
        and (${link.validTo}::date is null or k.valid_from <= ${link.validTo}::date)`);
    if (overlapping) throw new LinkOverlaps(overlapping.id);
  }

  private async isStaff(ctx: RequestContext, id: string): Promise<boolean> {
    const found = await ctx.unit.first(
      tenantSql`select from staff_member where tenant_id = ${TENANT} and id = ${id}::uuid`,
    );
    return found !== undefined;
  }

  private record(
    ctx: RequestContext,
    action: string,
    link: AccountContact,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.recordForAccount(ctx, {
      accountId: link.accountId,
      action,
      entity: 'contact',
      entityId: link.contactId,
      detail: { accountContactId: link.id, ...detail },
    });
  }
}

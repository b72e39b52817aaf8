import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { visibleToStaff } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type PortalContact, PortalContactService } from '../portal-access/portal-contact.service.js';
import type { StaffMember } from '../staff/staff-member.entity.js';
import { StaffService } from '../staff/staff.service.js';
import { AssessmentRefused, RaterRefused } from './assessment.errors.js';
import type { openInput } from './assessment.inputs.js';
import type { NamedRater } from './assessment.store.js';

/** A person of the customer's who can be written to. */
export type WritableContact = PortalContact & { readonly email: string };

/** Finds out who is meant, and whether they can be asked. */
@Injectable()
export class AssessmentRaters {
  constructor(
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(PortalContactService) private readonly contacts: PortalContactService,
  ) {}

  /** @throws RaterRefused, AssessmentRefused ALREADY_INVITED for somebody who is named twice */
  async named(
    ctx: RequestContext,
    { accountId, staff, accountContactIds }: z.output<typeof openInput>,
  ): Promise<readonly NamedRater[]> {
    const named = [...staff.map(({ staffId }) => staffId), ...accountContactIds];
    if (new Set(named).size < named.length) throw new AssessmentRefused([{ code: 'ALREADY_INVITED' }]);
    const members = await this.staff.byIds(
      ctx,
      staff.map(({ staffId }) => staffId),
    );
    const ours: NamedRater[] = [];
    for (const [index, { staffId, group }] of staff.entries()) {
      const member = members.get(staffId);
      // Who rates a relationship has to see whose it is.
      const place = member && member.disabledAt === null ? await this.placeOf(ctx, accountId, member) : undefined;
      if (!place) throw new RaterRefused('RATER_NOT_FOUND', ['input', 'staff', index, 'staffId']);
      ours.push({ raterId: uuidv7(), group, ownAccount: place.sells, staffId, accountContactId: null });
    }
    const theirs: NamedRater[] = [];
    for (const [index, id] of accountContactIds.entries()) {
      await this.writable(ctx, accountId, id, ['input', 'accountContactIds', index]);
      theirs.push({ raterId: uuidv7(), group: 'CUSTOMER', ownAccount: false, staffId: null, accountContactId: id });
    }
    return [...ours, ...theirs];
  }

  /** A contact of the account who is there today and has an address. @throws RaterRefused */
  async writable(
    ctx: RequestContext,
    accountId: string,
    accountContactId: string,
    path: readonly (string | number)[],
  ): Promise<WritableContact> {
    const contact = await this.contacts.hold(ctx, accountContactId);
    if (contact?.accountId !== accountId) throw new RaterRefused('RATER_NOT_FOUND', path);
    if (!contact.active) throw new RaterRefused('CONTACT_NOT_ACTIVE', path);
    const { email } = contact;
    if (email === null) throw new RaterRefused('CONTACT_WITHOUT_EMAIL', path);
    return { ...contact, email };
  }

  /** Whether somebody sees an account, and sells to it: owns it, or is one of the sellers of its teams. */
  private async placeOf(
    ctx: RequestContext,
    accountId: string,
    member: StaffMember,
  ): Promise<{ readonly sells: boolean } | undefined> {
    const isSeller = member.role === 'SALES' || member.role === 'KEY_ACCOUNT_MANAGER';
    return ctx.unit.first<{ sells: boolean }>(tenantSql`
      select coalesce(a.owner_id = ${member.id}, false) or (${isSeller} and exists (
          select from account_team t join team_member m on m.tenant_id = t.tenant_id and m.team_id = t.team_id
          where t.tenant_id = ${TENANT} and t.account_id = a.id and m.staff_id = ${member.id})) as sells
      from account a where a.tenant_id = ${TENANT} and a.id = ${accountId} and ${visibleToStaff(member, 'a.id')}`);
  }
}

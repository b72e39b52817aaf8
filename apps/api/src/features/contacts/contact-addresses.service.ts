import type { BusinessFunction, IsoDate, Tier } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** What somebody with an e-mail address was at an account. */
export interface AddressedPlace {
  /** In small letters; null where the person has none. */
  readonly address: string | null;
  readonly contactId: string;
  readonly name: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly tier: Tier;
  readonly businessFunction: BusinessFunction | null;
}

/** People at customers by their e-mail addresses. */
@Injectable()
export class ContactAddresses {
  /** Everything that people with these addresses, or these people, have been at accounts that the caller may see. */
  places(
    ctx: RequestContext,
    addresses: readonly string[],
    contactIds: readonly string[],
  ): Promise<readonly AddressedPlace[]> {
    return ctx.unit.query<AddressedPlace>(tenantSql`
      select c.email_lower as address, c.id as "contactId", c.name, a.id as "accountId", a.name as "accountName",
        k.valid_from::text as "validFrom", k.valid_to::text as "validTo", k.tier, d.function as "businessFunction"
      from contact c
      join account_contact k on k.tenant_id = ${TENANT} and k.contact_id = c.id and ${visibleAccount(ctx, 'k.account_id')}
      join account a on a.tenant_id = ${TENANT} and a.id = k.account_id
      left join department d on d.tenant_id = ${TENANT} and d.id = k.department_id
      where c.tenant_id = ${TENANT} and (c.email_lower = any(${addresses}::text[]) or c.id = any(${contactIds}::uuid[]))
      order by a.name_lower, a.id, k.valid_from, k.id`);
  }
}

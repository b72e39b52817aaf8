import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { type Locale, LOCALES, type RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** In which language to write to a customer as a whole. */
@Injectable()
export class AccountLanguages {
  /** The language that most of its people have; English where nobody is known. */
  async of(ctx: RequestContext, accountId: string): Promise<Locale> {
    const row = await ctx.unit.first<{ language: string }>(tenantSql`
      select c.language from account_contact k join contact c on c.tenant_id = ${TENANT} and c.id = k.contact_id
      where k.tenant_id = ${TENANT} and k.account_id = ${accountId} and c.status = 'ACTIVE' and ${visibleAccount(ctx, 'k.account_id')}
        and k.valid_from <= ${tenantToday(ctx)} and (k.valid_to is null or k.valid_to >= ${tenantToday(ctx)})
      group by c.language order by count(*) desc, c.language limit 1`);
    return LOCALES.find((locale) => locale === row?.language) ?? 'en';
  }
}

import { type AdvisoryKind, type AdvisoryText, advisoryTextFor, type IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { endOfTenantDay, startOfTenantDay, tenantDayOf } from '../../platform/context/tenant-day.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** An advisory that the customer was sent. */
export interface SentAdvisory {
  readonly id: string;
  readonly kind: AdvisoryKind;
  /** In the language asked for, or in the one there is that comes next to it. */
  readonly title: string;
  readonly sentOn: IsoDate;
  /** What the customer did, in its words; null while it has told nothing. */
  readonly action: string | null;
}

/** What customers were warned of. */
@Injectable()
export class SentAdvisories {
  /** The oldest first; none of an account that the caller may not see. */
  async ofPeriod(
    ctx: RequestContext,
    accountId: string,
    { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
    language: string,
  ): Promise<readonly SentAdvisory[]> {
    const rows = await ctx.unit.query<
      Omit<SentAdvisory, 'title'> & { texts: [AdvisoryText, ...AdvisoryText[]] }
    >(tenantSql`
      select a.id, a.kind, a.texts, ${tenantDayOf(sql`a.sent_at`)}::text as "sentOn", a.action from customer_advisory a
      where a.tenant_id = ${TENANT} and a.account_id = ${accountId} and a.sent_at >= ${startOfTenantDay(from)}
        and a.sent_at < ${endOfTenantDay(to)} and ${visibleAccount(ctx, 'a.account_id')}
      order by a.sent_at, a.id`);
    return rows.map(({ texts, ...advisory }) => ({ ...advisory, title: advisoryTextFor(texts, language).title }));
  }
}

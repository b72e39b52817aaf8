import type { FeedbackNote, FeedbackType, IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount, visibleAccounts } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { HOLDS } from './touch-readings.service.js';

/** A customer's word about a product, as an entry of the ledger says it. */
export interface FeedbackEntry {
  readonly id: string;
  readonly observedOn: IsoDate;
  readonly recordedAt: Date;
  /** Who recorded it, as `staff:<member>`. */
  readonly recordedBy: string;
  readonly note: FeedbackNote;
}

interface EntryRow {
  id: string;
  account_id: string;
  observed_on: IsoDate;
  recorded_at: Date;
  recorded_by: string;
  product: string;
  type: FeedbackType;
  severity: number;
  verbatim: string;
  contact: string | null;
}

/** Which words are asked for. */
export interface FeedbackPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly productId?: string | null | undefined;
  readonly feedbackType?: FeedbackType | null | undefined;
}

const COLUMNS = sql`e.id, e.account_id, e.observed_on::text as observed_on, e.recorded_at, e.recorded_by, e.payload ->> 'product' as product,
  e.payload ->> 'feedbackType' as type, (e.payload ->> 'severityPoints')::int as severity, e.payload ->> 'verbatim' as verbatim,
  e.payload ->> 'contact' as contact`;

/** What the ledger knows of customers' words about products. */
@Injectable()
export class FeedbackEntries {
  /** Those that hold and are of accounts the caller may see. */
  async holding(ctx: RequestContext, ids: readonly string[]): Promise<readonly FeedbackEntry[]> {
    return this.read(ctx, sql`e.id = any(${ids}::uuid[]) and ${HOLDS} and ${visibleAccount(ctx, 'e.account_id')}`);
  }

  /** What one entry says, whoever asks. */
  async said(ctx: RequestContext, id: string): Promise<FeedbackEntry | undefined> {
    return (await this.read(ctx, sql`e.id = ${id}::uuid`))[0];
  }

  /** Those that hold and were observed in a period, of accounts that the caller may see, the newest first; at most so many. */
  async observed(
    ctx: RequestContext,
    { from, to, productId, feedbackType }: FeedbackPeriod,
    limit: number,
  ): Promise<readonly FeedbackEntry[]> {
    const ofProduct = productId == null ? sql`true` : sql`e.product_id = ${productId}::uuid`;
    const ofType = feedbackType == null ? sql`true` : sql`e.payload ->> 'feedbackType' = ${feedbackType}`;
    return this.read(
      ctx,
      sql`e.observed_on between ${from}::date and ${to}::date and ${ofProduct} and ${ofType} and ${HOLDS}
        and ${visibleAccounts(ctx, 'e.account_id')}`,
      limit,
    );
  }

  private async read(
    ctx: RequestContext,
    condition: Sql,
    limit: number | null = null,
  ): Promise<readonly FeedbackEntry[]> {
    const rows = await ctx.unit.query<EntryRow>(tenantSql`
      select ${COLUMNS} from ledger_entry e
      where e.tenant_id = ${TENANT} and e.kind = 'PRODUCT_FEEDBACK' and not e.withdrawn and ${condition}
      order by e.observed_on desc, e.id desc limit ${limit}::int`);
    return rows.map((row) => ({
      ...{ id: row.id, observedOn: row.observed_on, recordedAt: row.recorded_at, recordedBy: row.recorded_by },
      note: {
        ...{ accountId: row.account_id, product: row.product, feedbackType: row.type },
        ...{ severity: row.severity, verbatim: row.verbatim },
        ...(row.contact === null ? {} : { contactId: row.contact }),
      },
    }));
  }
}

import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql, type Sql } from '../../platform/database/tenant-sql.js';
import type { ComplaintOrderLine } from './complaint.types.js';

/** The order lines that complaints can be about: the caller sees those of the accounts it may see. */
@Injectable()
export class OrderLineService {
  /** The newest lines. @param search part of an order number, a lot or a product's name, in any case */
  recent(ctx: RequestContext, search: string | null, limit: number): Promise<ComplaintOrderLine[]> {
    const words = search?.toLowerCase();
    const matches = words
      ? sql`(position(${words} in lower(l.order_number)) > 0 or position(${words} in lower(l.lot)) > 0 or position(${words} in lower(p.name)) > 0)`
      : sql`true`;
    return this.read(ctx, matches, sql`order by l.ordered_on desc, l.id desc limit ${limit}`);
  }

  /** Whether the line exists at exactly this account, and the caller may see it. */
  async existsAt(ctx: RequestContext, accountId: string, id: string): Promise<boolean> {
    return (await this.read(ctx, sql`l.id = ${id} and l.account_id = ${accountId}`)).length > 0;
  }

  /** For nested fields; stable, so that siblings share one statement. Lines of an import that was undone are missing. */
  readonly byIds = async (
    ctx: RequestContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ComplaintOrderLine>> => {
    const lines = await this.read(ctx, sql`l.id = any(${ids}::uuid[])`);
    return new Map(lines.map((line) => [line.id, line]));
  };

  private read(ctx: RequestContext, condition: Sql, order: Sql = sql``): Promise<ComplaintOrderLine[]> {
    return ctx.unit.query<ComplaintOrderLine>(tenantSql`
      select l.id, l.order_number as "orderNumber", l.line_number as "lineNumber", l.ordered_on as "orderedOn", p.name as "productName",
        l.quantity, p.unit, l.lot
      from order_line l join product p on p.tenant_id = l.tenant_id and p.id = l.product_id
      where l.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'l.account_id')} and ${condition} ${order}`);
  }
}

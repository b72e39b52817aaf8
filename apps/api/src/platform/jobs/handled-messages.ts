import type { RequestContext } from '../context/request-context.js';
import { TENANT, tenantSql } from '../database/tenant-sql.js';

/**
 * Marks the message as handled, in the transaction of its effect; false when it was already. Whoever comes while another
 * is at it waits for what becomes of that.
 */
export async function isFirst(ctx: RequestContext, handler: string, messageId: string): Promise<boolean> {
  const marked = await ctx.unit.execute(tenantSql`
    insert into handled_message (tenant_id, handler, message_id) values (${TENANT}, ${handler}, ${messageId}) on conflict do nothing`);
  return marked > 0;
}

/** Whether the message was handled already. */
export async function isHandled(ctx: RequestContext, handler: string, messageId: string): Promise<boolean> {
  const mark = await ctx.unit.first(tenantSql`
    select 1 from handled_message where tenant_id = ${TENANT} and handler = ${handler} and message_id = ${messageId}`);
  return mark !== undefined;
}

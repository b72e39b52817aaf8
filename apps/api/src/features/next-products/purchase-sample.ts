import { dateOfEpochDay, epochDay, type IsoDate, monthOf, type Purchase } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Days at the end of which every order day is read; before it, whether an item was bought is all that counts. */
const DATED_DAYS = 62;
const ACCOUNTS_AT_ONCE = 500;
/** Purchases that a model is learnt from: memory stays bounded, and neighbours are known well enough long before. */
const MOST_PURCHASES = 300_000;

/** Who bought what, of as many accounts as a model needs: the same ones as long as they are there. */
@Injectable()
export class PurchaseSample {
  async read(ctx: RequestContext, asOf: IsoDate): Promise<{ purchases: Purchase[]; accounts: number }> {
    const dated = `${monthOf(dateOfEpochDay(epochDay(asOf) - DATED_DAYS))}-01`;
    const purchases: Purchase[] = [];
    let [after, accounts] = ['', 0];
    while (purchases.length < MOST_PURCHASES) {
      const batch = await ctx.unit.query<{ id: string; place: string }>(tenantSql`
        select s.account_id as id, md5(s.account_id::text) as place from account_sales s
        where s.tenant_id = ${TENANT} and md5(s.account_id::text) > ${after} order by 2 limit ${ACCOUNTS_AT_ONCE}`);
      const last = batch.at(-1);
      if (!last) break;
      after = last.place;
      accounts += batch.length;
      const ids = batch.map(({ id }) => id);
      const rows = await ctx.unit.query<{ account: string; item: string; date: string }>(tenantSql`
        select m.account_id as account, m.product_id as item, max(m.month) as date from account_product_month m
        where m.tenant_id = ${TENANT} and m.account_id = any(${ids}::uuid[]) and m.month < ${dated}::date and m.quantity > 0 group by 1, 2
        union all
        select l.account_id, l.product_id, l.ordered_on from order_line l
        where l.tenant_id = ${TENANT} and l.account_id = any(${ids}::uuid[]) and l.ordered_on between ${dated}::date and ${asOf}::date and l.quantity > 0
        group by 1, 2, 3`);
      for (const row of rows) purchases.push(row);
    }
    return { purchases, accounts };
  }
}

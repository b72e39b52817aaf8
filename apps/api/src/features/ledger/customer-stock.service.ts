import { type DemandMovementKind, type IsoDate, type ObservedStock, observedStock } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { HOLDS } from './touch-readings.service.js';

/** An entry that tells a quantity. */
interface StockEntry {
  readonly accountId: string;
  readonly id: string;
  readonly kind: DemandMovementKind;
  readonly on: IsoDate;
  readonly value: number;
}

/** What was observed of a customer's stock, with the entries that say so. */
export type StockReading = ObservedStock<StockEntry>;

/** Days of observations that are looked at: the newest ones of each kind, with room for corrections of the same day. */
const NEWEST = 8;

/** What the ledger knows of customers' stock: observed inventories, and orders of the customers' own customers. */
@Injectable()
export class CustomerStock {
  /** By account; those of which too little was observed are missing. */
  async of(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, StockReading>> {
    const rows = await ctx.unit.query<StockEntry>(tenantSql`
      select o.account_id as "accountId", o.id, o.kind, o.on, o.value from (
        select e.account_id, e.id, e.payload ->> 'movement' as kind, e.observed_on::text as on, (e.payload ->> 'figure')::float8 as value,
          row_number() over (partition by e.account_id, e.payload ->> 'movement' order by e.observed_on desc, e.id desc) as place
        from ledger_entry e
        where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and e.kind = 'DEMAND_MOVEMENT' and e.payload ? 'figure'
          and e.payload ->> 'movement' in ('INVENTORY', 'SUB_CUSTOMER_ORDERS') and ${HOLDS}) o
      where o.place <= ${NEWEST}
      order by o.account_id, o.place`);
    const seen = new Map(accountIds.map((id): [string, StockEntry[]] => [id, []]));
    for (const row of rows) seen.get(row.accountId)?.push(row);
    return new Map(
      [...seen].flatMap(([id, entries]): [string, StockReading][] => {
        const stock = observedStock(entries);
        return stock === undefined ? [] : [[id, stock]];
      }),
    );
  }
}

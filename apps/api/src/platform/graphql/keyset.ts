import { identifier, join, sql, type Sql } from '../database/tenant-sql.js';
import type { Page } from './connection.js';

/** One column of a list's order. The last one must be unique; all run in the same direction. */
export interface OrderColumn {
  readonly column: string;
  /** SQL type the cursor's value is read as. */
  readonly type: 'text' | 'uuid' | 'timestamptz' | 'date' | 'bigint' | 'integer';
}

/** Condition, order and limit of a page over an ordered list (keyset pagination: as fast on page 1,000 as on page 1). */
export function keyset(order: readonly OrderColumn[], page: Page, descending = false): { after: Sql; orderBy: Sql; limit: Sql } {
  const columns = join(order.map(({ column }) => identifier(column)), ', ');
  const down = descending !== page.backwards;
  const values = order.map(({ type }, index) => sql`${page.from?.[index]}::${identifier(type)}`);
  const comparison = down ? sql`<` : sql`>`;
  return {
    after: page.from === null ? sql`true` : sql`(${columns}) ${comparison} (${join(values, ', ')})`,
    orderBy: join(order.map(({ column }) => (down ? sql`${identifier(column)} desc` : identifier(column))), ', '),
    limit: sql`limit ${page.limit + 1}`,
  };
}

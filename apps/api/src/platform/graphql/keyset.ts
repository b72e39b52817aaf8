import { identifier, join, sql, type Sql } from '../database/tenant-sql.js';
import { CursorInvalid, type Page } from './connection.js';

/** One column of a list's order. The last one must be unique; all run in the same direction. */
export interface OrderColumn {
  readonly column: string;
  /** SQL type the cursor's value is read as. */
  readonly type: 'text' | 'uuid' | 'timestamptz' | 'date' | 'bigint' | 'integer';
}

/** Condition, order and limit of a page over an ordered list (keyset pagination: as fast on page 1,000 as on page 1). */
export function keyset(
  order: readonly OrderColumn[],
  page: Page,
  descending = false,
): { after: Sql; orderBy: Sql; limit: Sql } {
  const columns = join(
    order.map(({ column }) => identifier(column)),
    ', ',
  );
  const down = descending !== page.backwards;
  if (page.from?.some((value, index) => !isOfType(value, order[index]?.type))) throw new CursorInvalid(page.backwards);
  const values = order.map(({ type }, index) => sql`${page.from?.[index]}::${identifier(type)}`);
  const comparison = down ? sql`<` : sql`>`;
  return {
    after: page.from === null ? sql`true` : sql`(${columns}) ${comparison} (${join(values, ', ')})`,
    orderBy: join(
      order.map(({ column }) => (down ? sql`${identifier(column)} desc` : identifier(column))),
      ', ',
    ),
    limit: sql`limit ${page.limit + 1}`,
  };
}

const PATTERNS: Readonly<Record<OrderColumn['type'], RegExp>> = {
  text: /^/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  timestamptz: /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  bigint: /^-?\d{1,18}$/,
  integer: /^-?\d{1,9}$/,
};

/** Somebody may have made the cursor up; PostgreSQL refuses what passes here and is no value of the type after all. */
function isOfType(value: unknown, type: OrderColumn['type'] | undefined): boolean {
  return value === null || (type !== undefined && PATTERNS[type].test(String(value)));
}

import { identifier, join, sql, type Sql, type SqlWriter } from '../../database/tenant-sql.js';
import { type ConnectionArgs, CursorInvalid, type Page, readPage } from '../connection.js';
import type { Order, OrderKey } from './read-model.js';
import { rowRef } from './row-ref.js';

/** A page request, checked against the order of its list. @throws InputInvalid, CursorInvalid */
export function pageOf(args: ConnectionArgs | undefined, order: Order | undefined): Page {
  const keys = order?.keys ?? [];
  const page = readPage(args ?? ({} as ConnectionArgs), keys.length);
  if (page.from?.some((value, index) => !isOfType(value, keys[index]?.type))) throw new CursorInvalid(page.backwards);
  return page;
}

/** What follows the conditions of a page's rows: behind which cursor, in which order, how many. */
export function writePage(
  writer: SqlWriter,
  alias: string,
  order: Order | undefined,
  page: Page,
  oneMore: boolean,
): void {
  if (!order) throw new Error('A list in pages needs an order.');
  const down = (order.descending ?? false) !== page.backwards;
  if (page.from !== null) {
    const keys = join(
      order.keys.map((key) => keySql(key, alias)),
      ', ',
    );
    const values = join(
      order.keys.map(({ type }, index) => sql`${page.from?.[index]}::${identifier(type)}`),
      ', ',
    );
    writer.sql(sql` and (${keys}) ${down ? sql`<` : sql`>`} (${values})`);
  }
  writer.sql(sql` order by ${orderBy(order, alias, page.backwards)} limit ${page.limit + (oneMore ? 1 : 0)}`);
}

/** The columns of the order, in the direction of reading. */
export function orderBy(order: Order, alias: string, backwards: boolean): Sql {
  const down = (order.descending ?? false) !== backwards;
  return join(
    order.keys.map((key) => (down ? sql`${keySql(key, alias)} desc` : keySql(key, alias))),
    ', ',
  );
}

function keySql({ by }: OrderKey, alias: string): Sql {
  const row = rowRef(alias);
  return typeof by === 'string' ? row(by) : by(row);
}

/** The row's place in the list as the text of a cursor; the inverse of `readPage`. */
export function cursorOf(order: Order | undefined, alias: string): Sql {
  if (!order) throw new Error('A cursor needs an order.');
  const keys = order.keys.map((key) => {
    const value = keySql(key, alias);
    // As text: a JSON number or a JavaScript date would lose digits, and with them rows between two pages.
    return key.type === 'integer'
      ? sql`coalesce(${value}::text, 'null')`
      : sql`coalesce(to_json((${value})::text)::text, 'null')`;
  });
  const array = join(
    keys.map((key, index) => (index === 0 ? key : sql`',', ${key}`)),
    ', ',
  );
  return sql`translate(encode(convert_to(concat('[', ${array}, ']'), 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}

const PATTERNS: Readonly<Record<OrderKey['type'], RegExp>> = {
  text: /^/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  timestamptz: /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  bigint: /^-?\d{1,18}$/,
  integer: /^-?\d{1,9}$/,
};

/** Somebody may have made the cursor up; PostgreSQL refuses what passes here and is no value of the type after all. */
export function isOfType(value: unknown, type: OrderKey['type'] | undefined): boolean {
  return value === null || (type !== undefined && PATTERNS[type].test(String(value)));
}

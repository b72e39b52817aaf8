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

/** The place in the list of the row under this alias as the text of a cursor; the inverse of `readPage`. */
export function cursorOf(order: Order | undefined, alias: string): Sql {
  return cursorText(order, order?.keys.map((key) => keyText(key, alias)) ?? []);
}

/** What a cursor holds of a row, as text: a JSON number or a JavaScript date would lose digits, and with them rows between two pages. */
export function keyText(key: OrderKey, alias: string): Sql {
  return sql`(${keySql(key, alias)})::text`;
}

/** The text of a cursor out of the texts of its keys. */
export function cursorText(order: Order | undefined, texts: readonly Sql[]): Sql {
  if (!order) throw new Error('A cursor needs an order.');
  const values = order.keys.map(({ type }, index) => {
    const text = texts[index] ?? sql`null`;
    const value = type === 'integer' ? sql`coalesce(${text}, 'null')` : sql`coalesce(to_json(${text})::text, 'null')`;
    return index === 0 ? value : sql`',', ${value}`;
  });
  return sql`translate(encode(convert_to(concat('[', ${join(values, ', ')}, ']'), 'UTF8'), 'base64'), E'+/=\n', '-_')`;
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

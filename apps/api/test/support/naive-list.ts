import { all, identifier, join, Sql, sql, TENANT } from '../../src/platform/database/tenant-sql.js';
import { type ConnectionArgs, CursorInvalid, type Page, readPage } from '../../src/platform/graphql/connection.js';
import { isOfType } from '../../src/platform/graphql/read-engine/keyset-sql.js';
import type { Order, RelationField, RowRef } from '../../src/platform/graphql/read-engine/read-model.js';
import type { NaiveDatabase, NaiveRow } from './naive-database.js';

/** Which rows are wanted, and how they are shown. */
interface Wanted<T> {
  readonly kind: RelationField['kind'];
  /** A table, or a select that names the tenant itself. */
  readonly from: string | Sql | undefined;
  readonly where: (target: RowRef) => readonly (Sql | undefined)[];
  readonly order: Order | undefined;
  readonly args: ConnectionArgs | undefined;
  readonly loaded: (row: NaiveRow) => T;
}

/** One row as it stands in its list. */
interface Place<T> {
  readonly node: T;
  readonly cursor: string;
  /** Whether it lies behind a cursor that no row of the list has; null where that cannot be said. */
  readonly behind: boolean | null;
}

/** No declaration uses this name inside its own selects. */
const TARGET: RowRef = (column) => identifier(`naive_row.${column}`);

/** All the rows in their order, then what was asked of them: the first, some, or a page. */
export async function loadNaively<T>(database: NaiveDatabase, wanted: Wanted<T>): Promise<unknown> {
  const { kind, order, args, loaded } = wanted;
  const page = kind === 'page' ? pageOf(args, order) : undefined;
  const keys = (order?.keys ?? []).map(({ by }) => (typeof by === 'string' ? TARGET(by) : by(TARGET)));
  const rows = await database.rows(select(wanted, keys, page));
  if (kind === 'one') return rows[0] ? loaded(rows[0]) : null;
  if (!page || !order) return rows.slice(0, args?.first ?? undefined).map(loaded);
  return connection(
    rows.map((row) => ({ node: loaded(row), cursor: cursorOf(row, order), behind: isBehind(row) })),
    page,
  );
}

function select<T>({ from, where, order }: Wanted<T>, keys: readonly Sql[], page: Page | undefined): Sql {
  if (from === undefined) throw new Error('There is no table to read from.');
  const source = typeof from === 'string' ? identifier(from) : sql`(${from})`;
  const tenant = typeof from === 'string' ? sql`${TARGET('tenant_id')} = ${TENANT}` : undefined;
  const direction = order?.descending ? sql` desc` : sql``;
  const columns = keys.map((key, index) => sql`(${key})::text as ${identifier(`key_${index}`)}`);
  const sorted = sql` order by ${join(
    keys.map((key) => sql`${key}${direction}`),
    ', ',
  )}`;
  return sql`
    select ${join([sql`naive_row.*`, sql`${behind(order, keys, page)} as behind_cursor`, ...columns], ', ')}
    from ${source} naive_row where ${all([tenant, ...where(TARGET)])}${keys.length > 0 ? sorted : sql``}`;
}

/** Whether the row comes after the cursor's values, in the direction of the page. */
function behind(order: Order | undefined, keys: readonly Sql[], page: Page | undefined): Sql {
  if (!order || !page?.from) return sql`null::boolean`;
  const values = order.keys.map(({ type }, index) => sql`${page.from?.[index]}::${identifier(type)}`);
  const down = (order.descending ?? false) !== page.backwards;
  return sql`(${join(keys, ', ')}) ${down ? sql`<` : sql`>`} (${join(values, ', ')})`;
}

function isBehind(row: NaiveRow): boolean | null {
  const text = row.get('behind_cursor')?.text ?? null;
  return text === null ? null : text === 't';
}

function cursorOf(row: NaiveRow, { keys }: Order): string {
  const values = keys.map(({ type }, index) => {
    const text = row.get(`key_${index}`)?.text ?? null;
    return type === 'integer' && text !== null ? Number(text) : text;
  });
  return encoded(values);
}

function encoded(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws InputInvalid, CursorInvalid as the engine has to */
export function pageOf(args: ConnectionArgs | undefined, order: Order | undefined): Page {
  const keys = order?.keys ?? [];
  const page = readPage(args ?? {}, keys.length);
  if (page.from?.some((value, index) => !isOfType(value, keys[index]?.type))) throw new CursorInvalid(page.backwards);
  return page;
}

function connection<T>(places: readonly Place<T>[], { limit, backwards, from }: Page): unknown {
  const shown = from === null ? places : behindOf(places, encoded(from), backwards);
  const kept = backwards ? shown.slice(-limit) : shown.slice(0, limit);
  const more = shown.length > kept.length;
  return {
    edges: kept.map(({ node, cursor }) => ({ node, cursor })),
    nodes: kept.map(({ node }) => node),
    pageInfo: {
      hasNextPage: backwards ? from !== null : more,
      hasPreviousPage: backwards ? more : from !== null,
      startCursor: kept[0]?.cursor ?? null,
      endCursor: kept.at(-1)?.cursor ?? null,
    },
    totalCount: places.length,
  };
}

/** What lies behind the row that has this cursor; of a cursor that none has, what PostgreSQL puts behind its values. */
function behindOf<T>(places: readonly Place<T>[], cursor: string, backwards: boolean): readonly Place<T>[] {
  const at = places.findIndex((place) => place.cursor === cursor);
  if (at < 0) return places.filter((place) => place.behind === true);
  return backwards ? places.slice(0, at) : places.slice(at + 1);
}

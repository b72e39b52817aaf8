import { type GraphQLObjectType, type SelectionSetNode } from 'graphql';
import { all, sql, type Sql } from '../../database/tenant-sql.js';
import type { Page } from '../connection.js';
import { cursorOf, orderBy, writePage } from './keyset-sql.js';
import { JsonText, type Piece, writePieces } from './pieces.js';
import type { Run } from './read.js';
import type { Order } from './read-model.js';
import { collectFields, type SelectionScope } from './selection.js';

/** Where rows come from, which of them, and in which order. */
export interface RowSource {
  readonly alias: string;
  readonly from: readonly Piece[];
  /** The rows are a select that names the tenant itself. */
  readonly ownTenant?: boolean;
  readonly conditions: (run: Run) => readonly (Sql | undefined)[];
  /** Which rows the caller may see; all, when undefined. */
  readonly visible: (run: Run) => Sql | undefined;
  readonly order: (run: Run) => Order | undefined;
  readonly page: (run: Run) => Page;
  readonly limit: (run: Run) => number | null | undefined;
}

/** Which ends of the page the client asks about: there, one row more than the page is read. */
interface Asks {
  next: boolean;
  previous: boolean;
}

/** `object` of the one row; no row gives SQL null. */
export function oneSql(source: RowSource, object: readonly Piece[]): Piece[] {
  return ['(select ', ...object, rowsOf(source, false), ')'];
}

/** JSON array of `object` for all rows. */
export function listSql(source: RowSource, object: readonly Piece[]): Piece[] {
  const { alias } = source;
  const ordered: Piece = (writer, run) => {
    const order = source.order(run);
    if (order) writer.sql(sql` order by ${orderBy(order, alias, false)}`);
    const limit = source.limit(run);
    if (limit != null) writer.sql(sql` limit ${limit}`);
  };
  return [
    `(select concat('[',string_agg(`,
    ...object,
    `,','),']') from (select ${alias}.*`,
    rowsOf(source),
    ordered,
    `) ${alias})`,
  ];
}

/**
 * JSON object of a connection: the page's rows are found first, each is written once per place that shows it, and the
 * texts are put together outside.
 */
export function pageSql(
  scope: SelectionScope,
  source: RowSource,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  node: (selections: readonly SelectionSetNode[], key: string) => readonly Piece[],
): Piece[] {
  const { alias } = source;
  const inner: Piece[] = [];
  const json = new JsonText();
  const asks: Asks = { next: false, previous: false };
  const cursor: Piece = (writer, run) => writer.sql(cursorOf(source.order(run), alias));
  let columns = 0;
  let separator = '{';
  for (const [key, nodes] of collectFields(scope, type, selections)) {
    const name = nodes[0]?.name.value;
    const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    json.literal(`${separator}"${key}":`);
    separator = ',';
    switch (name) {
      case '__typename':
        json.literal(`"${type.name}"`);
        break;
      case 'nodes':
        json
          .literal('[')
          .expression(aggregated(source, asks, addColumn(node(below, key))))
          .literal(']');
        break;
      case 'edges':
        json
          .literal('[')
          .expression(aggregated(source, asks, addColumn(edge(below, key))))
          .literal(']');
        break;
      case 'pageInfo':
        pageInfo(below);
        break;
      default:
        json.expression(['(select count(*)', rowsOf(source), ')']);
    }
  }
  json.literal(closing(separator));
  return [
    '(select ',
    ...json.pieces(),
    ' from (select row_number() over () as r,count(*) over () as n',
    ...inner,
    ` from (select ${alias}.*`,
    rowsOf(source),
    (writer, run) => writePage(writer, alias, source.order(run), source.page(run), needsMore(source.page(run), asks)),
    `) ${alias}) x having true)`,
  ];

  function addColumn(pieces: readonly Piece[]): string {
    const column = `e${columns++}`;
    inner.push(',', ...pieces, ` as ${column}`);
    return column;
  }

  function edge(below: readonly SelectionSetNode[], key: string): Piece[] {
    const text = new JsonText();
    let start = '{';
    const edgeType = scope.schema.getType(type.name.replace(/Connection$/, 'Edge')) as GraphQLObjectType;
    for (const [inEdge, nodes] of collectFields(scope, edgeType, below)) {
      text.literal(`${start}"${inEdge}":`);
      start = ',';
      const name = nodes[0]?.name.value;
      if (name === '__typename') text.literal(`"${edgeType.name}"`);
      else if (name === 'cursor') text.literal('"').expression([cursor]).literal('"');
      else
        text.expression(
          node(
            nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
            `${key}.${inEdge}`,
          ),
        );
    }
    return text.literal(closing(start)).pieces();
  }

  function pageInfo(below: readonly SelectionSetNode[]): void {
    const infoType = scope.schema.getType('PageInfo') as GraphQLObjectType;
    let start = '{';
    for (const [key, nodes] of collectFields(scope, infoType, below)) {
      json.literal(`${start}"${key}":`);
      start = ',';
      switch (nodes[0]?.name.value) {
        case '__typename':
          json.literal('"PageInfo"');
          break;
        case 'hasNextPage':
          asks.next = true;
          json.expression([more(source, false)]);
          break;
        case 'hasPreviousPage':
          asks.previous = true;
          json.expression([more(source, true)]);
          break;
        case 'startCursor':
          json.expression([endCursor(source, addCursor(), false)]);
          break;
        default:
          json.expression([endCursor(source, addCursor(), true)]);
      }
    }
    json.literal(closing(start));
  }

  function addCursor(): string {
    return addColumn([cursor]);
  }
}

/** The end of an object, which may have no members: `@skip` can leave nothing of a selection. */
export function closing(separator: string): string {
  return separator === '{' ? '{}' : '}';
}

/** The texts of the page's rows, in the order of the list. */
function aggregated(source: RowSource, asks: Asks, column: string): Piece[] {
  return [
    (writer, run) => {
      const page = source.page(run);
      writer.write(`string_agg(x.${column},','${page.backwards ? ' order by x.r desc' : ''})`);
      if (needsMore(page, asks)) writer.sql(sql` filter (where x.r <= ${page.limit})`);
    },
  ];
}

/** Whether something lies after (or before) the page. */
function more(source: RowSource, before: boolean): Piece {
  return (writer, run) => {
    const page = source.page(run);
    if (page.backwards === before) writer.sql(sql`case when count(*) > ${page.limit} then 'true' else 'false' end`);
    else writer.write(page.from === null ? `'false'` : `'true'`);
  };
}

/** Cursor of the first or last row of the page as JSON. */
function endCursor(source: RowSource, column: string, last: boolean): Piece {
  return (writer, run) => {
    const page = source.page(run);
    const farthest = last !== page.backwards;
    // Not by an ordered aggregate: PostgreSQL would hand the rows to all other aggregates in that order too.
    writer.write(`coalesce('"'||min(x.${column}) filter (where x.r = `);
    if (farthest) writer.sql(sql`least(x.n, ${page.limit})`);
    else writer.write('1');
    writer.write(`)||'"','null')`);
  };
}

function needsMore(page: Page, asks: Asks): boolean {
  return page.backwards ? asks.previous : asks.next;
}

/** ` from … where …`: the tenant's rows of the source that meet its conditions. */
function rowsOf(source: RowSource, several = true): Piece {
  return (writer, run) => {
    writer.write(' from ');
    writePieces(source.from, writer, run);
    writer.write(` ${source.alias} where ${source.ownTenant ? 'true' : `${source.alias}.tenant_id = $1`} and `);
    // In parentheses: an `or` in a declaration must not get round the tenant.
    writer.sql(all(source.conditions(run).map((condition) => condition && sql`(${condition})`)));
    const visible = source.visible(run);
    // `is true` keeps PostgreSQL from joining with all that staff see where it should read in the list's order. What a
    // buyer sees is a plain equality, and the index on it is to be used.
    const apart = several && run.ctx.principal.kind !== 'BUYER';
    if (visible) writer.sql(apart ? sql` and (${visible}) is true` : sql` and (${visible})`);
  };
}

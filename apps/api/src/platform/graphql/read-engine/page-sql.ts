import type { FieldNode, GraphQLObjectType, SelectionSetNode } from 'graphql';
import { identifier, sql } from '../../database/tenant-sql.js';
import type { Page } from '../connection.js';
import { cursorOf, cursorText, keyText, writePage } from './keyset-sql.js';
import { closing, JsonText, type Piece } from './pieces.js';
import { rowsOf, type RowSource } from './relation-sql.js';
import { collectFields, type SelectionScope } from './selection.js';

/** Text of the object that a place of the page shows for each row. */
type NodeText = (selections: readonly SelectionSetNode[], key: string) => readonly Piece[];

/**
 * JSON object of a connection: the page's rows are found first, each is written once per place that shows it, and the
 * texts are put together outside.
 */
export function pageSql(
  scope: SelectionScope,
  source: RowSource,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  node: NodeText,
): Piece[] {
  return new PageSql(scope, source, type, node).compile(selections);
}

class PageSql {
  private readonly json = new JsonText();
  /** The texts that are selected for each row of the page. */
  private readonly texts: (readonly Piece[])[] = [];
  /** Which ends of the page the client asks about: there, one row more than the page is read. */
  private readonly asks = { next: false, previous: false };
  private cursors = false;

  constructor(
    private readonly scope: SelectionScope,
    private readonly source: RowSource,
    private readonly type: GraphQLObjectType,
    private readonly node: NodeText,
  ) {}

  compile(selections: readonly SelectionSetNode[]): Piece[] {
    const { json } = this;
    let separator = '{';
    for (const [key, nodes] of collectFields(this.scope, this.type, selections)) {
      json.literal(`${separator}"${key}":`);
      separator = ',';
      switch (nodes[0]?.name.value) {
        case '__typename':
          json.literal(`"${this.type.name}"`);
          break;
        case 'nodes':
          json
            .literal('[')
            .expression(this.each(this.node(below(nodes), key)))
            .literal(']');
          break;
        case 'edges':
          json
            .literal('[')
            .expression(this.each(this.edge(below(nodes), key)))
            .literal(']');
          break;
        case 'pageInfo':
          this.pageInfo(below(nodes));
          break;
        default:
          json.expression(['(select count(*)', rowsOf(this.source), ')']);
      }
    }
    json.literal(closing(separator));
    return ['(select ', ...json.pieces(), ' from (select ', ...this.columns(), this.rows(), ') x having true)'];
  }

  /** What is selected of each row. */
  private columns(): Piece[] {
    const columns = this.texts.flatMap((text, index): Piece[] => [
      // The row that only tells that there are more is not written.
      (writer, run) => {
        const page = this.source.page(run);
        if (this.needsMore(page)) writer.sql(sql`case when row_number() over () <= ${page.limit} then `);
      },
      ...text,
      (writer, run) => writer.write(this.needsMore(this.source.page(run)) ? ` end as e${index},` : ` as e${index},`),
    ]);
    const keys: Piece = (writer, run) => {
      if (!this.cursors) return;
      for (const [index, key] of this.source.order(run)?.keys.entries() ?? []) {
        writer.sql(sql`${keyText(key, this.source.alias)} as ${identifier(`k${index}`)},`);
      }
    };
    const number: Piece = (writer, run) =>
      writer.write(this.source.page(run).backwards ? 'row_number() over () as r' : 'null as r');
    return [...columns, keys, number];
  }

  /** Which rows: of those that are numbered, first the page, so that its rows alone are numbered. */
  private rows(): Piece {
    const { alias } = this.source;
    const from = rowsOf(this.source);
    return (writer, run) => {
      const page = this.source.page(run);
      const numbered = page.backwards || this.needsMore(page);
      if (numbered) writer.write(` from (select ${alias}.*`);
      from(writer, run);
      writePage(writer, alias, this.source.order(run), page, this.needsMore(page));
      if (numbered) writer.write(`) ${alias}`);
    };
  }

  /** The texts of the page's rows, in the order of the list. */
  private each(text: readonly Piece[]): Piece[] {
    const column = `x.e${this.texts.push(text) - 1}`;
    return [
      (writer, run) => {
        writer.write(`string_agg(${column},','${this.source.page(run).backwards ? ' order by x.r desc' : ''})`);
      },
    ];
  }

  private edge(selections: readonly SelectionSetNode[], key: string): Piece[] {
    const text = new JsonText();
    let start = '{';
    const type = this.scope.schema.getType(this.type.name.replace(/Connection$/, 'Edge')) as GraphQLObjectType;
    for (const [inEdge, nodes] of collectFields(this.scope, type, selections)) {
      text.literal(`${start}"${inEdge}":`);
      start = ',';
      const name = nodes[0]?.name.value;
      if (name === '__typename') text.literal(`"${type.name}"`);
      else if (name === 'cursor') text.literal('"').expression([this.rowCursor()]).literal('"');
      else text.expression(this.node(below(nodes), `${key}.${inEdge}`));
    }
    return text.literal(closing(start)).pieces();
  }

  private rowCursor(): Piece {
    return (writer, run) => writer.sql(cursorOf(this.source.order(run), this.source.alias));
  }

  private pageInfo(selections: readonly SelectionSetNode[]): void {
    const { json } = this;
    const type = this.scope.schema.getType('PageInfo') as GraphQLObjectType;
    let start = '{';
    for (const [key, nodes] of collectFields(this.scope, type, selections)) {
      json.literal(`${start}"${key}":`);
      start = ',';
      switch (nodes[0]?.name.value) {
        case '__typename':
          json.literal('"PageInfo"');
          break;
        case 'hasNextPage':
          this.asks.next = true;
          json.expression([this.more(false)]);
          break;
        case 'hasPreviousPage':
          this.asks.previous = true;
          json.expression([this.more(true)]);
          break;
        case 'startCursor':
          json.expression([this.endCursor(false)]);
          break;
        default:
          json.expression([this.endCursor(true)]);
      }
    }
    json.literal(closing(start));
  }

  /** Whether something lies after (or before) the page. */
  private more(before: boolean): Piece {
    return (writer, run) => {
      const page = this.source.page(run);
      if (page.backwards === before) writer.sql(sql`case when count(*) > ${page.limit} then 'true' else 'false' end`);
      else writer.write(page.from === null ? `'false'` : `'true'`);
    };
  }

  /** Cursor of the first or last row of the page as JSON. */
  private endCursor(last: boolean): Piece {
    this.cursors = true;
    return (writer, run) => {
      const page = this.source.page(run);
      const order = this.source.order(run);
      const place = last !== page.backwards ? sql`least(count(*), ${page.limit})` : sql`1`;
      // Rows come in the order of reading, but not beside an ordered aggregate: PostgreSQL hands them to all in that order.
      const inOrder = page.backwards ? sql` order by x.r` : sql``;
      const values =
        order?.keys.map((_, index) => sql`(array_agg(${identifier(`x.k${index}`)}${inOrder}))[${place}]`) ?? [];
      writer.sql(sql`case when count(*) = 0 then 'null' else concat('"', ${cursorText(order, values)}, '"') end`);
    };
  }

  private needsMore(page: Page): boolean {
    return page.backwards ? this.asks.previous : this.asks.next;
  }
}

function below(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

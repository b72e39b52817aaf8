import type { RequestContext } from '../context/request-context.js';
import type { Sql } from '../database/tenant-sql.js';
import { batchLoad } from './batch-load.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from './connection.js';
import { keyset, type OrderColumn } from './keyset.js';

/** Condition, order and limit to put inside the `lateral` of each parent. */
export interface Slice {
  readonly after: Sql;
  readonly orderBy: Sql;
  readonly limit: Sql;
}

/** How a list is read under many parents at once. */
interface NestedList<Row extends { parent: string }, Node> {
  readonly order: readonly OrderColumn[];
  readonly descending?: boolean;
  /** The slice of every parent in one statement, ordered within each parent. */
  readonly rows: (ctx: RequestContext, parents: readonly string[], slice: Slice, filter: string) => Promise<Row[]>;
  /** The length of every parent's list in one statement; parents without items may be left out. */
  readonly counts: (
    ctx: RequestContext,
    parents: readonly string[],
    filter: string,
  ) => Promise<{ parent: string; count: string }[]>;
  readonly key: (row: Row) => readonly unknown[];
  /** The nodes of all rows at once, in the order of the rows. */
  readonly nodes: (ctx: RequestContext, rows: readonly Row[]) => Promise<readonly Node[]>;
}

/** A connection nested under siblings: whoever asks with the same arguments shares one statement. */
export class NestedPages<Row extends { parent: string }, Node> {
  constructor(private readonly list: NestedList<Row, Node>) {}

  /** @param filter whatever else the list depends on, as text. @throws InputInvalid as `readPage` does. */
  async page(
    ctx: RequestContext,
    parent: string,
    { first, after, last, before }: ConnectionArgs,
    filter = '',
  ): Promise<ConnectionOf<Node>> {
    // Here already, so that a bad argument fails this field and not all fields of the batch.
    readPage({ first, after, last, before } as ConnectionArgs, this.list.order.length);
    const page = await batchLoad(ctx, this.load, JSON.stringify([parent, filter, { first, after, last, before }]));
    return page as ConnectionOf<Node>;
  }

  private readonly load = async (
    ctx: RequestContext,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, ConnectionOf<Node>>> => {
    const alike = grouped(keys, (key) => JSON.stringify((JSON.parse(key) as unknown[]).slice(1)));
    const pages = new Map<string, ConnectionOf<Node>>();
    for (const group of alike.values()) {
      for (const [key, page] of await this.loadAlike(ctx, group)) pages.set(key, page);
    }
    return pages;
  };

  private async loadAlike(ctx: RequestContext, keys: readonly string[]): Promise<[string, ConnectionOf<Node>][]> {
    const asked = keys.map((key) => ({ key, parent: (JSON.parse(key) as [string])[0] }));
    const [, filter, args] = JSON.parse(keys[0] as string) as [string, string, ConnectionArgs];
    const { order, descending, rows: read, key: cursorOf, nodes: nodesOf } = this.list;
    const page = readPage(args, order.length);
    const rows = await read(
      ctx,
      asked.map(({ parent }) => parent),
      keyset(order, page, descending),
      filter,
    );
    const nodes = await nodesOf(ctx, rows);
    const items = grouped(
      rows.map((row, index) => ({ row, node: nodes[index] as Node })),
      ({ row }) => row.parent,
    );
    return asked.map(({ key, parent }) => [
      key,
      toConnection(items.get(parent) ?? [], page, {
        key: ({ row }) => cursorOf(row),
        node: ({ node }) => node,
        totalCount: async () => (await batchLoad(ctx, this.count, JSON.stringify([parent, filter]))) ?? 0,
      }),
    ]);
  }

  private readonly count = async (
    ctx: RequestContext,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, number>> => {
    const counts = new Map<string, number>();
    const alike = grouped(
      keys.map((key) => JSON.parse(key) as [string, string]),
      ([, filter]) => filter,
    );
    for (const [filter, group] of alike) {
      const rows = await this.list.counts(
        ctx,
        group.map(([parent]) => parent),
        filter,
      );
      for (const { parent, count } of rows) counts.set(JSON.stringify([parent, filter]), Number(count));
    }
    return counts;
  };
}

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}

import type { Type } from '@nestjs/common';
import { ArgsType, Field, type FieldMiddleware, Int, ObjectType } from '@nestjs/graphql';
import { InputInvalid } from '../errors/domain-error.js';

/** Arguments of every list: forwards with `first`/`after`, backwards with `last`/`before`. */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true, description: 'How many from the start (1–100, default 20).' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end (1–100).' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** Where a page lies in its list. */
@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field({ description: 'Whether more follows after this page.' })
  hasNextPage: boolean;

  @Field({ description: 'Whether something precedes this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null when the page is empty.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null when the page is empty.' })
  endCursor: string | null;
}

/** One item of a list with its cursor. */
export interface EdgeOf<T> {
  cursor: string;
  node: T;
}

/** A page of a list. `totalCount` is a function, so that it is only counted when asked for. */
export interface ConnectionOf<T> {
  edges: EdgeOf<T>[];
  nodes: T[];
  pageInfo: PageInfo;
  totalCount: () => Promise<number>;
}

/** Nest's own field resolvers hand out a function instead of calling it. */
const countOnDemand: FieldMiddleware = async (_, next) => {
  const count: unknown = await next();
  return typeof count === 'function' ? (count as () => Promise<number>)() : count;
};

/** The GraphQL types of a list of `node`: `<Name>Connection` and `<Name>Edge`. */
export function Connection<T>(node: Type<T>, name: string): Type<ConnectionOf<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list with its cursor.` })
  class Edge {
    @Field({ description: 'Opaque position of the item, for `after` and `before`.' })
    cursor: string;

    @Field(() => node, { description: 'The item itself.' })
    node: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Field(() => [Edge], { description: 'The items with their cursors.' })
    edges: Edge[];

    @Field(() => [node], { description: 'The items alone.' })
    nodes: T[];

    @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many items the whole list has.', middleware: [countOnDemand] })
    totalCount: () => Promise<number>;
  }
  return ConnectionType as unknown as Type<ConnectionOf<T>>;
}

/** The cursor was not given out by this list. */
export class CursorInvalid extends InputInvalid {
  constructor(backwards: boolean) {
    super([
      {
        path: [backwards ? 'before' : 'after'],
        code: 'CURSOR_INVALID',
        message: 'The cursor does not belong to this list.',
      },
    ]);
  }
}

/** A checked page request. */
export interface Page {
  readonly limit: number;
  readonly backwards: boolean;
  /** Sort key of the item to start behind, as written by {@link toConnection}. */
  readonly from: readonly unknown[] | null;
}

/** @throws InputInvalid for a page size out of bounds, both directions at once, or a cursor that is not ours. */
export function readPage(args: ConnectionArgs, keyLength: number): Page {
  const { first, last, after, before } = args;
  if ((first != null && last != null) || (after != null && before != null)) {
    throw new InputInvalid([
      {
        path: ['last'],
        code: 'BOTH_DIRECTIONS',
        message: 'Page either forwards (first, after) or backwards (last, before).',
      },
    ]);
  }
  const backwards = last != null || before != null;
  const limit = (backwards ? last : first) ?? 20;
  const argument = backwards ? 'last' : 'first';
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new InputInvalid([
      { path: [argument], code: 'PAGE_SIZE', message: `${argument} must be between 1 and 100.` },
    ]);
  }
  const cursor = backwards ? before : after;
  return {
    limit,
    backwards,
    from: cursor == null ? null : readCursor(cursor, keyLength, backwards ? 'before' : 'after'),
  };
}

/**
 * Turns up to `limit + 1` rows, fetched in the page's own direction, into a page.
 * @param key the values the list is ordered by, ending in a unique one
 */
export function toConnection<R, T>(
  rows: readonly R[],
  page: Page,
  map: { key: (row: R) => readonly unknown[]; node: (row: R) => T; totalCount: () => Promise<number> },
): ConnectionOf<T> {
  const more = rows.length > page.limit;
  const kept = rows.slice(0, page.limit);
  if (page.backwards) kept.reverse();
  const edges = kept.map((row) => ({ cursor: writeCursor(map.key(row)), node: map.node(row) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.backwards ? page.from !== null : more,
      hasPreviousPage: page.backwards ? more : page.from !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: map.totalCount,
  };
}

function writeCursor(key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function readCursor(cursor: string, keyLength: number, argument: string): readonly unknown[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === keyLength && key.every(isScalar)) return key;
  } catch {
    // falls through to the one answer for every cursor that is not ours
  }
  throw new CursorInvalid(argument === 'before');
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

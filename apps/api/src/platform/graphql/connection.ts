import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
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

/** The GraphQL types of a list of `node`: `<Name>Connection` and `<Name>Edge`. */
export function Connection<T>(node: Type<T>, name: string): Type {
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

    @Field(() => Int, { description: 'How many items the whole list has.' })
    totalCount: number;
  }
  return ConnectionType;
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
  /** Sort key of the item to start behind. */
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

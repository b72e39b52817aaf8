import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InputInvalid } from '../errors/domain-error.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from './connection.js';

/** The same list as a table would give it: ordered, cut at the cursor, in the page's direction, one more than asked. */
function pageOf(list: readonly number[], args: ConnectionArgs): ConnectionOf<number> {
  const page = readPage(args, 1);
  const [from] = (page.from ?? []) as [number?];
  const behind = list.filter((n) => from === undefined || (page.backwards ? n < from : n > from));
  const ordered = page.backwards ? [...behind].reverse() : behind;
  return toConnection(ordered.slice(0, page.limit + 1), page, {
    key: (n) => [n],
    node: (n) => n,
    totalCount: () => Promise.resolve(list.length),
  });
}

describe('connections', () => {
  it('shows every item once, forwards and backwards, whatever the page size', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (numbers, size) => {
        const list = [...numbers].sort((a, b) => a - b);
        const forwards: number[] = [];
        let page = pageOf(list, { first: size });
        for (forwards.push(...page.nodes); page.pageInfo.hasNextPage; forwards.push(...page.nodes)) {
          page = pageOf(list, { first: size, after: page.pageInfo.endCursor ?? null });
        }
        const backwards: number[] = [];
        page = pageOf(list, { last: size });
        for (backwards.unshift(...page.nodes); page.pageInfo.hasPreviousPage; backwards.unshift(...page.nodes)) {
          page = pageOf(list, { last: size, before: page.pageInfo.startCursor ?? null });
        }
        expect(forwards).toEqual(list);
        expect(backwards).toEqual(list);
      }),
    );
  });

  it.each([
    [{ first: 0 }, 'PAGE_SIZE'],
    [{ first: 101 }, 'PAGE_SIZE'],
    [{ first: 1.5 }, 'PAGE_SIZE'],
    [{ last: -1 }, 'PAGE_SIZE'],
    [{ first: 1, last: 1 }, 'BOTH_DIRECTIONS'],
    [{ after: 'x', before: 'y' }, 'BOTH_DIRECTIONS'],
    [{ after: 'not a cursor' }, 'CURSOR_INVALID'],
    [{ after: Buffer.from('[1,2]').toString('base64url') }, 'CURSOR_INVALID'],
    [{ after: Buffer.from('[{}]').toString('base64url') }, 'CURSOR_INVALID'],
  ])('refuses %j with %s', (args, code) => {
    expect(() => readPage(args, 1)).toThrow(InputInvalid);
    try {
      readPage(args, 1);
    } catch (error) {
      expect((error as InputInvalid).reasons[0]?.code).toBe(code);
    }
  });
});

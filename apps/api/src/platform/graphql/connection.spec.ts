import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InputInvalid } from '../errors/domain-error.js';
import { readPage } from './connection.js';

describe(readPage.name, () => {
  it('reads a cursor back, whatever its values are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { minLength: 1, maxLength: 3 }),
        (key) => {
          const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
          expect(readPage({ last: 3, before: cursor }, key.length)).toEqual({ limit: 3, backwards: true, from: key });
        },
      ),
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

import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { queryLimits } from './query-limits.js';

const schema = buildSchema(`
  type Query { accounts(first: Int, last: Int): AccountConnection account: Account }
  type Mutation { touch: Boolean }
  type AccountConnection { nodes: [Account!]! totalCount: Int }
  type Account { id: ID parent: Account children(first: Int): AccountConnection tags: [Tag!]! }
  type Tag { name: String }`);
const codes = (document: string) =>
  validate(schema, parse(document), [queryLimits]).map(({ extensions }) => extensions['code']);
const nested = (levels: number, inner = 'id'): string =>
  levels === 0 ? inner : `parent { ${nested(levels - 1, inner)} }`;

describe(queryLimits.name, () => {
  it('lets through what people ask', () => {
    expect(
      codes(
        '{ accounts(first: 100) { totalCount nodes { id parent { id } children(first: 10) { nodes { id tags { name } } } } } }',
      ),
    ).toEqual([]);
    expect(codes(`{ account { ${nested(14)} } }`)).toEqual([]);
  });

  it('refuses what is too deep', () => {
    expect(codes(`{ account { ${nested(15)} } }`)).toEqual(['QUERY_TOO_DEEP']);
  });

  it('multiplies pages below pages, and takes a variable for the largest page', () => {
    const pages = (size: string) =>
      `query ($n: Int) { accounts(first: ${size}) { nodes { children(first: ${size}) { nodes { children(first: ${size}) { nodes { id } } } } } } }`;
    expect(codes(pages('20'))).toEqual([]);
    expect(codes(pages('100'))).toEqual(['QUERY_TOO_LARGE']);
    expect(codes(pages('$n'))).toEqual(['QUERY_TOO_LARGE']);
  });

  it('is not fooled by fragments, however they are nested, and ends when they are circular', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, i) => `fragment f${i} on Account { a: parent { ...f${i + 1} } b: parent { ...f${i + 1} } }`,
    );
    expect(codes(`{ account { ...f0 } } ${doubling.join(' ')} fragment f40 on Account { id }`)).toEqual([
      'QUERY_TOO_DEEP',
      'QUERY_TOO_LARGE',
    ]);
    expect(codes('{ account { ...f } } fragment f on Account { parent { ...f } }')).toEqual([]);
  });

  it('refuses many mutations in one document', () => {
    const aliases = (count: number) =>
      `mutation { ${Array.from({ length: count }, (_, i) => `m${i}: touch`).join(' ')} }`;
    expect(codes(aliases(10))).toEqual([]);
    expect(codes(aliases(11))).toEqual(['TOO_MANY_MUTATIONS']);
    const hidden = `mutation { ...f } fragment f on Mutation { ${Array.from({ length: 11 }, (_, i) => `m${i}: touch`).join(' ')} }`;
    expect(codes(hidden)).toEqual(['TOO_MANY_MUTATIONS']);
  });
});

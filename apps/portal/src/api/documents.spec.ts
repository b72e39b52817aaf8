import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import * as documents from './documents.js';

const schema = buildSchema(readFileSync(new URL('../../../api/schema/portal.graphql', import.meta.url), 'utf8'));

describe('documents of the portal', () => {
  it.each(Object.entries(documents))('%s is one operation that the API understands', (_name, document) => {
    const parsed = parse(document);
    expect(parsed.definitions).toHaveLength(1);
    expect(validate(schema, parsed).map(({ message }) => message)).toEqual([]);
  });
});

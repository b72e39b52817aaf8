import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  isObjectType,
  isInputObjectType,
  isEnumType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const FOLDER = fileURLToPath(new URL('../schema/', import.meta.url));

describe('committed schemas', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());

  for (const name of ['staff', 'portal'] as const) {
    describe(name, () => {
      it('is the one the API serves (npm run schema writes it)', async () => {
        const served = `${printSchema(await schemaOf(test[name]))}\n`;
        const path = `${FOLDER}${name}.graphql`;
        if (process.env['MORTISE_WRITE_SCHEMA']) {
          await mkdir(FOLDER, { recursive: true });
          await writeFile(path, served);
        }
        expect(served).toBe(await readFile(path, 'utf8'));
      });

      it('describes every type, field and argument', async () => {
        expect(undescribed(await schemaOf(test[name]))).toEqual([]);
      });
    });
  }

  it('shares no type between staff and buyers but the page of a list', async () => {
    const objects = async (client: GraphqlClient) =>
      Object.values((await schemaOf(client)).getTypeMap()).filter(
        (type) => isObjectType(type) && !type.name.startsWith('__'),
      );
    const staff = new Set((await objects(test.staff)).map(({ name }) => name));
    expect((await objects(test.portal)).map(({ name }) => name).filter((name) => staff.has(name))).toEqual([
      'Mutation',
      'PageInfo',
      'Query',
    ]);
  });
});

async function schemaOf(client: GraphqlClient): Promise<GraphQLSchema> {
  const introspection = await client.data<IntrospectionQuery>(getIntrospectionQuery({ specifiedByUrl: true }));
  return lexicographicSortSchema(buildClientSchema(introspection));
}

function undescribed(schema: GraphQLSchema): string[] {
  const roots = new Set<unknown>([schema.getQueryType(), schema.getMutationType()]);
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__') && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name))
    .flatMap((type) => [
      ...(type.description || roots.has(type) ? [] : [type.name]),
      ...(isObjectType(type) || isInputObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) => (field.description ? [] : [`${type.name}.${field.name}`]))
        : []),
      ...(isEnumType(type) && !type.description ? [type.name] : []),
    ]);
}

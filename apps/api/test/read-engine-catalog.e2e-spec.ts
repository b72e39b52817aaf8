import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, isNonNullType } from 'graphql';
import { READ_ENDPOINTS, type ReadEndpoints } from '../src/app.module.js';
import { startTestApp, type TestApp } from './start-test-app.js';

describe('read models and the catalog', () => {
  let test: TestApp;
  /** Whether the column may be null, by `table.column`. */
  let nullable: ReadonlyMap<string, boolean>;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    const { rows } = await test.admin.query<{ name: string; nullable: boolean }>(`
      select c.relname || '.' || a.attname as name, not a.attnotnull as nullable from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'mortise'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`);
    nullable = new Map(rows.map((row) => [row.name, row.nullable]));
  });
  afterAll(() => test.stop());

  it.each(['staff', 'portal'] as const)('agree about the columns of the %s schema', (name) => {
    const { lane } = test.app.get<ReadEndpoints>(READ_ENDPOINTS, { strict: false })[name];
    if (!lane) throw new Error('The endpoint has not started.');
    const { models } = lane.resolvers;
    const wrong: string[] = [];
    let checked = 0;
    for (const type of Object.values(lane.schema.getTypeMap())) {
      const model = models.get(type.name);
      if (!model?.table) continue;
      for (const field of Object.values((type as GraphQLObjectType).getFields())) {
        const read = models.field(model, field.name);
        if (read.kind !== 'column') continue;
        checked++;
        const column = `${model.table}.${read.name}`;
        const mayBeNull = nullable.get(column);
        if (mayBeNull === undefined) wrong.push(`${type.name}.${field.name}: there is no ${column}`);
        // Nothing checks such a field when it is read: that there is a value is the database's to promise.
        if (mayBeNull && isNonNullType(field.type)) wrong.push(`${type.name}.${field.name}: ${column} may be null`);
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(name === 'staff' ? 80 : 5);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, isNonNullType } from 'graphql';
import { READ_ENDPOINTS, type ReadEndpoints } from '../src/app.module.js';
import { isQuoted } from '../src/platform/graphql/read-engine/json-value.js';
import { startTestApp, type TestApp } from './start-test-app.js';

describe('read models and the catalog', () => {
  let test: TestApp;
  /** Whether the column may be null and whether only identifiers or listed codes may stand in it, by `table.column`. */
  let columns: ReadonlyMap<string, { readonly nullable: boolean; readonly plain: boolean }>;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    const { rows } = await test.admin.query<{ name: string; nullable: boolean; plain: boolean }>(`
      select c.relname || '.' || a.attname as name, not a.attnotnull as nullable,
        a.atttypid = 'uuid'::regtype or exists (
          select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
            and pg_get_constraintdef(k.oid) ~ '= (ANY \\(\\(?ARRAY\\[)?''') as plain
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'mortise'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`);
    columns = new Map(rows.map((row) => [row.name, row]));
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
        const found = columns.get(column);
        if (!found) wrong.push(`${type.name}.${field.name}: there is no ${column}`);
        // Nothing checks such a field when it is read: that there is a value is the database's to promise.
        if (found?.nullable && isNonNullType(field.type))
          wrong.push(`${type.name}.${field.name}: ${column} may be null`);
        // Written without escaping: what may stand there is the database's to promise too.
        if (isQuoted(field.type, read.name) && !found?.plain)
          wrong.push(`${type.name}.${field.name}: ${column} may be any text`);
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(name === 'staff' ? 80 : 5);
  });
});

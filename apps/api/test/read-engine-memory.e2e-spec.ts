import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { READ_ENDPOINTS, type ReadEndpoints } from '../src/app.module.js';
import { roleUrl } from '../src/platform/database/database-roles.js';
import { operationOf } from '../src/platform/graphql/read-engine/known-documents.js';
import { ReadDatabase } from '../src/platform/graphql/read-engine/read-database.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { answersBy } from './support/answers-by-lane.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const SWITCHES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** One document that asks for one of 256 things. */
const MANY_IN_ONE = `query (${SWITCHES.map((name) => `$${name}: Boolean!`).join(' ')}) {
  me { id ${SWITCHES.map((name) => `${name}: role @include(if: $${name})`).join(' ')} } }`;

/** Whatever a client sends, and however much of it: what is kept of it is bounded, and the answers stay right. */
describe('read engine, what is kept', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let staff: { id: string; client: GraphqlClient };

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    tenant = await createTenant(test);
    staff = await createStaff(test, tenant);
  });
  afterAll(() => test.stop());

  /** Whether it was answered as a document that is known. */
  async function isHot(query: string): Promise<boolean> {
    const hot = await answersBy(test, 'hot');
    expect(await staff.client.data(query)).toEqual({ me: { id: staff.id } });
    return (await answersBy(test, 'hot')) === hot + 1;
  }

  it('documents: those that were asked for last, as far as they are not too long', async () => {
    const padded = (name: string, length: number) => `{ me { id } } # ${name} `.padEnd(length, 'x');
    const [kept, lost, long] = [padded('kept', 100), padded('lost', 100), padded('long', 25_001)];
    for (const query of [kept, lost, long]) expect(await isHot(query)).toBe(false);
    for (const query of [kept, lost]) expect(await isHot(query)).toBe(true);
    expect(await isHot(long)).toBe(false);
    for (let number = 0; number < 25; number++) {
      const other = padded(String(number), 24_900);
      await staff.client.data(other);
      expect(await isHot(other)).toBe(true);
      expect(await isHot(kept)).toBe(true);
    }
    expect(await isHot(lost)).toBe(false);
    expect(await isHot(lost)).toBe(true);
  });

  it('plans: not one for each of the many things that one document can ask for', async () => {
    const all = Array.from({ length: 2 ** SWITCHES.length }, (_, bits) =>
      Object.fromEntries(SWITCHES.map((name, index) => [name, (bits & (1 << index)) > 0])),
    );
    for (let time = 0; time < 2; time++) {
      for (const asked of all) {
        const shown = SWITCHES.filter((name) => asked[name]).map((name) => [name, 'ADMIN']);
        expect(await staff.client.data(MANY_IN_ONE, asked)).toEqual({
          me: { id: staff.id, ...Object.fromEntries(shown) },
        });
      }
    }
    const { documents, lane } = test.app.get<ReadEndpoints>(READ_ENDPOINTS, { strict: false }).staff;
    const document = documents.get(MANY_IN_ONE);
    const operation = document && operationOf(document, undefined);
    if (!lane || !document || !operation) throw new Error('The document is not known.');
    const planOf = (asked: Record<string, boolean>) => lane.plan(document, operation, asked);
    const kept = all.filter((asked) => planOf(asked) === planOf(asked));
    const keptFields = all.filter((asked) => planOf(asked)?.roots[0]?.plan === planOf(asked)?.roots[0]?.plan);
    for (const { length } of [kept, keptFields]) {
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(64);
    }
  });

  describe('statements of one connection', () => {
    let database: ReadDatabase;
    beforeAll(() => {
      const { adminUrl } = test.config.database;
      database = new ReadDatabase(roleUrl(adminUrl, test.config.secret, 'mortise_app'), 1);
    });
    afterAll(() => database.end());

    const textOf = (number: number) => `select ${number} || ' is the answer'`;
    async function read(number: number): Promise<void> {
      const answer = await database.run(tenant.id, [{ text: textOf(number), values: [] }]);
      expect(answer).toEqual([`${number} is the answer`]);
    }
    /** The server process, and the numbers of the statements that it holds. */
    async function prepared(): Promise<{ process: string; numbers: number[] }> {
      const [process, texts] = await database.run(tenant.id, [
        { name: '', text: 'select pg_backend_pid()::text', values: [] },
        { name: '', text: `select coalesce(json_agg(statement), '[]') from pg_prepared_statements`, values: [] },
      ]);
      const numbers = (JSON.parse(texts as string) as string[]).map((text) => /^select (\d+) /.exec(text)?.[1]);
      return { process: process as string, numbers: numbers.filter((found) => found !== undefined).map(Number) };
    }

    it('none that comes once, one that comes again', async () => {
      for (let number = 0; number < 1_000; number++) await read(number);
      expect((await prepared()).numbers).toEqual([]);
      // By now that it came is forgotten.
      await read(0);
      expect((await prepared()).numbers).toEqual([]);
      for (let time = 0; time < 3; time++) await read(0);
      expect((await prepared()).numbers).toEqual([0]);
    });

    it('so many that the connection is replaced before there are too many of them', async () => {
      const processes = new Set<string>();
      let most = 0;
      for (let number = 1; number <= 1_500; number++) {
        for (let time = 0; time < 3; time++) await read(number);
        if (number % 25 > 0) continue;
        const { process, numbers } = await prepared();
        processes.add(process);
        most = Math.max(most, numbers.length);
        expect(numbers).toContain(number);
      }
      expect(most).toBeGreaterThan(400);
      expect(most).toBeLessThanOrEqual(501);
      // One connection for about 500, and none is replaced without need.
      expect(processes.size).toBeGreaterThanOrEqual(3);
      expect(processes.size).toBeLessThanOrEqual(4);
      const { rows } = await test.admin.query(`select pid::text from pg_stat_activity where pid = any($1::int[])`, [
        [...processes],
      ]);
      expect(rows).toHaveLength(1);
    });
  });

  it('memory: no more for documents that are new each time than for the first of them', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = (): number => {
      for (let time = 0; time < 3; time++) collect();
      return process.memoryUsage().heapUsed;
    };
    let count = 0;
    const send = async (documents: number): Promise<void> => {
      for (let sent = 0; sent < documents; sent++) {
        const name = `v${count++}`;
        const fields = Array.from({ length: 250 }, (_, index) => `${name}_${index}: name`).join(' ');
        const query = `query ($${name}: Boolean!) { me { id @skip(if: $${name}) ${fields} } }`;
        for (const skip of [true, false]) await staff.client.data(query, { [name]: skip });
      }
    };
    // Until Apollo's own store of documents is full.
    await send(800);
    const before = heap();
    await send(200);
    // Each of them takes a third of a megabyte.
    expect((heap() - before) / 1e6).toBeLessThan(20);
  }, 120_000);
});

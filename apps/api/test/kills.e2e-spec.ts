import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { join } from 'node:path';
import { JOB_QUEUE, type JobQueue } from '../src/platform/jobs/queue.js';
import { createCustomer, type Customer, mailsTo } from './factories/buyer.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { ApiProcess } from './support/api-process.js';
import {
  brokenHistories,
  derivedFigures,
  differences,
  histories,
  repeated,
  underWay,
  valuesOf,
} from './support/derived-figures.js';
import { freePort } from './support/free-port.js';
import { HeldTable } from './support/held-table.js';
import { importFile } from './support/import-client.js';
import { type OwnPostgres, startOwnPostgres } from './support/own-postgres.js';
import { strayFigures } from './support/rebuilt-figures.js';
import { SlowUpload } from './support/slow-upload.js';
import { ARRIVING, BEFORE, FOREIGN } from './support/trade-files.js';
import { until } from './until.js';

const INVITE = 'mutation ($id: ID!) { inviteContact(input: { accountContactId: $id }) { email } }';
const KINDS = ['order-lines', 'invoices', 'deliveries'] as const;
/** Each gives other moments; `MORTISE_KILL_SEEDS=7,8,9` tries others. */
const SEEDS = (process.env['MORTISE_KILL_SEEDS'] ?? '3,11').split(',').map(Number);

/** When the worker dies: before a job is begun, as soon as a step is done, or when a job wants this table. */
const MOMENTS = ['queued', 'step', 'handled_message', 'signal', 'stage_event', 'account_value', 'job_run'] as const;
type Moment = (typeof MOMENTS)[number];

interface Supplier {
  readonly id: string;
  readonly slug: string;
  readonly token: string;
  readonly client: GraphqlClient;
}

describe('figures', () => {
  /** One that nobody else needs: it is killed as well. */
  let postgres: OwnPostgres;
  let test: TestApp;
  let worker: ApiProcess | undefined;
  const processes: ApiProcess[] = [];
  /** What follows from all files when nothing goes wrong. */
  let undisturbed: Record<string, string[]>;

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    await restart();
    const reference = await supplier();
    await judged(reference);
    for (const kind of KINDS) await load(reference, kind, ARRIVING[kind]);
    await settled();
    undisturbed = await derivedFigures(test, reference.id);
  }, 300_000);
  afterAll(async () => {
    for (const each of processes) await each.kill('SIGKILL');
    await test.stop();
    await postgres.stop();
  });

  async function start(entry: 'main' | 'worker'): Promise<ApiProcess> {
    const { database, secret, home } = test.config;
    const env = { DATABASE_URL: database.adminUrl, MORTISE_SECRET: secret, MORTISE_HOME: home, LOG_LEVEL: 'fatal' };
    // Starting is most of the work of these tests; what was compiled once is kept.
    const started = await ApiProcess.start(
      { ...env, NODE_COMPILE_CACHE: join(home, 'compiled') },
      await freePort(),
      entry,
    );
    processes.push(started);
    return started;
  }

  /** Sees to it that there is a worker, and no more than one. */
  async function restart(): Promise<void> {
    if (!worker?.alive) worker = await start('worker');
  }

  async function load({ token }: Supplier, kind: string, rows: readonly string[]): Promise<void> {
    const result = await importFile(test, token, kind, `${rows.join('\n')}\n`, { query: { createMissing: 'true' } });
    expect(result).toMatchObject({ httpStatus: 201, rowsRejected: 0, rowsRead: rows.length - 1 });
  }

  async function supplier(): Promise<Supplier> {
    const tenant = await createTenant(test);
    const { token, client } = await createStaff(test, tenant);
    return { ...tenant, token, client };
  }

  /** Gives a supplier a past that has been judged. */
  async function judged(of: Supplier): Promise<void> {
    for (const [kind, rows] of BEFORE) await load(of, kind, rows);
    await settled();
  }

  async function settled(): Promise<void> {
    let left: Record<string, number> | undefined;
    // The test's own connections are cut as well.
    const look = (): Promise<boolean> =>
      underWay(test).then(
        (found) => (left = found) === undefined,
        () => false,
      );
    await until(look, 150_000).catch((error: unknown) => {
      throw new Error(`Still under way: ${JSON.stringify(left)}`, { cause: error });
    });
  }

  const count = async (query: string): Promise<number> =>
    (await test.admin.query<{ count: number }>(`select count(*)::int from ${query}`)).rows[0]?.count ?? 0;
  const steps = (): Promise<number> =>
    count(`handled_message where handler like 'accounts.evaluate#%' or handler like 'import.finished#%'`);
  const waitingJobs = (): Promise<number> => count(`queue.job where scheduler_id is null and state = 'waiting'`);

  /** Kills the worker at the moment that `begin` leads to. */
  async function killAt(when: Moment, begin: () => Promise<unknown>): Promise<void> {
    if (when === 'queued') {
      await worker?.kill('SIGKILL');
      await begin();
      await until(async () => (await waitingJobs()) > 0);
    } else if (when === 'step') {
      const before = await steps();
      await begin();
      await until(async () => (await steps()) > before, 60_000);
      await worker?.kill('SIGKILL');
    } else {
      await HeldTable.during(test, when, async (held) => {
        await begin();
        await until(async () => (await held.waiting()).length > 0, 60_000);
        await worker?.kill('SIGKILL');
      });
    }
  }

  const night = (): Promise<unknown> => test.app.get<JobQueue>(JOB_QUEUE).queue.add('nightly', {});
  const uploads = (to: string, { token }: Supplier, name: string): Record<(typeof KINDS)[number], SlowUpload> => {
    const [lines, bills, promises] = KINDS.map((kind) =>
      SlowUpload.start(test, to, token, kind, ARRIVING[kind], `${name}-${kind}`),
    ) as [SlowUpload, SlowUpload, SlowUpload];
    return { 'order-lines': lines, invoices: bills, deliveries: promises };
  };

  /** Has everything that jobs work out worked out again, from nothing where nobody has a say in it. */
  async function workOutAgain({ id, client }: Supplier): Promise<void> {
    await test.admin.query('delete from account_value where tenant_id = $1', [id]);
    await client.data('mutation { evaluateAccounts computeValue }');
    await settled();
  }

  /** How the imports of these files ended, and whether every row they say is in is there. */
  async function importsNamed(name: string): Promise<unknown[]> {
    const { rows } = await test.admin.query(
      `select status, error_code, rows_read = rows_added + rows_unchanged + rows_rejected and rows_added = (
         select coalesce(sum(rows), 0) from import_account t where t.tenant_id = i.tenant_id and t.import_id = i.id) as whole
       from import i where file_name like $1 order by file_name`,
      [`${name}-%`],
    );
    return rows as unknown[];
  }

  async function expectAsIfNothingHappened(of: Supplier): Promise<void> {
    expect(await strayFigures(test, of.id)).toEqual({});
    const figures = await derivedFigures(test, of.id);
    expect(differences(figures, undisturbed)).toEqual({});
    expect(await brokenHistories(test, of.id)).toEqual([]);
    expect(await repeated(test, of.id)).toEqual({});
    expect(await count(`job_run where status = 'FAILED'`)).toBe(0);
    const [kept, values] = [await histories(test, of.id), await valuesOf(test, of.id)];
    await workOutAgain(of);
    expect(differences(await derivedFigures(test, of.id), figures)).toEqual({});
    expect(differences(await valuesOf(test, of.id), values)).toEqual({});
    expect(await histories(test, of.id)).toEqual(kept);
  }

  it.each(SEEDS)(
    'are those of the facts however often the worker dies (seed %i)',
    async (seed) => {
      const [first, second, third] = fc.sample(fc.shuffledSubarray([...MOMENTS], { minLength: 3, maxLength: 3 }), {
        seed,
        numRuns: 1,
      })[0] as [Moment, Moment, Moment];
      await restart();
      const [mine, theirs] = [await supplier(), await supplier()];
      await judged(mine);
      const customers: Customer[] = [];
      for (let i = 0; i < 4; i++) customers.push(await createCustomer(test, theirs, { name: `Mill ${i}` }));
      const sent = uploads(test.url, mine, `worker-${seed}`);
      const foreign = SlowUpload.start(test, test.url, theirs.token, 'order-lines', FOREIGN, `foreign-${seed}`);
      await Promise.all([...Object.values(sent), foreign].map((each) => each.sendUpTo(0.3)));

      await killAt(first, async () => {
        for (const { accountContactId: id } of customers) await theirs.client.data(INVITE, { id });
        await night();
      });
      await restart();
      await Promise.all([sent['order-lines'], sent.invoices].map((each) => each.sendUpTo(0.7)));
      await killAt(second, async () => expect(await sent['order-lines'].end()).toBe(201));
      await restart();
      await killAt(third, async () => {
        expect(await Promise.all([sent.invoices.end(), sent.deliveries.end(), foreign.end()])).toEqual([201, 201, 201]);
      });
      await restart();
      await settled();

      await expectAsIfNothingHappened(mine);
      expect(await strayFigures(test, theirs.id)).toEqual({});
      expect(await count(`order_line where tenant_id = '${theirs.id}'`)).toBe(FOREIGN.length - 1);
      for (const { email } of customers) expect(await mailsTo(test, email)).toHaveLength(1);
      expect(await repeated(test, theirs.id)).toEqual({});
    },
    300_000,
  );

  it('are those of the facts, and no import is half there, when its process dies', async () => {
    await restart();
    const mine = await supplier();
    await judged(mine);
    const api = await start('main');
    const cut = uploads(api.url, mine, 'cut');
    await Promise.all(Object.values(cut).map((each) => each.sendUpTo(0.4)));
    // Between the first row that a batch writes and its commit.
    await HeldTable.during(
      test,
      'import_account',
      async (held) => {
        await Promise.all(
          Object.values(cut).map((each) => each.trickleUntil(async () => (await held.waiting()).length > 0)),
        );
        await api.kill('SIGKILL');
      },
      'share',
    );
    await until(async () => (await count(`import where status = 'RUNNING'`)) === 0, 60_000);
    expect(await importsNamed('cut')).toEqual(
      KINDS.map(() => ({ status: 'FAILED', error_code: 'INTERRUPTED', whole: true })),
    );
    expect(await strayFigures(test, mine.id)).toEqual({});
    await expectTheRestToFollow(mine);
  }, 300_000);

  /** What the database server can do to everybody who works with it, in the middle of whatever they do. */
  const disturbances: Readonly<Record<string, () => Promise<unknown>>> = {
    'drops all connections': () =>
      test.admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    'is killed': async () => {
      const killed = postgres.pid;
      process.kill(killed, 'SIGKILL');
      await until(() => postgres.pid !== killed, 60_000);
    },
  };

  it.each(Object.keys(disturbances))(
    'are those of the facts, and no import is half there, when the database server %s',
    async (name) => {
      await restart();
      const mine = await supplier();
      await judged(mine);
      const sent = uploads(test.url, mine, name.replaceAll(' ', '-'));
      await Promise.all(Object.values(sent).map((each) => each.sendUpTo(0.7)));
      await HeldTable.during(test, 'signal', async (held) => {
        await night();
        await until(async () => (await held.waiting()).length > 0, 60_000);
        await disturbances[name]?.();
      });
      // What was being written is lost, and the import with it; what waited for its file goes on.
      await Promise.all(Object.values(sent).map((each) => each.end()));
      await settled();
      expect(worker?.alive).toBe(true);
      expect(await importsNamed(name.replaceAll(' ', '-'))).toEqual(
        KINDS.map(() =>
          expect.objectContaining({ status: expect.stringMatching(/^(SUCCEEDED|FAILED)$/), whole: true }),
        ),
      );
      expect(await strayFigures(test, mine.id)).toEqual({});
      await expectTheRestToFollow(mine);
    },
    300_000,
  );

  /** Whatever arrived of the files before, sent once more they are there as if nothing had happened. */
  async function expectTheRestToFollow(of: Supplier): Promise<void> {
    for (const kind of KINDS) await load(of, kind, ARRIVING[kind]);
    await settled();
    await expectAsIfNothingHappened(of);
  }
});

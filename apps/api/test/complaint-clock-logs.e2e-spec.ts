import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { Outbox } from '../src/platform/jobs/outbox.js';
import { createCustomer } from './factories/buyer.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { type PlainCalendar, plainClock, type PlainEntry, PlainTime } from './support/plain-complaint-clock.js';
import { until } from './until.js';

/** Tenants, each with its own calendar and rules, and complaints of each. */
const [WORLDS, LOGS] = [8, 12];
const SEED = 30;
const WEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
/** Clocks change in October and November 2026. */
const FIRST_DAY = Date.parse('2026-10-19T00:00:00Z') / 60_000;
const DAY = 1440;
const day = (offset: number): string => new Date((FIRST_DAY + offset * DAY) * 60_000).toISOString().slice(0, 10);
const days = fc.uniqueArray(fc.integer({ min: 0, max: 25 }).map(day), { maxLength: 4 });

const world = fc.record({
  zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'),
  weekdays: fc.subarray(WEEK, { minLength: 1 }),
  holidays: days,
  workdays: days,
  basis: fc.constantFrom('BUSINESS_DAYS', 'CALENDAR_DAYS'),
  acknowledgeHours: fc.constantFrom(0.25, 1, 2.5, 8, 20),
  resolveDays: fc.constantFrom(0.5, 2, 5.5),
  D3: fc.constantFrom(0.5, 1, 3),
  D4: fc.constantFrom(1, 2.5, 7),
  now: fc.integer({ min: 20 * DAY, max: 26 * DAY }),
});

/** What is done next, as the workflow lets it, so many minutes after what was done before. */
const move = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 4 * DAY }), fc.constantFrom(0, 480, 1440)),
  kind: fc.constantFrom('ON', 'ON', 'ON', 'CONTAIN', 'PAUSE', 'REOPEN'),
  from: fc.constantFrom('D2', 'D3', 'D4', 'D5', 'D6'),
});
const log = fc.record({ start: fc.integer({ min: 0, max: 12 * DAY }), moves: fc.array(move, { maxLength: 12 }) });

const ON: Readonly<Record<string, string>> = {
  ...{ RECEIVED: 'ACKNOWLEDGED', ACKNOWLEDGED: 'ANALYSED', ANALYSED: 'ACTION', REOPENED: 'ACTION' },
  ...{ ACTION: 'CONFIRMED_BY_CUSTOMER', CONFIRMED_BY_CUSTOMER: 'CLOSED' },
};

/** The log that comes of the moves; those that have no place where they come are left out. */
function entriesOf({
  start,
  moves,
}: {
  start: number;
  moves: readonly { wait: number; kind: string; from: string }[];
}) {
  let [minute, status, paused] = [FIRST_DAY + start, 'RECEIVED', false];
  const entries: PlainEntry[] = [{ type: status, minute }];
  for (const { wait, kind, from } of moves) {
    minute += wait;
    const next = ON[status];
    if (kind === 'ON' && next !== undefined) entries.push({ type: (status = next), minute });
    if (kind === 'CONTAIN' && ['ACKNOWLEDGED', 'ANALYSED', 'REOPENED'].includes(status))
      entries.push({ type: 'CONTAINED', minute });
    if (kind === 'PAUSE' && status !== 'CLOSED') {
      paused = !paused;
      entries.push({ type: paused ? 'CLOCK_PAUSED' : 'CLOCK_RESUMED', minute });
    }
    if (kind === 'REOPEN' && ['ACTION', 'CONFIRMED_BY_CUSTOMER', 'CLOSED'].includes(status))
      entries.push({ type: (status = 'REOPENED'), minute, from });
    if (status === 'CLOSED' || entries.at(-1)?.type === 'REOPENED') paused = false;
  }
  return { entries, status };
}

/** The clocks that the API shows are those that somebody counts who looks at the clock on the wall, minute by minute. */
describe('clocks of random complaints', () => {
  let test: TestApp;
  let now = new Date('2026-11-23T09:00:00.000Z');

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => now } });
  });
  afterAll(() => test.stop());

  const moment = (minute: number | null): string | null =>
    minute === null ? null : new Date(minute * 60_000).toISOString();

  it('are of all kinds: met and overrun, stopped, standing still and begun anew', () => {
    const of = fc
      .sample(log, { numRuns: WORLDS * LOGS, seed: SEED })
      .map((each) => entriesOf(each).entries.map(({ type }) => type));
    const counted = (type: string): number => of.filter((types) => types.includes(type)).length;
    expect(
      Math.min(...['CONTAINED', 'CLOSED', 'REOPENED', 'CLOCK_PAUSED', 'CLOCK_RESUMED'].map(counted)),
    ).toBeGreaterThan(5);
  });

  it.each(fc.sample(world, { numRuns: WORLDS, seed: SEED }).map((each, place) => [place, each] as const))(
    'are those counted by hand, in world %i',
    async (place, { zone, weekdays, holidays, workdays, ...rules }) => {
      now = new Date((FIRST_DAY + rules.now) * 60_000);
      const tenant = await createTenant(test);
      await test.admin.query('update tenant set time_zone = $2 where id = $1', [tenant.id, zone]);
      const { client } = await createStaff(test, tenant);
      const standard = { acknowledgeHours: rules.acknowledgeHours, resolveDays: rules.resolveDays };
      const settings = {
        ...{ 'calendar.weekdays': weekdays, 'calendar.holidays': holidays, 'calendar.workdays': workdays },
        ...{ 'complaint.deadlines.basis': rules.basis, 'complaint.deadlines.days': { D3: rules.D3, D4: rules.D4 } },
        ...{ 'complaint.standards.MINOR.acknowledgeHours': standard.acknowledgeHours },
        'complaint.standards.MINOR.resolveDays': standard.resolveDays,
      };
      await client.data('mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version } }', {
        i: { expectedVersion: 0, settings: Object.entries(settings).map(([path, value]) => ({ path, value })) },
      });
      const logs = fc.sample(log, { numRuns: LOGS, seed: SEED + place }).map(entriesOf);
      const { accountId } = await createCustomer(test, tenant);
      for (const [index, { entries, status }] of logs.entries())
        await enter(tenant.id, accountId, index, entries, status);

      const time = new PlainTime({ zone, weekdays, holidays, workdays } satisfies PlainCalendar);
      const worked = (minute: number): boolean => time.isWorked(minute);
      const always = (): boolean => true;
      const calendarDays = rules.basis === 'CALENDAR_DAYS';
      const [counts, length] = calendarDays ? [always, DAY] : [worked, 480];
      const clocks = [
        ['ACKNOWLEDGE', standard.acknowledgeHours * 60, worked],
        ['D3', rules.D3 * length, counts],
        ['D4', rules.D4 * length, counts],
        ['RESOLVE', standard.resolveDays * 480, worked],
      ] as const;
      const counted = logs.map(({ entries }) =>
        clocks.map(([step, allowed, of]) => ({
          step,
          ...plainClock(step, entries, allowed, of, FIRST_DAY + rules.now),
        })),
      );

      const { complaints } = await client.data<{ complaints: { nodes: { number: string; deadlines: object[] }[] } }>(
        `{ complaints(first: 50) { nodes { number deadlines { step dueAt reachedAt breached remaining } } } }`,
      );
      const shown = new Map(complaints.nodes.map(({ number, deadlines }) => [number, deadlines]));
      for (const [index, expected] of counted.entries()) {
        expect({ log: logs[index]?.entries, deadlines: shown.get(`R-${index}`) }).toEqual({
          log: logs[index]?.entries,
          deadlines: expected.map(({ step, due, reached, breached, minutes }) => ({
            ...{ step, dueAt: moment(due), reachedAt: moment(reached), breached },
            remaining: Math.round((minutes * 100) / 60) / 100,
          })),
        });
      }

      await test.app
        .get(ContextFactory)
        .asSystem(tenant.id, 'test', (ctx) =>
          ctx.transaction(() => test.app.get(Outbox).publish(ctx, 'complaints.clocks', {})),
        );
      await until(async () => {
        const { rows } = await test.admin.query(
          'select 1 from complaint where tenant_id = $1 and timed_version < 1 limit 1',
          [tenant.id],
        );
        return rows.length === 0;
      });
      const { rows: recorded } = await test.admin.query<{
        number: string;
        step: string;
        run: number;
        due: Date;
        reached: Date | null;
      }>(
        `select c.number, b.step, b.run, b.due_at as due, b.reached_at as reached from complaint_breach b
         join complaint c on c.tenant_id = b.tenant_id and c.id = b.complaint_id where b.tenant_id = $1`,
        [tenant.id],
      );
      const overdue = counted.flatMap((steps, index) =>
        steps
          .filter(({ breached }) => breached)
          .map(({ step, run, due, reached }) => [`R-${index}`, step, run, moment(due), moment(reached)]),
      );
      expect(
        recorded
          .map(({ number, step, run, due, reached }) => [
            ...[number, step, run, due.toISOString(), reached?.toISOString() ?? null],
          ])
          .sort(),
      ).toEqual(overdue.sort());
    },
  );

  async function enter(
    tenantId: string,
    accountId: string,
    index: number,
    entries: readonly PlainEntry[],
    status: string,
  ): Promise<void> {
    const id = uuidv7();
    const at = entries.map(({ minute }) => moment(minute));
    await test.admin.query(
      `insert into complaint (tenant_id, id, number, account_id, subject, description, status, channel, filed_by, idempotency_key, request_hash, created_at,
         updated_at, policy_version) values ($1, $2, $3, $4, 's', 'd', $5, 'STAFF', 'x', $3, '', $6, $6, 1)`,
      [tenantId, id, `R-${index}`, accountId, status, at[0]],
    );
    await test.admin.query(
      `insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type, data)
       select $1, $2, n, at, 'x', type, data from unnest($3::timestamptz[], $4::text[], $5::jsonb[]) with ordinality as e (at, type, data, n)`,
      [
        tenantId,
        id,
        at,
        entries.map(({ type }) => type),
        entries.map(({ from }) => (from ? { from } : {})).map((data) => JSON.stringify(data)),
      ],
    );
  }
});

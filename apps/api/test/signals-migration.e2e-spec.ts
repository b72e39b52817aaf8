import { replayAlert } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { eventOf } from '../src/features/alerts/alert-event.codec.js';
import { Signals1764000000011 } from '../src/platform/database/migrations/0011-signals.migration.js';
import { MIGRATIONS } from '../src/platform/database/migrations/index.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

/** Alerts of one detector, as they were kept before signals had a table of their own. */
const BEFORE = [
  ['ALERT', null, null, null],
  ['FALSE_ALARM', '2026-03-05', '2026-03-05', 'FALSE_ALARM'],
  ['RECOVERING', '2026-03-05', null, null],
  ['NORMAL', null, '2026-03-09', 'ORDER_RECEIVED'],
  ['ENDED', null, '2026-03-09', 'RELATIONSHIP_ENDED'],
] as const;

/** The migration and what was built on it since. */
const SINCE = MIGRATIONS.slice(MIGRATIONS.indexOf(Signals1764000000011));

describe('migration of alerts to signals', () => {
  let test: TestApp;
  let source: DataSource;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    source = new DataSource({
      type: 'postgres',
      url: test.config.database.adminUrl,
      extra: { max: 1, options: '-c role=mortise_owner -c search_path=mortise' },
    });
    await source.initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await test.stop();
  });

  it('keeps every alert: with its signal, its label, and events that lead to where it stands', async () => {
    const tenant = await createTenant(test);
    const { client } = await createStaff(test, tenant);
    const runner = source.createQueryRunner();
    for (const each of SINCE.toReversed()) await new each().down(runner);
    for (const [state, triaged, closed, reason] of BEFORE) {
      await test.admin.query(
        `insert into alert (tenant_id, id, account_id, detector, state, opened_at, last_seen_at, score, threshold, explanation, exceptional,
           triaged_at, triaged_by, triage_note, closed_at, close_reason)
         values ($1, gen_random_uuid(), $2, 'ORDER_GAP', $3, '2026-03-02T08:00:00Z', '2026-03-04T08:00:00Z', 3, 2, '{"lastOrder":"2026-02-01"}', true,
           $4::date, case when $4::date is not null then 'system:x' end, case when $4::date is not null then 'seen' end, $5::date, $6)`,
        [tenant.id, await createAccount(test, tenant, { name: state }), state, triaged, closed, reason],
      );
    }
    for (const each of SINCE) await new each().up(runner);
    await runner.release();
    const { rows } = await test.admin.query('select * from alert where tenant_id = $1', [tenant.id]);
    expect(rows).toHaveLength(BEFORE.length);
    for (const row of rows) {
      const { rows: events } = await test.admin.query('select data from alert_event where alert_id = $1 order by seq', [
        row.id,
      ]);
      const record = replayAlert(events.map(({ data }) => eventOf(data as Record<string, unknown>)));
      expect(record).toMatchObject({
        version: row.version,
        state: row.state,
        since: (row.since as Date).toISOString(),
        alertedAt: '2026-03-02T08:00:00.000Z',
        signals: ['ORDER_GAP'],
        label: row.label,
      });
    }
    const query =
      '{ alerts { nodes { state label leading signals { kind ratio closedOn why { orderGap { lastOrder } } } } } }';
    const { alerts } = await client.data<{ alerts: { nodes: { state: string }[] } }>(query);
    expect(alerts.nodes.find(({ state }) => state === 'FALSE_ALARM')).toMatchObject({
      label: 'FALSE_ALARM',
      leading: 'ORDER_GAP',
      signals: [{ kind: 'ORDER_GAP', ratio: 1.5, closedOn: '2026-03-05' }],
    });
  });
});

import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../start-test-app.js';

/** An open alert of an account, as the detectors would have raised it. @returns its id */
export async function createAlert(
  test: TestApp,
  tenant: { id: string },
  accountId: string,
  { state = 'ALERT', at = '2026-11-20T09:00:00.000Z' }: { readonly state?: string; readonly at?: string } = {},
): Promise<string> {
  const id = uuidv7();
  const confirmed = state !== 'ALERT' && state !== 'WATCH';
  await test.admin.query(
    `insert into alert (tenant_id, id, account_id, opened_at, version, state, since, raised_on, alerted_at, leading_kind, signal_kinds, score, exceptional, label)
     values ($1, $2, $3, $4, 1, $5, $4, $4::timestamptz::date, $4, 'ORDER_GAP', '{ORDER_GAP}', 3, false, $6)`,
    [tenant.id, id, accountId, at, state, confirmed ? 'CONFIRMED' : null],
  );
  await test.admin.query(
    `insert into alert_event (tenant_id, alert_id, seq, type, at, recorded_at, actor, data, policy_version)
     values ($1, $2, 1, 'ALERT_RAISED', $3, $3, 'system:evaluation', $4, 0)`,
    [
      tenant.id,
      id,
      at,
      JSON.stringify({
        type: 'ALERT_RAISED',
        grade: 'ALERT',
        signals: ['ORDER_GAP'],
        at,
        notify: ['OWNER', 'MANAGER'],
      }),
    ],
  );
  return id;
}

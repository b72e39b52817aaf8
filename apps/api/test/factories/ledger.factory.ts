import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../start-test-app.js';

/** An entry as it is stored. */
export interface StoredEntry {
  readonly id?: string;
  readonly kind: string;
  readonly on: string;
  /** When it was recorded; at noon of the day it was observed unless told. */
  readonly recordedAt?: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly supersedes?: string;
  readonly withdrawn?: boolean;
}

/** Entries of the ledger, past the API, so that they can be of any day. @returns their ids */
export async function addEntries(
  test: TestApp,
  tenantId: string,
  accountId: string,
  entries: readonly StoredEntry[],
): Promise<string[]> {
  const rows = entries.map((entry) => ({
    id: entry.id ?? uuidv7(),
    kind: entry.kind,
    observed_on: entry.on,
    recorded_at: entry.recordedAt ?? `${entry.on}T12:00:00Z`,
    payload: entry.withdrawn === true ? {} : entry.payload,
    supersedes: entry.supersedes ?? null,
    withdrawn: entry.withdrawn ?? false,
    reason: entry.supersedes === undefined ? null : 'It was not so.',
  }));
  await test.admin.query(
    `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, supersedes,
       withdrawn, reason)
     select $1, id, $2, kind, observed_on, recorded_at, 'system:test', 'test', 'A', payload, supersedes, withdrawn, reason
     from jsonb_to_recordset($3::jsonb) as r (id uuid, kind text, observed_on date, recorded_at timestamptz, payload jsonb, supersedes uuid,
       withdrawn boolean, reason text)`,
    [tenantId, accountId, JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}

/** What a contact between two people says. */
export function touchOf(
  ourPersonId: string,
  contactId: string,
  functions: readonly [ours: string, theirs: string],
  theirTier = 'WORKING',
): Readonly<Record<string, unknown>> {
  const [ourFunction, theirFunction] = functions;
  const how = { touchType: 'BUSINESS', channel: 'VISIT', initiator: 'OURS' };
  return { ...how, ourPerson: ourPersonId, contact: contactId, ourFunction, theirFunction, theirTier };
}

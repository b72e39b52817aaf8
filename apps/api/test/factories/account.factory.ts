import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../start-test-app.js';

export interface AccountValues {
  readonly name?: string;
  readonly externalId?: string;
  readonly parentId?: string;
  readonly ownerId?: string;
  /** Also sets the day since when; none: no stage is recorded yet. */
  readonly stage?: 'DEVELOPMENT' | 'INITIAL' | 'STABLE' | 'STRATEGIC' | 'ENDED';
  /** Teams the account is assigned to. */
  readonly teamIds?: readonly string[];
}

/** An account, entered in the hierarchy. @returns its id */
export async function createAccount(
  test: TestApp,
  tenant: { id: string },
  values: AccountValues = {},
): Promise<string> {
  const id = uuidv7();
  const {
    name = `Account ${randomBytes(4).toString('hex')}`,
    externalId = null,
    parentId = null,
    ownerId = null,
    stage = null,
  } = values;
  await test.admin.query(
    `insert into account (tenant_id, id, name, name_lower, external_id, parent_id, owner_id, stage, stage_since)
     values ($1, $2, $3, $4, $5, $6, $7, $8::text, case when $8::text is not null then now() end)`,
    [tenant.id, id, name, name.toLowerCase(), externalId, parentId, ownerId, stage],
  );
  await test.admin.query(
    `insert into account_closure (tenant_id, ancestor_id, descendant_id, depth)
     select $1::uuid, $2::uuid, $2::uuid, 0
     union all select $1::uuid, ancestor_id, $2::uuid, depth + 1 from account_closure where tenant_id = $1 and descendant_id = $3`,
    [tenant.id, id, parentId],
  );
  for (const teamId of values.teamIds ?? []) {
    await test.admin.query('insert into account_team (tenant_id, account_id, team_id) values ($1, $2, $3)', [
      tenant.id,
      id,
      teamId,
    ]);
  }
  return id;
}

/** A team of these members. @returns its id */
export async function createTeam(
  test: TestApp,
  tenant: { id: string },
  memberIds: readonly string[] = [],
): Promise<string> {
  const id = uuidv7();
  await test.admin.query('insert into team (tenant_id, id, name) values ($1, $2, $3)', [
    tenant.id,
    id,
    `Team ${id.slice(-6)}`,
  ]);
  for (const staffId of memberIds) {
    await test.admin.query('insert into team_member (tenant_id, team_id, staff_id) values ($1, $2, $3)', [
      tenant.id,
      id,
      staffId,
    ]);
  }
  return id;
}

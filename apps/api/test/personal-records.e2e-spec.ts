import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonalRecordService } from '../src/features/personal-records/personal-record.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const TODAY = '2026-11-22';
const RECORD = `mutation ($input: RecordPersonalRecordInput!) { recordPersonalRecord(input: $input) { field value basis purpose expiresOn } }`;
const READ = `mutation ($id: ID!) { readPersonalRecords(contactId: $id, reason: "Birthday card") { field value } }`;
const ERASE = `mutation ($id: ID!) { erasePersonalRecords(contactId: $id, reason: "She asked for it") }`;
const SWITCH = `mutation ($on: Boolean!) { switchPersonalRecords(on: $on) }`;

describe('personal records', () => {
  let test: TestApp;
  let now = `${TODAY}T09:00:00.000Z`;
  let tenant: { id: string; slug: string };
  let admin: Awaited<ReturnType<typeof createStaff>>;
  let contactId: string;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => new Date(now) } });
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    ({ contactId } = await createContact(test, tenant, await createAccount(test, tenant)));
  });
  afterEach(() => {
    now = `${TODAY}T09:00:00.000Z`;
  });
  afterAll(() => test.stop());

  const birthday = (more: object = {}) => ({
    ...{
      contactId,
      field: 'BIRTHDAY',
      value: '14 March',
      basis: 'CONSENT',
      purpose: 'Courtesy',
      keepMonths: 12,
    },
    ...more,
  });
  const kept = async (): Promise<unknown> =>
    (await admin.client.data<{ readPersonalRecords: unknown }>(READ, { id: contactId })).readPersonalRecords;
  const logged = async (): Promise<unknown[]> =>
    (
      await test.admin.query(
        `select action, actor, entity_id, detail from audit_log where tenant_id = $1 and entity = 'personal-record' order by at, id`,
        [tenant.id],
      )
    ).rows;

  it('DM-06: are off until they are switched on', async () => {
    expect(await admin.client.code(RECORD, { input: birthday() })).toBe('PERSONAL_RECORDS_OFF');
    expect(await admin.client.code(READ, { id: contactId })).toBe('PERSONAL_RECORDS_OFF');
    const seller = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    expect(await seller.client.code(SWITCH, { on: true })).toBe('FORBIDDEN');
    expect(await admin.client.data(SWITCH, { on: true })).toEqual({ switchPersonalRecords: true });
  });

  it.each([
    [{ basis: null }, 'PERSONAL_BASIS_REQUIRED'],
    [{ purpose: ' ' }, 'PERSONAL_PURPOSE_REQUIRED'],
    [{ keepMonths: null }, 'PERSONAL_EXPIRY_REQUIRED'],
    [{ keepMonths: 0 }, 'INPUT_INVALID'],
    [{ keepMonths: 61 }, 'INPUT_INVALID'],
  ])('ET-04: are never kept with %j', async (more, code) => {
    expect(await admin.client.code(RECORD, { input: birthday(more) })).toBe(code);
  });

  it('ET-04: every look is in the audit log, with its reason and without the detail', async () => {
    await admin.client.data(RECORD, { input: birthday({ value: '13 March' }) });
    await admin.client.data(RECORD, { input: birthday() });
    expect(await kept()).toEqual([{ field: 'BIRTHDAY', value: '14 March' }]);
    expect((await logged()).at(-1)).toEqual({
      ...{ action: 'read', actor: `staff:${admin.id}`, entity_id: contactId },
      detail: { reason: 'Birthday card', fields: ['BIRTHDAY'] },
    });
    expect(JSON.stringify(await logged())).not.toContain('March');
  });

  it('are for those alone who have the right, and see the person', async () => {
    const service = await createStaff(test, tenant, 'SERVICE');
    expect(await service.client.code(READ, { id: contactId })).toBe('FORBIDDEN');
    const stranger = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    expect(await stranger.client.code(READ, { id: contactId })).toBe('NOT_FOUND');
    expect(await stranger.client.code(RECORD, { input: birthday() })).toBe('NOT_FOUND');
  });

  it('ET-04: are gone on their day, and erased when the person asks', async () => {
    await admin.client.data(RECORD, { input: birthday({ field: 'HOBBY', value: 'Go', keepMonths: 1 }) });
    expect(await kept()).toHaveLength(2);
    now = '2026-12-22T02:15:00.000Z';
    await test.app
      .get(ContextFactory, { strict: false })
      .asSystem(tenant.id, 'night', (ctx) =>
        ctx.transaction(() => test.app.get(PersonalRecordService, { strict: false }).expire(ctx)),
      );
    now = `${TODAY}T09:00:00.000Z`;
    expect(await kept()).toEqual([{ field: 'BIRTHDAY', value: '14 March' }]);
    expect(await admin.client.data(ERASE, { id: contactId })).toEqual({ erasePersonalRecords: 1 });
    expect(await kept()).toEqual([]);
    expect((await logged()).map((row) => (row as { action: string }).action)).toEqual(
      expect.arrayContaining(['expired', 'erased']),
    );
  });

  it('switched off, nothing is left', async () => {
    await admin.client.data(RECORD, { input: birthday() });
    await admin.client.data(SWITCH, { on: false });
    await admin.client.data(SWITCH, { on: true });
    expect(await kept()).toEqual([]);
  });
});

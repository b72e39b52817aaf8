import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { TouchDrafts } from '../src/features/touch-drafts/touch-draft.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const TODAY = '2026-11-22T09:00:00.000Z';
const DRAFT = `id kind at on minutes channel subject initiator complete people { address side places { accountId contactId } }
  touches { accountId contactId ourPersonId ourFunction theirFunction theirTier known } gaps { code address }`;
const PREVIEW = `query ($id: ID!) { previewTouches(fileId: $id) { ${DRAFT} } }`;
const UNMATCHED = `{ unmatchedTouches { ${DRAFT} } }`;
const RECORD = `mutation ($input: RecordTouchesInput!) { recordTouches(input: $input) { importId added known } }`;
const UNDO = `mutation ($id: ID!) { undoTouches(importId: $id) }`;
const DISCARD = `mutation ($ids: [ID!]!) { discardTouches(draftIds: $ids) }`;
const ADDRESS = `mutation { createInboundAddress }`;

interface Draft {
  readonly id: string;
  readonly on: string;
  readonly complete: boolean;
  readonly subject: string | null;
  readonly touches: readonly { readonly known: boolean }[];
  readonly gaps: readonly { readonly code: string; readonly address: string | null }[];
}
interface Answered {
  readonly httpStatus: number;
  readonly id?: string;
  readonly found?: number;
  readonly passedOver?: readonly object[];
  readonly status?: string;
  readonly touches?: number;
  readonly code?: string;
}

describe('touches out of messages and calendars', () => {
  let test: TestApp;
  let now = TODAY;
  let tenant: { id: string; slug: string };
  let wei: Awaited<ReturnType<typeof createStaff>>;
  let [mill, yard] = ['', ''];
  let mei: Awaited<ReturnType<typeof createContact>>;
  let both: Awaited<ReturnType<typeof createContact>>;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => new Date(now) } });
  });
  beforeEach(async () => {
    now = TODAY;
    tenant = await createTenant(test);
    await test.admin.query(`update tenant set time_zone = 'Asia/Shanghai' where id = $1`, [tenant.id]);
    wei = await createStaff(test, tenant, 'SALES');
    [mill, yard] = [
      await createAccount(test, tenant, { ownerId: wei.id }),
      await createAccount(test, tenant, { ownerId: wei.id }),
    ];
    mei = await createContact(test, tenant, mill, { email: 'Mei@mill.example', validFrom: '2026-03-01' });
    both = await createContact(test, tenant, mill, { email: 'both@group.example' });
    const purchasing = uuidv7();
    await test.admin.query(
      `insert into department (tenant_id, id, name, function) values ($1, $2, 'Buying', 'PURCHASING')`,
      [tenant.id, purchasing],
    );
    await test.admin.query(
      `insert into account_contact (tenant_id, id, account_id, contact_id, valid_from) values ($1, $2, $3, $4, '2020-01-01')`,
      [tenant.id, uuidv7(), yard, both.contactId],
    );
    await test.admin.query(`update account_contact set department_id = $2, tier = 'MIDDLE' where tenant_id = $1`, [
      tenant.id,
      purchasing,
    ]);
  });
  afterEach(async () => {
    const { rows } = await test.admin.query(
      `select concat_ws(' ', to_json(t.*), (select json_agg(l.payload) from ledger_entry l where l.tenant_id = $1)) as text from touch_draft t
       where tenant_id = $1`,
      [tenant.id],
    );
    // What is written in messages is kept nowhere, whatever became of them.
    expect(JSON.stringify(rows)).not.toContain('unspeakable');
  });
  afterAll(() => test.stop());

  const send = async (path: string, type: string, body: string | Buffer, token?: string): Promise<Answered> => {
    const response = await fetch(`${test.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    return { httpStatus: response.status, ...((await response.json()) as object) };
  };
  const upload = (body: string | Buffer, type = 'message/rfc822', query = '') =>
    send(`/touches/files${query}`, type, body, wei.token);
  const preview = async (id: string | undefined): Promise<Draft[]> =>
    (await wei.client.data<{ previewTouches: Draft[] }>(PREVIEW, { id: id ?? '' })).previewTouches;
  const record = async (drafts: readonly { id: string }[], people: readonly object[] = []) => {
    const input = { draftIds: drafts.map(({ id }) => id), people };
    return (
      await wei.client.data<{ recordTouches: { importId: string; added: number; known: number } }>(RECORD, { input })
    ).recordTouches;
  };
  const ledger = async (): Promise<readonly Record<string, unknown>[]> =>
    (
      await test.admin.query<Record<string, unknown>>(
        `select account_id, observed_on::text as on, source, recorded_by, payload, import_id from ledger_entry where tenant_id = $1
         order by observed_on, account_id, id`,
        [tenant.id],
      )
    ).rows;
  const message = (more: Readonly<Record<string, string>> = {}, body = 'unspeakable'): string => {
    const header = {
      From: `Wei <${wei.email.toUpperCase()}>`,
      To: 'Mei <mei@mill.example>',
      'Message-ID': '<one@helix.example>',
      Date: 'Fri, 20 Nov 2026 17:30:00 +0000',
      Subject: '=?gb2312?B?sai82w==?=',
      ...more,
    };
    const lines = Object.entries(header).map(([name, value]) => `${name}: ${value}`);
    return [...lines, 'Content-Type: text/plain', '', body].join('\r\n');
  };
  const calendar = (...events: readonly (readonly string[])[]): string =>
    [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0'],
      ...events.flatMap((lines, i) => [
        'BEGIN:VEVENT',
        `UID:event-${i}`,
        'DESCRIPTION:unspeakable',
        ...lines,
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
    ].join('\r\n');
  const set = async (settings: Readonly<Record<string, unknown>>): Promise<void> => {
    const admin = await createStaff(test, tenant);
    const { policy } = await admin.client.data<{ policy: { version: number } }>('{ policy { version } }');
    await admin.client.data('mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version } }', {
      i: {
        expectedVersion: policy.version,
        settings: Object.entries(settings).map(([path, value]) => ({ path, value })),
      },
    });
  };

  it('a message becomes a touch with both functions and the tier, on our day, once, and is taken back', async () => {
    const sent = await upload(message(), 'message/rfc822', '?fileName=offer.eml');
    expect(sent).toMatchObject({ httpStatus: 201, found: 1, passedOver: [] });
    const drafts = await preview(sent.id);
    const pair = { accountId: mill, contactId: mei.contactId, ourPersonId: wei.id };
    const known = { ourFunction: 'SALES', theirFunction: 'PURCHASING', theirTier: 'MIDDLE' };
    expect(drafts).toMatchObject([
      {
        ...{ kind: 'MESSAGE', on: '2026-11-21', at: '2026-11-20T17:30:00.000Z', minutes: null, channel: 'EMAIL' },
        ...{
          subject: null,
          initiator: 'OURS',
          complete: true,
          gaps: [],
          touches: [{ ...pair, ...known, known: false }],
        },
      },
    ]);
    const { importId, ...counts } = await record(drafts);
    expect(counts).toEqual({ added: 1, known: 0 });
    const { accountId, contactId: contact, ourPersonId: ourPerson } = pair;
    const payload = { touchType: 'BUSINESS', channel: 'EMAIL', initiator: 'OURS', ourPerson, contact, ...known };
    const entry = {
      account_id: accountId,
      on: '2026-11-21',
      source: 'e-mail',
      recorded_by: `staff:${wei.id}`,
      payload,
    };
    expect(await ledger()).toEqual([{ ...entry, import_id: importId }]);
    const told = await test.admin.query(
      `select (select count(*)::int from timeline_entry where tenant_id = $1 and kind = 'import.finished') as timeline,
         (select count(*)::int from outbox where tenant_id = $1 and topic = 'import.finished') as outbox,
         (select file_name from import where tenant_id = $1) as name`,
      [tenant.id],
    );
    expect(told.rows).toEqual([{ timeline: 1, outbox: 1, name: 'offer.eml' }]);

    expect(await wei.client.code(PREVIEW, { id: sent.id })).toBe('NOT_FOUND');
    const again = await preview((await upload(message())).id);
    expect(again).toMatchObject([{ touches: [{ known: true }] }]);
    expect(await record(again)).toMatchObject({ added: 0, known: 1 });
    expect(await ledger()).toHaveLength(1);

    const other = await createStaff(test, tenant, 'SALES');
    expect(await other.client.code(UNDO, { id: importId })).toBe('NOT_FOUND');
    expect(await wei.client.data(UNDO, { id: importId })).toEqual({ undoTouches: true });
    expect(await ledger()).toEqual([]);
    expect(await wei.client.code(UNDO, { id: importId })).toBe('ALREADY_UNDONE');
    expect(await record(await preview((await upload(message())).id))).toMatchObject({ added: 1, known: 0 });
  });

  it('a calendar becomes a touch of each repetition, all of them or none', async () => {
    const people = [
      `ORGANIZER:mailto:mei@mill.example`,
      `ATTENDEE:mailto:${wei.email}`,
      'ATTENDEE:mailto:mei@mill.example',
    ];
    const weekly = ['DTSTART;TZID=Asia/Shanghai:20261102T003000', 'DURATION:PT45M', 'RRULE:FREQ=WEEKLY', ...people];
    const unclear = ['DTSTART:20261105T060000Z', `ATTENDEE:mailto:${wei.email}`, 'ATTENDEE:mailto:both@group.example'];
    const before = ['DTSTART:20260201T060000Z', ...people];
    const file = calendar(weekly, unclear, before, ['DTSTART:20270101T060000Z', ...people]);
    const sent = await upload(file, 'text/calendar');
    expect(sent).toMatchObject({ found: 5, passedOver: [{ code: 'IN_FUTURE', count: 2 }] });
    expect(await upload(file, 'text/calendar', '?from=2026-11-03')).toMatchObject({ found: 3 });
    const drafts = await preview(sent.id);
    expect(drafts.map(({ on, complete, gaps }) => [on, complete, ...gaps.map(({ code }) => code)])).toEqual([
      ['2026-02-01', false, 'NOT_THERE_THAT_DAY', 'NOBODY_OF_THEIRS'],
      ['2026-11-02', true],
      ['2026-11-05', false, 'SEVERAL_PLACES'],
      ['2026-11-09', true],
      ['2026-11-16', true],
    ]);
    const [early, first, unsure, ...rest] = drafts as [Draft, Draft, Draft, ...Draft[]];
    const all = [first, unsure, ...rest];
    const { errors } = await wei.client.send(RECORD, { input: { draftIds: all.map(({ id }) => id) } });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'TOUCHES_INCOMPLETE',
      reasons: [{ code: 'SEVERAL_PLACES', draftId: unsure.id, address: 'both@group.example' }],
    });
    expect(await ledger()).toEqual([]);
    const said = { draftId: unsure.id, address: 'Both@group.example', contactId: both.contactId, accountId: yard };
    expect(await record(all, [said])).toMatchObject({ added: 4, known: 0 });
    const entries = await ledger();
    expect(entries.map(({ on, account_id: account }) => [on, account])).toEqual([
      ['2026-11-02', mill],
      ['2026-11-05', yard],
      ['2026-11-09', mill],
      ['2026-11-16', mill],
    ]);
    expect(entries[0]).toMatchObject({
      source: 'calendar',
      payload: { initiator: 'THEIRS', channel: 'VISIT', minutes: 45 },
    });
    expect(await preview(sent.id)).toMatchObject([{ id: early.id }]);
    expect(await wei.client.data(DISCARD, { ids: [early.id] })).toEqual({ discardTouches: 1 });
    expect(await wei.client.code(DISCARD, { ids: [early.id] })).toBe('NOT_FOUND');
  });

  it('drafts are for whoever sent them, at accounts that she sees, for a time; the subject when the supplier wants it', async () => {
    const stranger = await createStaff(test, tenant, 'SALES');
    const hers = await send('/touches/files', 'message/rfc822', message(), stranger.token);
    expect(await stranger.client.data(PREVIEW, { id: hers.id })).toMatchObject({
      previewTouches: [{ complete: false, people: [{}, { side: 'UNKNOWN', places: [] }] }],
    });
    expect(await wei.client.code(PREVIEW, { id: hers.id })).toBe('NOT_FOUND');
    const analyst = await createStaff(test, tenant, 'ANALYST');
    expect(await send('/touches/files', 'message/rfc822', message(), analyst.token)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await send('/touches/files', 'message/rfc822', message())).toMatchObject({ httpStatus: 401 });

    await set({ 'recording.keepSubjects': true, 'recording.waitingDays': 3 });
    const [draft] = await preview((await upload(message())).id);
    expect(draft).toMatchObject({ subject: '报价' });
    await record([draft as Draft]);
    expect(await ledger()).toMatchObject([{ source: 'e-mail: 报价' }]);
    const later = await upload(message());
    const times = await test.admin.query(
      'update touch_draft set expires_at = $2 where staff_id = $1 returning old.expires_at',
      [wei.id, TODAY],
    );
    expect(times.rows).toEqual([{ expires_at: new Date('2026-11-25T09:00:00.000Z') }]);
    expect(await wei.client.code(PREVIEW, { id: later.id })).toBe('NOT_FOUND');
    expect(await wei.client.code(RECORD, { input: { draftIds: [draft?.id] } })).toBe('NOT_FOUND');
    const drafts = test.app.get(TouchDrafts);
    await test.app.get(ContextFactory).asSystem(tenant.id, 'test', (ctx) => ctx.transaction(() => drafts.expire(ctx)));
    const left = await test.admin.query('select staff_id from touch_draft where tenant_id = $1', [tenant.id]);
    expect(left.rows).toEqual([{ staff_id: stranger.id }]);
  });

  it.each([
    ['nothing', '', 'message/rfc822', 'FILE_EMPTY'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'message/rfc822', 'MESSAGE_BROKEN'],
    ['a header without end', `X: ${'x'.repeat(300_000)}`, 'message/rfc822', 'MESSAGE_HEADER_TOO_LARGE'],
    ['a calendar too large', Buffer.alloc(3 * 1024 ** 2, 'x'), 'text/calendar', 'FILE_TOO_LARGE'],
    ['no calendar', 'BEGIN:VCARD\r\nEND:VCARD', 'text/calendar', 'CALENDAR_BROKEN'],
    ['a tower', 'BEGIN:VCALENDAR\n'.repeat(20_000), 'text/calendar', 'CALENDAR_TOO_COMPLEX'],
    ['something packed', Buffer.from('1f8b08', 'hex'), 'application/gzip', 'UNSUPPORTED_MEDIA_TYPE'],
    ['a bad option', message.name, 'text/calendar; charset=utf-8', 'INPUT_INVALID'],
  ])('refuses %s and keeps nothing of it', async (what, body, type, code) => {
    expect(await upload(body, type, what === 'a bad option' ? '?from=monday' : '')).toMatchObject({ code });
    const kept = await test.admin.query('select from touch_draft where tenant_id = $1', [tenant.id]);
    expect(kept.rowCount).toBe(0);
  });

  describe('copied to an address', () => {
    let path = '';

    beforeEach(async () => {
      expect(await wei.client.code(ADDRESS)).toBe('INBOUND_EMAIL_OFF');
      await set({ 'recording.inboundEmail': true });
      const { createInboundAddress } = await wei.client.data<{ createInboundAddress: string }>(ADDRESS);
      path = `/inbound/email/${createInboundAddress}`;
    });
    const copy = (more: Readonly<Record<string, string>> = {}, to = path) => send(to, 'message/rfc822', message(more));
    const unmatched = async () => (await wei.client.data<{ unmatchedTouches: Draft[] }>(UNMATCHED)).unmatchedTouches;

    it('are recorded at once where they are clear, and else wait to be completed', async () => {
      expect(await copy()).toMatchObject({ httpStatus: 202, status: 'RECORDED', touches: 1 });
      expect(await copy()).toMatchObject({ httpStatus: 202, status: 'KNOWN', touches: 0 });
      expect(await ledger()).toMatchObject([{ account_id: mill, recorded_by: `staff:${wei.id}`, import_id: null }]);
      const told = await test.admin.query(
        `select (select count(*)::int from timeline_entry where tenant_id = $1 and kind = 'ledger.recorded') as timeline,
           (select count(*)::int from outbox where tenant_id = $1 and topic = 'accounts.evaluate') as outbox`,
        [tenant.id],
      );
      expect(told.rows).toEqual([{ timeline: 1, outbox: 1 }]);

      const stranger = {
        'Message-ID': '<two@x>',
        To: 'new@mill.example',
        Cc: path.replace('/inbound/email/', 'copy+') + '@in.example',
      };
      expect(await copy(stranger)).toMatchObject({ status: 'WAITING' });
      expect(await copy(stranger)).toMatchObject({ status: 'KNOWN' });
      const [waiting] = await unmatched();
      expect(waiting?.gaps).toEqual([
        { code: 'UNKNOWN_ADDRESS', address: 'new@mill.example' },
        { code: 'NOBODY_OF_THEIRS', address: null },
      ]);
      const people = [{ draftId: waiting?.id, address: 'new@mill.example', contactId: mei.contactId }];
      expect(await record([waiting as Draft], people)).toMatchObject({ added: 1 });
      expect(await unmatched()).toEqual([]);
      expect(await copy({ 'Auto-Submitted': 'auto-replied' })).toMatchObject({ status: 'PASSED_OVER' });
    });

    it('only of ours, by an address in force, so many in an hour', async () => {
      expect(await copy({ From: 'mei@mill.example' })).toMatchObject({ httpStatus: 403, code: 'SENDER_NOT_STAFF' });
      expect(await copy({ Date: 'never' })).toMatchObject({ httpStatus: 400, code: 'MESSAGE_BROKEN' });
      expect(await send(path, 'text/calendar', calendar())).toMatchObject({ httpStatus: 415 });
      const [other, secret] = [path.slice(0, -1), path.slice(-1)];
      const unknown = [
        `${other}${secret === 'a' ? 'q' : 'a'}`,
        '/inbound/email/x',
        path.replace(/mi.{10}/, 'miaaaaaaaaaa'),
      ];
      for (const wrong of unknown) expect(await copy({}, wrong)).toMatchObject({ httpStatus: 404, code: 'NOT_FOUND' });
      await test.admin.query('update rate_limit set attempts = 120 where tenant_id = $1', [tenant.id]);
      expect(await copy()).toMatchObject({ httpStatus: 429, code: 'TOO_MANY_MESSAGES' });
      now = '2026-11-22T10:00:00.000Z';
      expect(await copy()).toMatchObject({ status: 'RECORDED' });

      expect(await wei.client.data('{ inboundAddress { lastUsedAt } }')).toEqual({
        inboundAddress: { lastUsedAt: now },
      });
      const { createInboundAddress } = await wei.client.data<{ createInboundAddress: string }>(ADDRESS);
      expect(await copy()).toMatchObject({ httpStatus: 404 });
      path = `/inbound/email/${createInboundAddress}`;
      expect(await copy()).toMatchObject({ status: 'KNOWN' });
      await set({ 'recording.inboundEmail': false });
      expect(await copy()).toMatchObject({ httpStatus: 404 });
      await set({ 'recording.inboundEmail': true });
      await test.admin.query('update staff_member set disabled_at = now() where tenant_id = $1 and id = $2', [
        tenant.id,
        wei.id,
      ]);
      expect(await copy()).toMatchObject({ httpStatus: 404 });
      await test.admin.query('update staff_member set disabled_at = null where tenant_id = $1 and id = $2', [
        tenant.id,
        wei.id,
      ]);
      expect(await wei.client.data('mutation { revokeInboundAddress }')).toEqual({ revokeInboundAddress: true });
      expect(await copy()).toMatchObject({ httpStatus: 404 });
      expect(await wei.client.data('mutation { revokeInboundAddress }')).toEqual({ revokeInboundAddress: false });
    });

    it('wait in a list that ends', async () => {
      await test.admin.query(
        `insert into touch_draft (tenant_id, id, staff_id, origin, key, kind, observed_on, channel, people, created_at, expires_at)
         select $1, gen_random_uuid(), $2, 'EMAIL', n::text, 'MESSAGE', '2026-11-20', 'EMAIL', '[]', now(), $3 from generate_series(1, 200) n`,
        [tenant.id, wei.id, '2026-12-01'],
      );
      expect(await copy({ To: 'new@mill.example' })).toMatchObject({ httpStatus: 429, code: 'TOO_MANY_DRAFTS' });
      expect(await unmatched()).toHaveLength(200);
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileService } from '../src/features/files/file.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { Outbox } from '../src/platform/jobs/outbox.js';
import { createCustomer, type Customer, signInBuyer } from './factories/buyer.factory.js';
import { complaintInput, FILE_COMPLAINT, fileComplaint, PNG, uploadFile } from './factories/complaint.factory.js';
import { createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

interface Sent {
  readonly id: string;
  readonly code?: string;
}
const HOUR = 3_600_000;
const JPEG = Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.alloc(100)]);

describe('files', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let customer: Customer;
  let buyer: { client: GraphqlClient; cookie: string };
  let later = 0;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(Date.now() + later) } });
    tenant = await createTenant(test);
    customer = await createCustomer(test, tenant);
    buyer = await signInBuyer(test, tenant, customer);
  });
  afterAll(() => test.stop());

  const send = async (...args: [content?: Buffer | ReadableStream, headers?: Record<string, string>]) => {
    const response = await uploadFile(test, buyer.cookie, ...args);
    return { status: response.status, body: (await response.json()) as Sent };
  };
  const stored = async (): Promise<string[]> => {
    const names = await readdir(join(test.config.home, 'files'), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    return names.filter((entry) => entry.isFile()).map(({ name }) => name);
  };

  it('takes a picture in and shows it by link', async () => {
    const response = await uploadFile(test, buyer.cookie);
    expect(response.status).toBe(201);
    const file = (await response.json()) as Sent;
    expect(file).toEqual({ id: expect.any(String), name: '漏水.png', mediaType: 'image/png', bytes: PNG.length });
    const complaint = await fileComplaint(buyer.client, { fileIds: [file.id] });
    expect(complaint.files).toEqual([{ ...file, url: expect.stringMatching(/^\/portal\/files\/[\w-]+$/) }]);
    const shown = await fetch(test.url + complaint.files[0]?.url);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-disposition': "inline; filename*=UTF-8''%E6%BC%8F%E6%B0%B4.png",
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const { rows } = await test.admin.query('select sha256, account_id, uploaded_by from file where id = $1', [
      file.id,
    ]);
    expect(rows).toEqual([
      {
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        account_id: customer.accountId,
        uploaded_by: `buyer:${customer.accountContactId}`,
      },
    ]);
  });

  it('takes the same upload in once, also twice at the same time', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const before = (await stored()).length;
    const answers = await Promise.all([send(PNG, headers), send(PNG, headers), send(PNG, headers)]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(await send(PNG, headers)).toEqual({ status: 200, body: answers[0]?.body });
    expect(await stored()).toHaveLength(before + 1);
  });

  it.each([
    ['another type', 'FILE_TYPE_NOT_ALLOWED', 415, Buffer.from('%PDF-1.7'), { 'content-type': 'application/pdf' }],
    ['text', 'FILE_TYPE_NOT_ALLOWED', 415, Buffer.from('hello'), { 'content-type': 'text/plain' }],
    [
      'a drawing that can run scripts',
      'FILE_TYPE_NOT_ALLOWED',
      415,
      Buffer.from('<svg/>'),
      { 'content-type': 'image/svg+xml' },
    ],
    ['content of another type', 'FILE_CONTENT_MISMATCH', 415, JPEG, {}],
    ['nothing', 'FILE_EMPTY', 400, Buffer.alloc(0), {}],
    ['a form of another site', 'REQUEST_HEADER_MISSING', 403, PNG, { 'x-mortise-request': '' }],
    ['no key', 'INPUT_INVALID', 400, PNG, { 'idempotency-key': '' }],
    ['too much, announced', 'FILE_TOO_LARGE', 413, Buffer.concat([PNG, Buffer.alloc(10 * 1024 ** 2)]), {}],
  ])('refuses %s', async (_, code, status, content, headers) => {
    const before = await stored();
    expect(await send(content, headers as Record<string, string>)).toMatchObject({ status, body: { code } });
    expect(await stored()).toEqual(before);
  });

  it('refuses too much that was not announced, and keeps none of it', async () => {
    const before = await stored();
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(sent === 0 ? PNG : Buffer.alloc(64 * 1024));
        sent += 64 * 1024;
        if (sent > 12 * 1024 ** 2) controller.close();
      },
    });
    expect(await send(endless)).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } });
    expect(await stored()).toEqual(before);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const before = await stored();
    const broken = new ReadableStream({
      start: (controller) => controller.enqueue(PNG),
      pull: async (controller) => {
        await until(async () => (await stored()).length > before.length);
        controller.error(new Error('network gone'));
      },
    });
    await expect(uploadFile(test, buyer.cookie, broken)).rejects.toThrow();
    await until(async () => (await stored()).length === before.length);
  });

  it('is closed to those who are not signed in', async () => {
    expect((await uploadFile(test, '')).status).toBe(401);
  });

  it('opens nothing by a link that was changed or has run out', async () => {
    const { id } = (await send()).body;
    const { files } = await fileComplaint(buyer.client, { fileIds: [id] });
    const path = files[0]?.url ?? '';
    const token = Buffer.from(path.split('/').at(-1) ?? '', 'base64url');
    token.writeUInt8(token.readUInt8(20) ^ 1, 20);
    expect((await fetch(`${test.url}/files/${token.toString('base64url')}`)).status).toBe(404);
    later = 10 * 60_000;
    const late = await fetch(test.url + path);
    expect([late.status, await late.json()]).toEqual([404, expect.objectContaining({ code: 'FILE_LINK_EXPIRED' })]);
    later = 0;
  });

  it('lets a file become part of one complaint, of its own account and sender', async () => {
    const { id } = (await send()).body;
    const sibling = await createCustomer(test, tenant, { parentId: customer.accountId });
    const other = await signInBuyer(test, tenant, sibling);
    const code = (client: GraphqlClient, fileIds: string[]) =>
      client.code(FILE_COMPLAINT, { input: complaintInput({ fileIds }) });
    expect(await code(other.client, [id])).toBe('FILE_NOT_FOUND');
    expect(await code(buyer.client, [randomUUID()])).toBe('FILE_NOT_FOUND');
    expect(await code(buyer.client, ['x'])).toBe('INPUT_INVALID');
    expect(await code(buyer.client, [id])).toBeUndefined();
    expect(await code(buyer.client, [id])).toBe('FILE_NOT_FOUND');
  });

  it('sweeps away what was sent a day ago and never used', async () => {
    const used = (await send()).body.id;
    await fileComplaint(buyer.client, { fileIds: [used] });
    const unused = (await send()).body.id;
    later = 23 * HOUR;
    await sweep();
    expect(await stored()).toContain(unused);
    later = 25 * HOUR;
    await sweep();
    later = 0;
    await until(async () => !(await stored()).includes(unused));
    expect(await stored()).toContain(used);
    const { rows } = await test.admin.query('select id from file where id = any($1)', [[used, unused]]);
    expect(rows).toEqual([{ id: used }]);
  });

  it('keeps the content of what was not swept in the end', async () => {
    const { id } = (await send()).body;
    later = 25 * HOUR;
    const undone = test.app.get(ContextFactory).asSystem(tenant.id, 'test', (ctx) =>
      ctx.transaction(async () => {
        await test.app.get(FileService).sweep(ctx);
        throw new Error('Undone');
      }),
    );
    await expect(undone).rejects.toThrow('Undone');
    later = 0;
    expect(await stored()).toContain(id);
  });

  async function sweep(): Promise<void> {
    const id = await test.app
      .get(ContextFactory)
      .asSystem(tenant.id, 'test', (ctx) =>
        ctx.transaction(() => test.app.get(Outbox).publish(ctx, 'files.sweep', {})),
      );
    await until(
      async () => (await test.admin.query('select 1 from handled_message where message_id = $1', [id])).rows[0],
    );
  }
});

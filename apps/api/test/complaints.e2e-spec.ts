import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  createCustomer,
  createOrderLine,
  type Customer,
  mailsTo,
  cookieOf,
  REDEEM,
  signInBuyer,
  tokenIn,
} from './factories/buyer.factory.js';
import { complaintInput, FILE_COMPLAINT, fileComplaint, uploadFile } from './factories/complaint.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { EventListener } from './event-listener.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const CREATE =
  'mutation ($input: CreateComplaintInput!) { createComplaint(input: $input) { id number channel status version filedBy account { id } } }';
const CHANGE =
  'mutation ($input: ChangeComplaintStatusInput!) { changeComplaintStatus(input: $input) { status version updatedAt events { type note actor } } }';
const ONE = 'query ($id: ID!) { complaint(id: $id) { id number status } }';

describe('complaints', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let customer: Customer;
  let buyer: GraphqlClient;
  let staff: GraphqlClient;

  beforeAll(async () => {
    test = await startTestApp();
    tenant = await createTenant(test);
    customer = await createCustomer(test, tenant);
    buyer = (await signInBuyer(test, tenant, customer)).client;
    staff = (await createStaff(test, tenant, 'ADMIN')).client;
  });
  afterAll(() => test.stop());

  const count = async (table: string, where: string, values: unknown[] = []): Promise<number> =>
    Number(
      (await test.admin.query<{ count: string }>(`select count(*) from ${table} where ${where}`, values)).rows[0]
        ?.count,
    );

  it('go the whole way from an invitation to what staff see live', async () => {
    const admin = await createStaff(test, tenant, 'ADMIN');
    const listener = await EventListener.open(`${test.url}/events`, { authorization: `Bearer ${admin.token}` });
    const invited = await createCustomer(test, tenant, { name: 'Dairy' });
    await admin.client.data('mutation ($id: ID!) { inviteContact(input: { accountContactId: $id }) { email } }', {
      id: invited.accountContactId,
    });
    const { response } = await test.portal.send(REDEEM, { token: tokenIn((await mailsTo(test, invited.email))[0]) });
    const cookie = cookieOf(response);
    const file = (await (await uploadFile(test, cookie)).json()) as { id: string };
    const orderLineId = await createOrderLine(test, tenant, invited.accountId, 'PO-4711');
    const complaint = await fileComplaint(test.portal.with({ cookie }), {
      fileIds: [file.id],
      orderLineId,
      quantity: '2.5',
      unit: 'pcs',
      lot: 'L-77',
    });
    expect(complaint).toMatchObject({
      number: expect.stringMatching(/^C-\d{4}-\d{6}$/),
      status: 'RECEIVED',
      quantity: '2.5',
      unit: 'pcs',
      lot: 'L-77',
      orderLine: { orderNumber: 'PO-4711' },
      files: [{ id: file.id }],
      events: [{ type: 'RECEIVED' }],
    });
    const [event] = await listener.wait('complaint.filed');
    listener.close();
    expect(event?.data).toMatchObject({
      complaintId: complaint.id,
      number: complaint.number,
      accountId: invited.accountId,
    });
    const seen = await admin.client.data(
      `query ($id: ID!) { complaint(id: $id) { number channel account { id name complaints { totalCount nodes { id } } } orderLine { productName } files { id url } events { type actor } } }`,
      { id: complaint.id },
    );
    expect(seen['complaint']).toEqual({
      number: complaint.number,
      channel: 'PORTAL',
      account: { id: invited.accountId, name: 'Dairy', complaints: { totalCount: 1, nodes: [{ id: complaint.id }] } },
      orderLine: { productName: 'Plate P-20' },
      files: [{ id: file.id, url: expect.stringMatching(/^\/files\//) }],
      events: [{ type: 'RECEIVED', actor: `buyer:${invited.accountContactId}` }],
    });
    const url = (seen['complaint'] as { files: { url: string }[] }).files[0]?.url;
    expect((await fetch(test.url + url)).status).toBe(200);
  });

  it('are written with their histories and their announcement, together', async () => {
    const { id, number } = await fileComplaint(buyer);
    expect(
      await count('timeline_entry', `kind = 'complaint.filed' and entity_id = $1 and account_id = $2`, [
        id,
        customer.accountId,
      ]),
    ).toBe(1);
    expect(await count('audit_log', `entity = 'complaint' and action = 'filed' and entity_id = $1`, [id])).toBe(1);
    expect(
      await count('outbox', `topic = 'complaint.filed' and payload->>'number' = $1 and account_id = $2`, [
        number,
        customer.accountId,
      ]),
    ).toBe(1);
    const code = await buyer.code(FILE_COMPLAINT, {
      input: complaintInput({ subject: 'never', fileIds: [randomUUID()] }),
    });
    expect(code).toBe('FILE_NOT_FOUND');
    expect(await count('complaint', `subject = 'never'`)).toBe(0);
    expect(await count('timeline_entry', `detail->>'subject' = 'never'`)).toBe(0);
  });

  it('are filed once for a key; the key stands for one content', async () => {
    const input = complaintInput({ subject: 'Once' });
    const first = await fileComplaint(buyer, input);
    expect(await fileComplaint(buyer, input)).toEqual(first);
    expect(await buyer.code(FILE_COMPLAINT, { input: { ...input, subject: 'Twice' } })).toBe('IDEMPOTENCY_KEY_REUSED');
    const other = (await signInBuyer(test, tenant, await createCustomer(test, tenant))).client;
    expect((await fileComplaint(other, input)).id).not.toBe(first.id);
  });

  it('are filed once also when the same submission comes several times at once', async () => {
    const input = complaintInput({ subject: 'At once' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => fileComplaint(buyer, input)));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
    expect(await count('complaint', `subject = 'At once'`)).toBe(1);
    expect(await count('outbox', `topic = 'complaint.filed' and payload->>'subject' = 'At once'`)).toBe(1);
  });

  it('get ascending numbers, each once, per supplier', async () => {
    const numbers = (await Promise.all(Array.from({ length: 12 }, () => fileComplaint(buyer)))).map(
      ({ number }) => number,
    );
    expect(new Set(numbers).size).toBe(12);
    expect((await fileComplaint(buyer)).number > [...numbers].sort().at(-1)!).toBe(true);
    const elsewhere = await createTenant(test);
    const { client } = await signInBuyer(test, elsewhere, await createCustomer(test, elsewhere));
    expect((await fileComplaint(client)).number).toMatch(/-000001$/);
  });

  it.each([
    ['an empty subject', { subject: ' ' }, ['input', 'subject']],
    ['no description', { description: '' }, ['input', 'description']],
    ['a quantity of nothing', { quantity: '0.0' }, ['input', 'quantity']],
    ['a negative quantity', { quantity: '-1' }, ['input', 'quantity']],
    ['a short key', { idempotencyKey: 'x' }, ['input', 'idempotencyKey']],
    ['a NUL in the text', { description: 'a\u0000b' }, ['input', 'description']],
    ['too many files', { fileIds: Array.from({ length: 11 }, () => randomUUID()) }, ['input', 'fileIds']],
  ])('are refused with %s', async (_, values, path) => {
    const { errors } = await buyer.send(FILE_COMPLAINT, { input: complaintInput(values) });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', reasons: [{ path }] });
  });

  it('are listed to the buyer, the newest first, page by page', async () => {
    const somebody = (await signInBuyer(test, tenant, await createCustomer(test, tenant))).client;
    const filed = [];
    for (const subject of ['1', '2', '3']) filed.push((await fileComplaint(somebody, { subject })).id);
    interface Page {
      complaints: {
        nodes: { id: string; subject: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
        totalCount: number;
      };
    }
    const query =
      'query ($first: Int, $after: String) { complaints(first: $first, after: $after) { nodes { id subject } totalCount pageInfo { endCursor hasNextPage } } }';
    const one = (await somebody.data<Page & Record<string, unknown>>(query, { first: 2 })).complaints;
    const two = (
      await somebody.data<Page & Record<string, unknown>>(query, { first: 2, after: one.pageInfo.endCursor })
    ).complaints;
    expect([...one.nodes, ...two.nodes].map(({ subject }) => subject)).toEqual(['3', '2', '1']);
    expect([one.totalCount, one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([3, true, false]);
  });

  it('go step by step as the workflow says, each step kept and shown to the buyer without the note', async () => {
    const { id } = await fileComplaint(buyer);
    const change = (status: string, version: number, note?: string) =>
      staff.send(CHANGE, { input: { id, status, version, note } });
    expect((await change('CLOSED', 1)).errors?.[0]?.extensions).toMatchObject({
      code: 'TRANSITION_NOT_ALLOWED',
      reasons: [{ allowed: ['ACKNOWLEDGED'] }],
    });
    const [won, lost] = await Promise.all([change('ACKNOWLEDGED', 1, 'secret'), change('ACKNOWLEDGED', 1, 'secret')]);
    expect([won.errors, lost.errors].flat().filter(Boolean)).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'VERSION_CONFLICT' }) }),
    ]);
    expect((await change('ANALYSED', 2)).data?.['changeComplaintStatus']).toMatchObject({
      status: 'ANALYSED',
      version: 3,
      events: [{ type: 'RECEIVED' }, { type: 'ACKNOWLEDGED', note: 'secret' }, { type: 'ANALYSED', note: null }],
    });
    const { complaint } = await buyer.data('query ($id: ID!) { complaint(id: $id) { status events { type } } }', {
      id,
    });
    expect(complaint).toEqual({
      status: 'ANALYSED',
      events: [{ type: 'RECEIVED' }, { type: 'ACKNOWLEDGED' }, { type: 'ANALYSED' }],
    });
    expect(await buyer.code('query ($id: ID!) { complaint(id: $id) { events { note } } }', { id })).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect(await count('timeline_entry', `kind = 'complaint.changed' and entity_id = $1`, [id])).toBe(2);
  });

  it('are filed by staff for a customer, once for a key', async () => {
    const input = complaintInput({ accountId: customer.accountId, accountContactId: customer.accountContactId });
    const first = (await staff.data(CREATE, { input }))['createComplaint'];
    expect(first).toMatchObject({
      channel: 'STAFF',
      status: 'RECEIVED',
      version: 1,
      filedBy: expect.stringMatching(/^staff:/),
      account: { id: customer.accountId },
    });
    expect((await staff.data(CREATE, { input }))['createComplaint']).toEqual(first);
    const stranger = await createCustomer(test, tenant);
    expect(
      await staff.code(CREATE, {
        input: { ...input, idempotencyKey: randomUUID(), accountContactId: stranger.accountContactId },
      }),
    ).toBe('NOT_FOUND');
    const seenByBuyer = await buyer.data(ONE, { id: (first as { id: string }).id });
    expect(seenByBuyer['complaint']).toMatchObject({ id: (first as { id: string }).id });
  });

  it('are found by staff by status, account and words', async () => {
    const account = await createCustomer(test, tenant);
    const { client } = await signInBuyer(test, tenant, account);
    const { id, number } = await fileComplaint(client, { subject: 'Rust on the FRAME' });
    await fileComplaint(client, { subject: 'Other' });
    const find = async (filter: Record<string, unknown>) => {
      const { complaints } = await staff.data<{ complaints: { nodes: { id: string }[]; totalCount: number } }>(
        'query ($filter: ComplaintFilter) { complaints(filter: $filter) { nodes { id } totalCount } }',
        { filter },
      );
      return [complaints.totalCount, complaints.nodes.map((node) => node.id)];
    };
    expect(await find({ accountId: account.accountId, search: 'frame' })).toEqual([1, [id]]);
    expect(await find({ search: number.toLowerCase() })).toEqual([1, [id]]);
    expect(await find({ accountId: account.accountId, status: 'CLOSED' })).toEqual([0, []]);
  });

  it('show a buyer nothing of a parent, a sibling or another supplier', async () => {
    const parent = await createCustomer(test, tenant);
    const child = await createCustomer(test, tenant, { parentId: parent.accountId });
    const [above, below] = [await signInBuyer(test, tenant, parent), await signInBuyer(test, tenant, child)];
    const orderLineId = await createOrderLine(test, tenant, child.accountId, 'PO-CHILD');
    const { id } = await fileComplaint(below.client, { orderLineId });
    const elsewhere = await createTenant(test);
    const foreign = await signInBuyer(test, elsewhere, await createCustomer(test, elsewhere));
    for (const { client } of [above, foreign]) {
      expect(await client.data(ONE, { id })).toEqual({ complaint: null });
      expect(await client.data('{ complaints { totalCount nodes { id } } orderLines { id } }')).toEqual({
        complaints: { totalCount: 0, nodes: [] },
        orderLines: [],
      });
      expect(await client.code(FILE_COMPLAINT, { input: complaintInput({ orderLineId }) })).toBe(
        'ORDER_LINE_NOT_FOUND',
      );
    }
    expect(
      await below.client.data(
        '{ orderLines(search: "po-ch") { id orderNumber lineNumber orderedOn productName quantity unit lot } }',
      ),
    ).toEqual({
      orderLines: [
        {
          id: orderLineId,
          orderNumber: 'PO-CHILD',
          lineNumber: '10',
          orderedOn: '2026-02-03',
          productName: 'Plate P-20',
          quantity: '12.5',
          unit: 'pcs',
          lot: 'L-77',
        },
      ],
    });
  });

  it('are about order lines that a buyer finds by number, lot and product', async () => {
    const account = await createCustomer(test, tenant);
    const { client } = await signInBuyer(test, tenant, account);
    const ids = [];
    for (const number of ['PO-1', 'PO-2']) ids.push(await createOrderLine(test, tenant, account.accountId, number));
    const find = async (args: string): Promise<string[]> => {
      const { orderLines } = await client.data<{ orderLines: { id: string }[] }>(`{ orderLines${args} { id } }`);
      return orderLines.map(({ id }) => id);
    };
    const newestFirst = [...ids].sort().reverse();
    for (const args of ['', '(search: "")', '(search: "l-7")', '(search: "PLATE p")', '(first: 2)'])
      expect(await find(args)).toEqual(newestFirst);
    expect(await find('(search: "po-2")')).toEqual([ids[1]]);
    expect(await find('(first: 1)')).toEqual(newestFirst.slice(0, 1));
    expect(await find('(search: "%")')).toEqual([]);
    expect(await client.code('{ orderLines(first: 101) { id } }')).toBe('INPUT_INVALID');
  });

  it('no longer show an order line that an import has given to another account since', async () => {
    const orderLineId = await createOrderLine(test, tenant, customer.accountId, 'PO-MOVED');
    const { id } = await fileComplaint(buyer, { orderLineId });
    const query = 'query ($id: ID!) { complaint(id: $id) { orderLine { orderNumber productName unit } } }';
    expect(await buyer.data(query, { id })).toEqual({
      complaint: { orderLine: { orderNumber: 'PO-MOVED', productName: 'Plate P-20', unit: 'pcs' } },
    });
    const other = await createCustomer(test, tenant);
    await test.admin.query('update order_line set account_id = $1 where id = $2', [other.accountId, orderLineId]);
    expect(await buyer.data(query, { id })).toEqual({ complaint: { orderLine: null } });
    expect(await staff.data(query, { id })).toMatchObject({ complaint: { orderLine: { orderNumber: 'PO-MOVED' } } });
  });

  it('show staff of other teams and suppliers nothing, and let nobody handle them without the right', async () => {
    const { id } = await fileComplaint(buyer);
    const sales = (await createStaff(test, tenant, 'SALES')).client;
    const foreign = (await createStaff(test, await createTenant(test), 'ADMIN')).client;
    const input = { id, status: 'ACKNOWLEDGED', version: 1 };
    for (const client of [sales, foreign]) {
      expect(await client.data(ONE, { id })).toEqual({ complaint: null });
      expect(await client.data('{ complaints { totalCount } }')).toEqual({ complaints: { totalCount: 0 } });
      expect(await client.code(CHANGE, { input })).toBe('NOT_FOUND');
      expect(await client.code(CREATE, { input: complaintInput({ accountId: customer.accountId }) })).toBe('NOT_FOUND');
    }
    const analyst = (await createStaff(test, tenant, 'ANALYST')).client;
    expect(await analyst.code(CHANGE, { input })).toBe('FORBIDDEN');
    expect(await analyst.code(CREATE, { input: complaintInput({ accountId: customer.accountId }) })).toBe('FORBIDDEN');
    expect(await test.portal.code('{ complaints { totalCount } }')).toBe('UNAUTHENTICATED');
    expect(await test.portal.code(FILE_COMPLAINT, { input: complaintInput() })).toBe('UNAUTHENTICATED');
    expect(await analyst.data(ONE, { id: 'not-an-id' })).toEqual({ complaint: null });
  });
});

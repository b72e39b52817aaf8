import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { checksums, importFile, type ImportResult, rejectedRows } from './support/import-client.js';
import { strayFigures } from './support/rebuilt-figures.js';
import { SlowUpload } from './support/slow-upload.js';
import { until } from './until.js';

const UNDO = 'mutation ($id: ID!) { undoImport(id: $id) { status } }';
const KEPT = 'importId replacedBy replacedByImport';

/** One kind of file: what there is before, a content in three versions, and how it is read with what it said before. */
interface Kind {
  readonly kind: string;
  readonly world: readonly (readonly [kind: string, csv: string])[];
  /** The file, with the content of the n-th version in its first row; the other row is the same in all. */
  readonly file: (version: 0 | 1 | 2) => string;
  readonly query: string;
  /** The fact that is corrected, in what the query answers. */
  readonly fact: (account: never) => Record<string, unknown>;
  /** What the n-th version says, in fields that fact and history share. */
  readonly says: (version: 0 | 1 | 2) => Record<string, unknown>;
  /** A row that says another currency; none where there is no money. */
  readonly foreign?: string;
}

const WORLD = [
  ['accounts', 'externalId,name\nA,One\n'],
  ['products', 'externalId,name,category\nP,Product,C\n'],
  [
    'order-lines',
    'account,product,date,order,line,quantity,amount\nA,P,2024-05-03,1,1,1,100.00\nA,P,2024-06-03,2,1,1,50.00\n',
  ],
  [
    'invoices',
    'account,number,issuedOn,dueOn,amount\nA,I1,2024-03-01,2024-04-01,100.00\nA,I2,2024-03-02,2024-04-02,40.00\n',
  ],
] as const;

const KINDS: readonly Kind[] = [
  {
    kind: 'payments',
    world: WORLD,
    file: (version) =>
      `number,invoice,account,paidOn,amount\nZ1,I1,,${['2024-04-05,60.00', '2024-04-05,100.00', '2024-03-20,130.00'][version]}\nZ2,,A,2024-04-01,5.00\n`,
    query: `payments { nodes { number paidOn amount { minor } importId corrections { paidOn amount { minor } ${KEPT} } } }`,
    fact: ({ payments }: { payments: { nodes: { number: string }[] } }) =>
      find(payments, ({ number }) => number === 'Z1'),
    says: (version) => ({
      paidOn: version === 2 ? '2024-03-20' : '2024-04-05',
      amount: { minor: ['6000', '10000', '13000'][version] },
    }),
    foreign: 'number,invoice,paidOn,amount,currency\nZ1,I1,2024-04-05,1.00,XXX\n',
  },
  {
    kind: 'credit-notes',
    world: WORLD,
    file: (version) =>
      `number,invoice,account,issuedOn,amount,reason\nG1,,A,${['2024-04-05,60.00,', '2024-05-05,60.00,broken', '2024-04-05,70.00,broken'][version]}\nG2,I2,,2024-04-01,5.00,\n`,
    query: `creditNotes { nodes { number issuedOn amount { minor } reason importId corrections { issuedOn amount { minor } reason ${KEPT} } } }`,
    fact: ({ creditNotes }: { creditNotes: { nodes: { number: string }[] } }) =>
      find(creditNotes, ({ number }) => number === 'G1'),
    says: (version) => ({
      issuedOn: version === 1 ? '2024-05-05' : '2024-04-05',
      amount: { minor: version === 2 ? '7000' : '6000' },
      reason: version === 0 ? null : 'broken',
    }),
    foreign: 'number,account,issuedOn,amount,currency\nG1,A,2024-04-05,1.00,XXX\n',
  },
  {
    kind: 'wallets',
    world: WORLD,
    file: (version) =>
      `account,category,month,months,amount,method,confidence,source\nA,C,2023-07,12,${['600.00,DECLARED,A', '500.00,DECLARED,A', '400.00,DECLARED,B'][version]},told\nA,C,2022-07,12,90.00,DECLARED,A,told\n`,
    query: `wallets { nodes { month amount { minor } confidence importId corrections { amount { minor } confidence ${KEPT} } } } share { wallet { minor } share confidence }`,
    fact: ({ wallets }: { wallets: { nodes: { month: string }[] } }) =>
      find(wallets, ({ month }) => month === '2023-07-01'),
    says: (version) => ({
      amount: { minor: ['60000', '50000', '40000'][version] },
      confidence: version === 2 ? 'B' : 'A',
    }),
    foreign:
      'account,category,month,months,amount,method,confidence,source,currency\nA,C,2023-07,12,1.00,DECLARED,A,told,XXX\n',
  },
  {
    kind: 'deliveries',
    world: WORLD,
    file: (version) =>
      `account,order,line,promisedOn,quantity\nA,1,1,${['2024-05-10,10', '2024-05-12,10', '2024-05-12,12'][version]}\nA,2,1,2024-06-10,3\n`,
    query: `deliveries { nodes { orderNumber promisedOn quantity daysLate state corrections { promisedOn quantity ${KEPT} } } }`,
    fact: ({ deliveries }: { deliveries: { nodes: { orderNumber: string }[] } }) =>
      find(deliveries, ({ orderNumber }) => orderNumber === '1'),
    says: (version) => ({
      promisedOn: version === 0 ? '2024-05-10' : '2024-05-12',
      quantity: version === 2 ? '12' : '10',
    }),
  },
  {
    kind: 'deliveries',
    world: [...WORLD, ['deliveries', 'account,order,line,promisedOn,quantity\nA,1,1,2024-05-10,10\n']],
    file: (version) =>
      `account,order,line,promisedOn,quantity,deliveredOn,deliveredQuantity,deliveryNumber\nA,1,1,2024-05-10,10,${['2024-05-10,10', '2024-05-14,10', '2024-05-14,8'][version]},N1\nA,1,1,2024-05-10,10,2024-05-20,1,N2\n`,
    query: `deliveries { nodes { orderNumber firstDeliveredOn deliveredQuantity
      deliveries { deliveryNumber deliveredOn quantity importId corrections { deliveredOn quantity ${KEPT} } } } }`,
    fact: ({ deliveries }: { deliveries: { nodes: { deliveries: { deliveryNumber: string }[] }[] } }) =>
      find(
        { nodes: deliveries.nodes.flatMap((line) => line.deliveries) },
        ({ deliveryNumber }) => deliveryNumber === 'N1',
      ),
    says: (version) => ({
      deliveredOn: version === 0 ? '2024-05-10' : '2024-05-14',
      quantity: version === 2 ? '8' : '10',
    }),
  },
];

function find<T>({ nodes }: { readonly nodes: readonly T[] }, wanted: (node: T) => boolean): Record<string, unknown> {
  return nodes.find(wanted) as Record<string, unknown>;
}

describe('corrections of each kind', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({
      parts: { requests: true, jobs: false },
      clock: { now: () => new Date('2024-07-10T09:00:00Z') },
    });
  });
  afterAll(() => test.stop());

  const send = (token: string, kind: string, csv: string, correct = false): Promise<ImportResult> =>
    importFile(test, token, kind, csv, { query: correct ? { onChange: 'correct' } : {} });
  const undo = (client: GraphqlClient, id: string) => client.data(UNDO, { id });

  async function given({ kind, world, file }: Kind) {
    const tenant = await createTenant(test);
    const staff = await createStaff(test, tenant);
    for (const [each, csv] of world) expect(await send(staff.token, each, csv)).toMatchObject({ rowsRejected: 0 });
    const first = await send(staff.token, kind, file(0));
    expect(first).toMatchObject({ rowsAdded: 2, rowsRejected: 0 });
    return { tenant, ...staff, first, before: await checksums(test, tenant.id) };
  }
  const shown = async ({ query, fact }: Kind, client: GraphqlClient): Promise<Record<string, unknown>> =>
    fact((await client.data<{ account: never }>(`query { account(externalId: "A") { ${query} } }`)).account);
  const corrections = async (tenantId: string, id: string): Promise<number> =>
    (
      await test.admin.query<{ n: number }>(
        'select rows_corrected::int as n from import where tenant_id = $1 and id = $2',
        [tenantId, id],
      )
    ).rows[0]?.n ?? -1;

  it.each(KINDS.map((kind, at) => [`${kind.kind} (${at})`, kind] as const))(
    '%s: another content is refused, or replaces the one before, which comes back when the import is undone',
    async (_name, kind) => {
      const { tenant, client, token, id: staffId, first, before } = await given(kind);
      // Without being told to, an import corrects nothing.
      if (!kind.query.includes('deliveryNumber')) {
        const refused = await send(token, kind.kind, kind.file(1));
        expect(refused).toMatchObject({ rowsAdded: 0, rowsUnchanged: 1, rowsRejected: 1 });
        expect((await rejectedRows(test, refused.id)).map(([, , code]) => code)).toEqual(['ROW_CHANGED']);
      }
      // The same content corrects nothing either.
      expect(await send(token, kind.kind, kind.file(0), true)).toMatchObject({ rowsAdded: 0, rowsUnchanged: 2 });
      expect(await checksums(test, tenant.id)).toEqual(before);
      const second = await send(token, kind.kind, kind.file(1), true);
      expect(second).toMatchObject({ rowsAdded: 1, rowsUnchanged: 1, rowsRejected: 0 });
      expect(await corrections(tenant.id, second.id)).toBe(1);
      const then = (version: 0 | 1, by: ImportResult, replacing: ImportResult) => ({
        ...kind.says(version),
        importId: by.id,
        replacedBy: `staff:${staffId}`,
        replacedByImport: replacing.id,
      });
      expect(await shown(kind, client)).toMatchObject({ ...kind.says(1), corrections: [then(0, first, second)] });
      expect(await strayFigures(test, tenant.id)).toEqual({});
      const corrected = await checksums(test, tenant.id);
      // Sent again, it says the same.
      expect(await send(token, kind.kind, kind.file(1), true)).toMatchObject({ rowsAdded: 0, rowsUnchanged: 2 });
      const third = await send(token, kind.kind, kind.file(2), true);
      expect(third).toMatchObject({ rowsAdded: 1, rowsUnchanged: 1, rowsRejected: 0 });
      expect(await shown(kind, client)).toMatchObject({
        ...kind.says(2),
        corrections: [then(0, first, second), then(1, second, third)],
      });
      expect(await strayFigures(test, tenant.id)).toEqual({});
      await undo(client, third.id);
      expect(await checksums(test, tenant.id)).toEqual(corrected);
      await undo(client, second.id);
      expect(await checksums(test, tenant.id)).toEqual(before);
      expect(await shown(kind, client)).toMatchObject({ ...kind.says(0), corrections: [] });
    },
  );

  it.each(KINDS.map((kind, at) => [`${kind.kind} (${at})`, kind] as const))(
    '%s: the import in the middle goes by itself; what came after it follows what was there before',
    async (_name, kind) => {
      const { tenant, client, token, first, before } = await given(kind);
      const second = await send(token, kind.kind, kind.file(1), true);
      const third = await send(token, kind.kind, kind.file(2), true);
      await undo(client, second.id);
      expect(await shown(kind, client)).toMatchObject({
        ...kind.says(2),
        corrections: [{ ...kind.says(0), importId: first.id, replacedByImport: third.id }],
      });
      expect(await strayFigures(test, tenant.id)).toEqual({});
      await undo(client, third.id);
      expect(await checksums(test, tenant.id)).toEqual(before);
    },
  );

  it.each(KINDS.filter(({ foreign }) => foreign !== undefined).map((kind) => [kind.kind, kind] as const))(
    '%s: a correction in another currency is refused and changes nothing',
    async (_name, kind) => {
      const { tenant, token, before } = await given(kind);
      const refused = await send(token, kind.kind, kind.foreign as string, true);
      expect(refused).toMatchObject({ rowsAdded: 0, rowsRejected: 1 });
      expect((await rejectedRows(test, refused.id)).map(([, column, code]) => [column, code])).toEqual([
        ['currency', 'CURRENCY_NOT_SUPPORTED'],
      ]);
      expect(await checksums(test, tenant.id)).toEqual(before);
    },
  );

  it.each(KINDS.map((kind, at) => [`${kind.kind} (${at})`, kind] as const))(
    '%s: nobody corrects what he or she does not see',
    async (_name, kind) => {
      const { tenant, before } = await given(kind);
      const { token } = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
      expect(await send(token, kind.kind, kind.file(1), true)).toMatchObject({ rowsAdded: 0, rowsRejected: 2 });
      expect(await checksums(test, tenant.id)).toEqual(before);
    },
  );

  it('of several rows of a file about one thing the first counts', async () => {
    const [payments] = KINDS as readonly [Kind];
    const { tenant, client, token } = await given(payments);
    const head = 'number,invoice,paidOn,amount\n';
    const sent = await send(
      token,
      'payments',
      `${head}Z1,I1,2024-04-06,1.00\nZ1,I1,2024-04-06,2.00\nZ1,I9,2024-04-06,3.00\n`,
      true,
    );
    expect(sent).toMatchObject({ rowsAdded: 1, rowsRejected: 2 });
    expect((await rejectedRows(test, sent.id)).map(([row, , code]) => [row, code])).toEqual([
      [3, 'ROW_CHANGED'],
      [4, 'UNKNOWN_INVOICE'],
    ]);
    expect(await shown(payments, client)).toMatchObject({ amount: { minor: '100' } });
    expect(await strayFigures(test, tenant.id)).toEqual({});
  });

  it('deliveries without a note are told by their day, and parts stay parts', async () => {
    const tenant = await createTenant(test);
    const { token, client } = await createStaff(test, tenant);
    for (const [each, csv] of WORLD) await send(token, each, csv);
    const head = 'account,order,line,promisedOn,quantity,deliveredOn,deliveredQuantity,deliveryNumber\n';
    const line = (rest: string) => `A,1,1,2024-05-10,${rest}\n`;
    await send(token, 'deliveries', head + line('10,2024-05-10,6,') + line('10,2024-05-11,4,'));
    const before = await checksums(test, tenant.id);
    // The line was of 12, and more of it arrived on the first day; one more part came, and the second stands as it stood.
    const second = await send(
      token,
      'deliveries',
      head + line('12,2024-05-10,7,') + line('12,2024-05-11,4,') + line('12,2024-05-12,1,'),
      true,
    );
    expect(second).toMatchObject({ rowsAdded: 2, rowsUnchanged: 1, rowsRejected: 0 });
    const arrived = async () =>
      (
        await client.data<{ account: { deliveries: { nodes: unknown[] } } }>(
          `query { account(externalId: "A") { deliveries { nodes { quantity firstDeliveredOn deliveredQuantity deliveries { deliveredOn quantity corrections { quantity } } } } } }`,
        )
      ).account.deliveries.nodes;
    expect(await arrived()).toEqual([
      {
        quantity: '12',
        firstDeliveredOn: '2024-05-10',
        deliveredQuantity: '12',
        deliveries: [
          { deliveredOn: '2024-05-10', quantity: '7', corrections: [{ quantity: '6' }] },
          { deliveredOn: '2024-05-11', quantity: '4', corrections: [] },
          { deliveredOn: '2024-05-12', quantity: '1', corrections: [] },
        ],
      },
    ]);
    expect(await strayFigures(test, tenant.id)).toEqual({});
    await undo(client, second.id);
    expect(await checksums(test, tenant.id)).toEqual(before);
    // Two parts of one day cannot be told apart: nothing is corrected, the other quantity is a part of its own.
    await send(token, 'deliveries', head + line('10,2024-05-10,1,'));
    expect(await send(token, 'deliveries', head + line('10,2024-05-10,2,'), true)).toMatchObject({ rowsAdded: 1 });
    expect(await arrived()).toMatchObject([{ deliveredQuantity: '13' }]);
  });

  it('an import whose payments were all corrected since goes by itself', async () => {
    const [payments] = KINDS as readonly [Kind];
    const { client, token, first } = await given(payments);
    const second = await send(token, 'payments', payments.file(1), true);
    // Undoing the first forgets its content; the second still says what was paid.
    await undo(client, first.id);
    expect(await shown(payments, client)).toMatchObject({ ...payments.says(1), importId: second.id, corrections: [] });
    await undo(client, second.id);
    expect(await shown(payments, client)).toBeUndefined();
  });

  it('what was corrected before the connection broke off stays, the rest comes when the file is sent again', async () => {
    const tenant = await createTenant(test);
    const { token, client } = await createStaff(test, tenant);
    for (const [each, csv] of WORLD) await send(token, each, csv);
    const rows = (amount: string) => [
      'number,account,paidOn,amount',
      ...Array.from({ length: 1_000 }, (_, n) => `Z${n},A,2024-04-${String(1 + (n % 28)).padStart(2, '0')},${amount}`),
    ];
    await send(token, 'payments', `${rows('5.00').join('\n')}\n`);
    const before = await checksums(test, tenant.id);
    const upload = SlowUpload.start(test, test.url, token, 'payments', rows('7.00'), 'broken', 'onChange=correct');
    await upload.sendUpTo(0.2);
    upload.break();
    const broken = async () =>
      (
        await test.admin.query<{ id: string; status: string; corrected: number }>(
          `select id, status, rows_corrected::int as corrected from import where tenant_id = $1 and file_name = 'broken'`,
          [tenant.id],
        )
      ).rows[0];
    await until(async () => (await broken())?.status === 'FAILED');
    const { id, corrected } = (await broken()) as { id: string; corrected: number };
    expect(corrected).toBeGreaterThanOrEqual(200);
    expect(await strayFigures(test, tenant.id)).toEqual({});
    const rest = await send(token, 'payments', `${rows('7.00').join('\n')}\n`, true);
    expect(rest).toMatchObject({ rowsAdded: 1_000 - corrected, rowsUnchanged: corrected, rowsRejected: 0 });
    expect(await strayFigures(test, tenant.id)).toEqual({});
    await undo(client, id);
    await undo(client, rest.id);
    expect(await checksums(test, tenant.id)).toEqual(before);
  });
});

import { LEDGER_KINDS, type LedgerField, type LedgerKind } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LEDGER_IMPORTS, type LedgerImportName } from '../src/features/ledger/ledger.imports.js';
import { createStaff } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, rejectedRows } from './support/import-client.js';
import { createLedgerWorld, fieldsOf, type LedgerWorld, saying } from './support/ledger-world.js';
import { until } from './until.js';

const NAMES = Object.entries(LEDGER_IMPORTS) as [LedgerImportName, LedgerKind][];
const COLUMNS: Readonly<Record<string, string>> = { STAFF: 'Email', COMPLAINT: 'Number' };

/** What an entry says, as a line of a file names it; documents come another way. */
function lineOf(kind: LedgerKind, said: Readonly<Record<string, unknown>>, email: string): Record<string, unknown> {
  const named: Readonly<Record<string, string>> = {
    CONTACT: 'P-1',
    STAFF: email,
    PRODUCT: 'P',
    CATEGORY: 'K',
    COMPLAINT: 'C-1',
  };
  return Object.fromEntries(
    fieldsOf(kind).flatMap(([name, field]) => {
      const value = said[name];
      if (value === undefined || (field.type === 'REFERENCE' && field.to === 'DOCUMENT')) return [];
      if (field.type === 'REFERENCE') return [[`${name}${COLUMNS[field.to] ?? 'ExternalId'}`, named[field.to]]];
      return [[name, cellOf(field, value)]];
    }),
  );
}

function cellOf(field: LedgerField, value: unknown): unknown {
  if (field.type === 'MONEY') {
    const minor = (value as { minor: string }).minor.slice(0, 12).padStart(3, '0');
    return `${minor.slice(0, -2)}.${minor.slice(-2)}`;
  }
  if (field.type === 'NUMBER')
    return Number(value).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 12 });
  return field.type === 'CODES' ? (value as string[]).join('; ') : value;
}

/** What is stored of it: amounts in the supplier's currency, text in one line. */
function storedOf(kind: LedgerKind, line: Readonly<Record<string, unknown>>, ids: LedgerWorld['ids']): object {
  return Object.fromEntries(
    fieldsOf(kind).flatMap(([name, field]): [string, unknown][] => {
      if (field.type === 'REFERENCE') {
        return `${name}${COLUMNS[field.to] ?? 'ExternalId'}` in line ? [[name, ids[field.to]]] : [];
      }
      const cell = line[name];
      if (cell === undefined) return [];
      if (field.type === 'MONEY')
        return [[name, { amountMinor: BigInt((cell as string).replace('.', '')).toString(), currency: 'EUR' }]];
      if (field.type === 'NUMBER') return [[name, Number(cell)]];
      return [
        [
          name,
          field.type === 'CODES' ? field.codes.filter((code) => (cell as string).split('; ').includes(code)) : cell,
        ],
      ];
    }),
  );
}

describe('imports of ledger entries', () => {
  let test: TestApp;
  let world: LedgerWorld;
  let email: string;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date('2026-11-22T09:00:00.000Z') } });
    world = await createLedgerWorld(test);
    await test.admin.query(`update contact set external_id = 'P-1' where id = $1`, [world.ids.CONTACT]);
    const { rows } = await test.admin.query('select email from staff_member where id = $1', [world.staffId]);
    email = rows[0].email as string;
  });
  afterAll(() => test.stop());

  const send = (kind: string, lines: readonly object[], token = world.token) =>
    importFile(test, token, kind, lines.map((line) => JSON.stringify(line)).join('\n'), {
      type: 'application/x-ndjson',
    });
  const entries = async (kind: LedgerKind) =>
    (
      await test.admin.query(
        'select observed_on::text as on, source, confidence, payload, recorded_by from ledger_entry where tenant_id = $1 and kind = $2 order by observed_on',
        [world.tenant.id, kind],
      )
    ).rows as { on: string; payload: object }[];
  const undo = (id: string) => world.client.send('mutation ($id: ID!) { undoImport(id: $id) { status } }', { id });
  const common = { accountExternalId: 'C-1', observedOn: '2026-10-01' };
  const touch = { ...common, channel: 'CALL', contactExternalId: 'P-1', theirFunction: 'PURCHASING' };

  it('takes files of every kind, and every kind has one', () => {
    expect(NAMES.map(([, kind]) => kind).toSorted()).toEqual(Object.keys(LEDGER_KINDS).toSorted());
  });

  it.each(NAMES)('%s: adds what a file says, once, and takes it back', async (name, kind) => {
    const text = (said: Record<string, unknown>) =>
      Object.fromEntries(
        // A cell is one line, without blanks around it and without the characters that mean something to a file.
        Object.entries(said).map(([key, value]) => {
          const field = fieldsOf(kind).find(([each]) => each === key)?.[1];
          return [
            key,
            field?.type === 'TEXT'
              ? `x${String(value).replaceAll(/[\p{C}\s]+/gu, ' ')}x`.slice(0, field.maxLength)
              : value,
          ];
        }),
      );
    const sample = fc.sample(saying(kind, world.ids), { numRuns: 5, seed: 11 }).map(text);
    const lines = sample.map((said, i) => ({
      ...common,
      observedOn: `2026-09-0${i + 1}`,
      ...lineOf(kind, said, email),
    }));
    const sent = await send(name, lines);
    expect({ ...sent, rejected: await rejectedRows(test, sent.id) }).toMatchObject({
      rowsAdded: 5,
      rowsRejected: 0,
      rejected: [],
    });
    expect((await entries(kind)).map(({ payload }) => payload)).toEqual(
      lines.map((line) => storedOf(kind, line, world.ids)),
    );
    expect(await send(name, lines)).toMatchObject({ rowsAdded: 0, rowsUnchanged: 5, rowsRejected: 0 });
    expect((await undo(sent.id)).errors).toBeUndefined();
    expect(await entries(kind)).toEqual([]);
  });

  it('fills in of a touch what the books know, as the mutation does', async () => {
    const sent = await send('touches', [touch]);
    expect(await entries('TOUCH')).toMatchObject([
      {
        ...{ on: '2026-10-01', source: 'import', confidence: 'B', recorded_by: `staff:${world.staffId}` },
        payload: {
          touchType: 'BUSINESS',
          initiator: 'OURS',
          ourPerson: world.staffId,
          ourFunction: 'MANAGEMENT',
          theirTier: 'WORKING',
        },
      },
    ]);
    await undo(sent.id);
  });

  it('rejects row by row what the declaration does not take, what is unknown and what has changed', async () => {
    const { theirFunction: _, ...without } = touch;
    const sent = await send('touches', [
      { ...touch, externalId: 'T-1', tone: 4 },
      { ...touch, externalId: 'T-1', tone: 5 },
      { ...touch, tone: 6 },
      { ...touch, channel: 'PIGEON' },
      { ...touch, observedOn: '2027-01-01' },
      { ...touch, contactExternalId: 'nobody' },
      { ...touch, accountExternalId: 'nobody' },
      { ...touch, ourPersonEmail: 'nobody@example.com' },
      without,
      { ...touch, externalId: 'T-1', tone: 4 },
    ]);
    expect(sent).toMatchObject({ rowsRead: 10, rowsAdded: 1, rowsUnchanged: 1, rowsRejected: 8 });
    expect((await rejectedRows(test, sent.id)).map(([row, column, code]) => [row, column, code])).toEqual([
      [2, 'externalId', 'ROW_CHANGED'],
      [3, 'tone', 'OUT_OF_RANGE'],
      [4, 'channel', 'NOT_ALLOWED'],
      [5, 'observedOn', 'DATE_IN_FUTURE'],
      [6, 'contactExternalId', 'UNKNOWN_CONTACT'],
      [7, 'accountExternalId', 'UNKNOWN_ACCOUNT'],
      [8, 'ourPersonEmail', 'UNKNOWN_STAFF'],
      [9, 'theirFunction', 'REQUIRED'],
    ]);
    await undo(sent.id);
  });

  it('has the accounts of a file judged again', async () => {
    const sent = await send('touches', [{ ...touch, observedOn: '2026-03-01' }]);
    const signals = () =>
      world.client.data<{ signals: { nodes: { kind: string; closedOn: string | null }[] } }>(
        'query ($id: ID!) { signals(filter: { accountId: $id }) { nodes { kind closedOn } } }',
        { id: world.accountId },
      );
    const found = await until(async () => {
      const { nodes } = (await signals()).signals;
      return nodes.find(({ closedOn }) => closedOn === null);
    });
    expect(found.kind).toBe('CONTACT_SILENCE');
    await undo(sent.id);
    await until(async () => (await signals()).signals.nodes.every(({ closedOn }) => closedOn !== null));
  });

  it('keeps a file whose entries people have corrected since', async () => {
    const sent = await send('disputes', [{ ...common, subject: 'Late parts' }]);
    const { ledgerEntries } = await world.client.data<{ ledgerEntries: { nodes: { id: string; importId: string }[] } }>(
      '{ ledgerEntries(filter: { kind: DISPUTE }) { nodes { id importId } } }',
    );
    expect(ledgerEntries.nodes).toMatchObject([{ importId: sent.id }]);
    await world.client.data('mutation ($input: RecordDisputeInput!) { recordDispute(input: $input) { id } }', {
      input: { accountId: world.accountId, subject: 'Late and wrong parts', corrects: ledgerEntries.nodes[0]?.id },
    });
    const { errors } = await undo(sent.id);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'IMPORT_IN_USE',
      reasons: [{ code: 'LEDGER_ENTRY_DEPENDS', count: 1 }],
    });
  });

  it('takes nothing that the declaration does not let the caller write', async () => {
    const { token } = await createStaff(test, world.tenant, 'FINANCE');
    const gift = {
      ...common,
      direction: 'GIVEN',
      contactExternalId: 'P-1',
      courtesy: 'MEAL',
      amount: '10',
      occasion: 'x',
      publicOfficial: 'no',
      employerPolicy: 'ALLOWED',
    };
    expect(await send('gifts', [gift], token)).toMatchObject({ httpStatus: 403, code: 'LEDGER_WRITER_NOT_ALLOWED' });
    expect(await entries('GIFT')).toEqual([]);
  });

  it('takes no gift of ours over the limit for one, nor over that of a year for one person', async () => {
    const given = (amount: string, observedOn: string, direction = 'GIVEN') => ({
      ...{ ...common, observedOn, direction, contactExternalId: 'P-1', courtesy: 'MEAL', amount },
      ...{ occasion: 'Fair', publicOfficial: 'no', employerPolicy: 'ALLOWED' },
    });
    const day = (month: string) => `2025-${month}-10`;
    const file = [
      given('30.01', day('01')),
      given('30', day('02')),
      given('30', day('03')),
      given('1', day('09')),
      given('99', day('10'), 'RECEIVED'),
    ];
    const sent = await send('gifts', file);
    const refused = [
      [1, 'amount', 'GIFT_ABOVE_LIMIT', '3001'],
      [4, 'amount', 'GIFT_ABOVE_YEARLY_LIMIT', '100'],
    ];
    expect(await rejectedRows(test, sent.id)).toEqual(refused);
    expect(sent).toMatchObject({ rowsRead: 5, rowsAdded: 3, rowsUnchanged: 0, rowsRejected: 2 });
    expect(
      await send('gifts', [given('30', day('02')), given('30', day('12')), given('30', '2026-03-11')]),
    ).toMatchObject({
      ...{ rowsAdded: 1, rowsUnchanged: 1, rowsRejected: 1 },
    });
    expect(await undo(sent.id)).not.toHaveProperty('errors');
  });
});

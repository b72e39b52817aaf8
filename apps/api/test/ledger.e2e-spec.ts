import { LEDGER_KIND_CODES, LEDGER_KINDS, type LedgerField, type LedgerKind } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { roleUrl } from '../src/platform/database/database-roles.js';
import { payloadCheck } from '../src/platform/database/payload-check.js';
import { createAccount } from './factories/account.factory.js';
import { createStaff } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import {
  camel,
  createLedgerWorld,
  fieldsOf,
  inputOf,
  type LedgerWorld,
  pascal,
  recordDocument,
  saying,
} from './support/ledger-world.js';

const TODAY = '2026-11-22';
const NOBODYS_ID = '00000000-0000-4000-8000-00000000dead';

interface Answered {
  readonly id: string;
  readonly [field: string]: unknown;
}

describe('relationship ledger', () => {
  let test: TestApp;
  let world: LedgerWorld;
  let now = `${TODAY}T09:00:00.000Z`;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => new Date(now) } });
    world = await createLedgerWorld(test);
  });
  afterAll(() => test.stop());

  const record = async (
    kind: LedgerKind,
    input: Readonly<Record<string, unknown>>,
    client = world.client,
  ): Promise<Answered> => {
    const data = await client.data<Record<string, Answered>>(recordDocument(kind), {
      input: { accountId: world.accountId, ...input },
    });
    return data[`record${pascal(kind)}`] as Answered;
  };
  const refusal = async (kind: LedgerKind, input: Readonly<Record<string, unknown>>, client = world.client) => {
    const { errors } = await client.send(recordDocument(kind), { input: { accountId: world.accountId, ...input } });
    const [error] = errors ?? [];
    const reasons = (error?.extensions.reasons ?? []).map(
      ({ path, code }) => `${(path as string[]).join('.')} ${String(code)}`,
    );
    return [error?.extensions.code, ...reasons];
  };
  const touch = (more: Readonly<Record<string, unknown>> = {}) => ({
    ...{ channel: 'CALL', contactId: world.ids.CONTACT, theirFunction: 'PURCHASING', theirTier: 'WORKING', ...more },
  });
  const sample = (kind: LedgerKind): Record<string, unknown> =>
    inputOf(kind, fc.sample(saying(kind, world.ids), { numRuns: 1, seed: 7 })[0] ?? {});

  it.each(LEDGER_KIND_CODES)('gives back of %s what was said', async (kind) => {
    await fc.assert(
      fc.asyncProperty(saying(kind, world.ids), async (said) => {
        const answer = await record(kind, inputOf(kind, said));
        const details = answer[camel(kind)] as Record<string, unknown>;
        const payload = answer['payload'] as Record<string, unknown>;
        for (const [name, field] of fieldsOf(kind)) {
          const value = said[name];
          if (field.type === 'REFERENCE') {
            expect(details[`${name}Id`]).toBe(value ?? null);
            if (field.to !== 'DOCUMENT') expect(details[name]).toEqual(value === undefined ? null : { id: value });
            expect(payload[name]).toBe(value);
          } else expect(details[name]).toEqual(value ?? (field.type === 'CODES' ? [] : null));
        }
        expect(Object.keys(payload).sort()).toEqual(Object.keys(said).sort());
        expect(answer).toMatchObject({
          kind,
          observedOn: TODAY,
          recordedBy: `staff:${world.staffId}`,
          withdrawn: false,
        });
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('takes a touch with little: the books know the rest', async () => {
    const said = await record('TOUCH', { channel: 'CALL', contactId: world.ids.CONTACT, theirFunction: 'PURCHASING' });
    expect(said).toMatchObject({
      ...{ source: 'own observation', confidence: 'A' },
      touch: {
        touchType: 'BUSINESS',
        initiator: 'OURS',
        ourPersonId: world.staffId,
        ourFunction: 'MANAGEMENT',
        theirTier: 'WORKING',
      },
    });
    // Nobody has said what the contact does, and nobody can know.
    expect(await refusal('TOUCH', { channel: 'CALL', contactId: world.ids.CONTACT })).toEqual([
      'INPUT_INVALID',
      'input.theirFunction VALUE_REQUIRED',
    ]);
  });

  it('tells who observed it, where that was not who recorded it', async () => {
    const { id: colleague } = await createStaff(test, world.tenant, 'SALES');
    const said = await record('TOUCH', touch({ observedById: colleague, ourPersonId: colleague }));
    expect(said).toMatchObject({ touch: { ourPersonId: colleague, ourFunction: 'SALES' } });
    const query = 'query ($id: ID!) { ledgerEntry(id: $id) { observedBy { id } recordedBy } }';
    expect(await world.client.data(query, { id: said.id })).toEqual({
      ledgerEntry: { observedBy: { id: colleague }, recordedBy: `staff:${world.staffId}` },
    });
    expect(await refusal('TOUCH', touch({ observedById: NOBODYS_ID }))).toEqual([
      'INPUT_INVALID',
      'input.observedById STAFF_NOT_FOUND',
    ]);
  });

  it('refuses what the declaration does not take, with path and code', async () => {
    const wrong = (field: LedgerField): readonly (readonly [unknown, string])[] => {
      switch (field.type) {
        case 'TEXT':
          return [
            ['x'.repeat(field.maxLength + 1), 'TOO_LONG'],
            ['a\u0000b', 'CHARACTER_NOT_ALLOWED'],
            ...(field.optional === true ? [] : [['  ', 'VALUE_REQUIRED'] as const]),
          ];
        case 'NUMBER':
          return [
            [field.min - 1, 'OUT_OF_RANGE'],
            [field.max + (field.whole ? 1 : field.max), 'OUT_OF_RANGE'],
          ];
        case 'MONEY':
          return [
            [{ minor: '-1' }, 'OUT_OF_RANGE'],
            [{ minor: '1', currency: 'euro' }, 'CODE_UNKNOWN'],
          ];
        case 'REFERENCE':
          return [
            [NOBODYS_ID, `${field.to}_NOT_FOUND`],
            ['nobody', `${field.to}_NOT_FOUND`],
          ];
        case 'DATE':
          return [['0001-01-01', 'DATE_INVALID']];
        default:
          return [];
      }
    };
    for (const kind of LEDGER_KIND_CODES) {
      for (const [name, field] of fieldsOf(kind)) {
        const given = field.type === 'REFERENCE' ? `${name}Id` : name;
        for (const [value, code] of wrong(field)) {
          const about = `${kind}.${name} ${code}`;
          expect([about, await refusal(kind, { ...sample(kind), [given]: value })]).toEqual([
            about,
            ['INPUT_INVALID', `input.${given} ${code}`],
          ]);
        }
      }
    }
    expect(await refusal('TOUCH', touch({ observedOn: '2026-11-24' }))).toEqual([
      'INPUT_INVALID',
      'input.observedOn OBSERVED_IN_FUTURE',
    ]);
    const { from, to, ...exchange } = sample('STAFF_EXCHANGE');
    expect([typeof from, to === undefined || typeof to === 'string']).toEqual(['string', true]);
    expect(await refusal('STAFF_EXCHANGE', { ...exchange, from: '2026-02-01', to: '2026-01-01' })).toEqual([
      'INPUT_INVALID',
      'input.to DATES_REVERSED',
    ]);
  });

  it('lets those write whom the declaration names', async () => {
    const { client: finance } = await createStaff(test, world.tenant, 'FINANCE');
    expect(await refusal('GIFT', sample('GIFT'), finance)).toEqual(['LEDGER_WRITER_NOT_ALLOWED']);
    expect(await record('PRICE_CONCESSION', sample('PRICE_CONCESSION'), finance)).toMatchObject({ withdrawn: false });
    const { client: analyst } = await createStaff(test, world.tenant, 'ANALYST');
    expect(await refusal('TOUCH', touch(), analyst)).toEqual(['FORBIDDEN']);
    const { ledgerDeclaration } = await finance.data<{
      ledgerDeclaration: { kinds: { kind: LedgerKind; mayWrite: boolean; fields: { name: string }[] }[] };
    }>('{ ledgerDeclaration { kinds { kind label mayWrite fields { name type label required codes } } } }');
    expect(
      ledgerDeclaration.kinds.map(({ kind, mayWrite, fields }) => [kind, mayWrite, fields.map(({ name }) => name)]),
    ).toEqual(
      LEDGER_KIND_CODES.map((kind) => [
        kind,
        (LEDGER_KINDS[kind].writers as readonly string[]).includes('FINANCE'),
        Object.keys(LEDGER_KINDS[kind].fields),
      ]),
    );
  });

  it('lets a department write what is its own', async () => {
    const { id, client } = await createStaff(test, world.tenant, 'SERVICE');
    await test.admin.query(`update account set owner_id = $2 where id = $1`, [world.accountId, id]);
    expect(await refusal('ADAPTATION', sample('ADAPTATION'), client)).toEqual(['LEDGER_WRITER_NOT_ALLOWED']);
    await test.admin.query(
      `with d as (insert into department (tenant_id, id, name, function, created_at) values ($1, gen_random_uuid(), 'Lab', 'ENGINEERING', now()) returning id)
       update staff_member set department_id = (select id from d) where id = $2`,
      [world.tenant.id, id],
    );
    expect(await record('ADAPTATION', sample('ADAPTATION'), client)).toMatchObject({ withdrawn: false });
    expect(await record('TOUCH', touch(), client)).toMatchObject({ touch: { ourFunction: 'ENGINEERING' } });
  });

  it('keeps what is corrected and withdrawn', async () => {
    const first = await record('TOUCH', touch({ tone: 2 }));
    const second = await record('TOUCH', touch({ tone: 4, corrects: first.id, reason: 'misheard' }));
    expect(await refusal('TOUCH', touch({ corrects: first.id }))).toEqual(['LEDGER_ENTRY_SUPERSEDED']);
    expect(await refusal('GIFT', { ...sample('GIFT'), corrects: second.id })).toEqual(['LEDGER_ENTRY_DIFFERS']);
    const elsewhere = await createAccount(test, world.tenant);
    expect(await refusal('TOUCH', touch({ corrects: second.id, accountId: elsewhere }))).toEqual([
      'LEDGER_ENTRY_DIFFERS',
    ]);
    const entry = async (id: string) =>
      (
        await world.client.data(
          `query ($id: ID!) { ledgerEntry(id: $id) { reason withdrawn payload touch { tone } supersedes { id } supersededBy { id } } }`,
          { id },
        )
      )['ledgerEntry'];
    expect(await entry(first.id)).toMatchObject({
      touch: { tone: 2 },
      supersedes: null,
      supersededBy: { id: second.id },
    });
    const withdraw = `mutation ($id: ID!, $reason: String!) { withdrawLedgerEntry(id: $id, reason: $reason) { id } }`;
    expect(await world.client.code(withdraw, { id: second.id, reason: ' ' })).toBe('INPUT_INVALID');
    const { withdrawLedgerEntry: third } = await world.client.data<{ withdrawLedgerEntry: { id: string } }>(withdraw, {
      id: second.id,
      reason: 'another customer',
    });
    expect(await entry(third.id)).toEqual({
      ...{ reason: 'another customer', withdrawn: true, payload: {}, touch: null },
      ...{ supersedes: { id: second.id }, supersededBy: null },
    });
    for (const id of [second.id, third.id])
      expect(await world.client.code(withdraw, { id, reason: 'again' })).toBe('LEDGER_ENTRY_SUPERSEDED');
  });

  it('lets only one of two correct an entry at the same time', async () => {
    const first = await record('TOUCH', touch());
    const answers = await Promise.all(
      [1, 2, 3].map((tone) =>
        world.client.code(recordDocument('TOUCH'), {
          input: { accountId: world.accountId, ...touch({ tone, corrects: first.id }) },
        }),
      ),
    );
    expect(answers.toSorted()).toEqual(['LEDGER_ENTRY_SUPERSEDED', 'LEDGER_ENTRY_SUPERSEDED', undefined]);
  });

  it('shows nothing to other tenants and to those who do not see the account, and takes nothing of theirs', async () => {
    const mine = await record('TOUCH', touch());
    const other = await createLedgerWorld(test);
    const { client: elsewhere } = await createStaff(test, world.tenant, 'SALES');
    for (const client of [other.client, elsewhere]) {
      const query = `query ($id: ID!, $account: ID!) { ledgerEntry(id: $id) { id } ledgerEntries(filter: { accountId: $account }) { totalCount } }`;
      expect(await client.data(query, { id: mine.id, account: world.accountId })).toEqual({
        ledgerEntry: null,
        ledgerEntries: { totalCount: 0 },
      });
      expect(await refusal('TOUCH', touch(), client)).toEqual(['NOT_FOUND', 'input.accountId NOT_FOUND']);
      expect(
        await client.code('mutation ($id: ID!) { withdrawLedgerEntry(id: $id, reason: "no") { id } }', { id: mine.id }),
      ).toBe('NOT_FOUND');
    }
    expect(await refusal('TOUCH', touch({ contactId: other.ids.CONTACT }))).toEqual([
      'INPUT_INVALID',
      'input.contactId CONTACT_NOT_FOUND',
    ]);
    expect(await refusal('TOUCH', touch({ corrects: mine.id, accountId: other.accountId }), other.client)).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('cannot be changed by the role that requests run as', async () => {
    const { id } = await record('TOUCH', touch());
    const client = new pg.Client({
      connectionString: roleUrl(test.config.database.adminUrl, test.config.secret, 'mortise_app'),
    });
    await client.connect();
    try {
      for (const statement of [
        `update ledger_entry set payload = '{}' where id = '${id}'`,
        `delete from ledger_entry where id = '${id}'`,
        'truncate ledger_entry',
      ]) {
        await client.query(`begin; select enter_tenant('${world.tenant.id}')`);
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
      }
    } finally {
      await client.end();
    }
  });

  it('takes no gift of ours over the limit, nor over that of a year for one person', async () => {
    const gift = (minor: string, more: object = {}) => ({
      ...{
        ...sample('GIFT'),
        direction: 'GIVEN',
        amount: { minor, currency: 'EUR' },
        observedOn: '2026-06-10',
        ...more,
      },
    });
    expect(await refusal('GIFT', gift('3001'))).toEqual(['GIFT_ABOVE_LIMIT', 'input.amount GIFT_ABOVE_LIMIT']);
    expect(await refusal('GIFT', gift('30', { amount: { minor: '30', currency: 'CNY' } }))).toEqual([
      'GIFT_CURRENCY_DIFFERS',
      'input.amount.currency GIFT_CURRENCY_DIFFERS',
    ]);
    const { id } = await record('GIFT', gift('3000'));
    await record('GIFT', gift('3000', { observedOn: '2026-05-10' }));
    expect((await refusal('GIFT', gift('1')))[0]).toBe('GIFT_ABOVE_YEARLY_LIMIT');
    await record('GIFT', gift('2999', { corrects: id }));
    await record('GIFT', gift('1'));
    await record('GIFT', gift('3000', { observedOn: '2025-05-10' }));
    await record('GIFT', gift('999999', { direction: 'RECEIVED' }));
  });

  it('has a check in the database that says what the declarations say', async () => {
    const types = { CODES: ':array', NUMBER: ':number', MONEY: ':object', FLAG: ':boolean' } as Readonly<
      Record<string, string>
    >;
    const shapes = Object.fromEntries(
      LEDGER_KIND_CODES.map((kind) => [
        kind,
        fieldsOf(kind)
          .map(([name, field]) => `${name}${field.optional === true ? '?' : ''}${types[field.type] ?? ''}`)
          .join(' '),
      ]),
    );
    const kinds = LEDGER_KIND_CODES.map((kind) => `'${kind}'`).join(', ');
    await test.admin
      .query(`create temp table declared (kind text constraint kinds check (kind in (${kinds})), payload jsonb, withdrawn boolean,
      constraint payload check (withdrawn or ${payloadCheck(shapes)}))`);
    const definition = async (table: string, name: string) =>
      (
        await test.admin.query(
          `select pg_get_constraintdef(oid) as text from pg_constraint where conrelid = $1::regclass and conname = $2`,
          [table, name],
        )
      ).rows[0].text as string;
    expect(await definition('ledger_entry', 'ledger_entry_payload')).toBe(await definition('declared', 'payload'));
    expect(await definition('ledger_entry', 'ledger_entry_kind_check')).toBe(await definition('declared', 'kinds'));
    const { id } = await record('TOUCH', touch());
    const copy = (payload: string) =>
      test.admin.query(
        `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn)
         select tenant_id, gen_random_uuid(), account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, ${payload}, withdrawn
         from ledger_entry where id = $1`,
        [id],
      );
    for (const payload of [`payload - 'channel'`, `payload || '{"bonus": 1}'`, `payload || '{"tone": "5"}'`, `'{}'`])
      await expect(copy(payload)).rejects.toMatchObject({ constraint: 'ledger_entry_payload' });
    expect((await copy('payload')).rowCount).toBe(1);
  });

  /** One thing that happens to the ledger: an entry, a correction or a withdrawal of the n-th that holds. */
  const happening = fc.record({
    type: fc.constantFrom('RECORD', 'RECORD', 'CORRECT', 'WITHDRAW'),
    days: fc.integer({ min: 0, max: 3 }),
    ago: fc.integer({ min: 0, max: 6 }),
    which: fc.nat(20),
    tone: fc.integer({ min: 1, max: 5 }),
  });

  it('tells of every past day what was known then', async () => {
    const client: GraphqlClient = world.client;
    const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (happenings) => {
          const accountId = await createAccount(test, world.tenant);
          /** Entries with the day each was known from, and until when. */
          const entries: { id: string; tone: number; observed: number; from: number; until: number }[] = [];
          let day = 10;
          for (const { type, days, ago, which, tone } of happenings) {
            day += days;
            now = `${dayOf(day)}T12:00:00.000Z`;
            const holding = entries.filter(({ until }) => until === Infinity);
            const target = holding[which % Math.max(1, holding.length)];
            if (type !== 'RECORD' && target === undefined) continue;
            if (type !== 'RECORD' && target) target.until = day;
            if (type === 'WITHDRAW' && target) {
              await client.data(`mutation ($id: ID!) { withdrawLedgerEntry(id: $id, reason: "wrong") { id } }`, {
                id: target.id,
              });
              continue;
            }
            const observed = day - ago;
            const corrects = type === 'CORRECT' ? target?.id : undefined;
            const { id } = await record('TOUCH', touch({ accountId, tone, observedOn: dayOf(observed), corrects }));
            entries.push({ id, tone, observed, from: day, until: Infinity });
          }
          const asked = Array.from({ length: day - 8 }, (_, i) => i + 9);
          const answers = await client.data<{ account: Record<string, { nodes: { id: string }[] }> }>(
            `query ($id: ID!) { account(id: $id) { ${asked.map((each) => `d${each}: ledger(first: 50, asOf: "${dayOf(each)}") { nodes { id } }`).join(' ')}
              now: ledger(first: 50) { nodes { id touch { tone } } } all: ledger(first: 50, history: true) { nodes { id } } } }`,
            { id: accountId },
          );
          const sorted = (ids: readonly string[]) => ids.toSorted();
          for (const each of asked) {
            const known = entries.filter(
              ({ observed, from, until }) => observed <= each && from <= each && until > each,
            );
            expect([each, sorted((answers.account[`d${each}`]?.nodes ?? []).map(({ id }) => id))]).toEqual([
              each,
              sorted(known.map(({ id }) => id)),
            ]);
          }
          const holding = entries.filter(({ until }) => until === Infinity);
          expect(sorted((answers.account['now']?.nodes ?? []).map(({ id }) => id))).toEqual(
            sorted(holding.map(({ id }) => id)),
          );
          expect(answers.account['all']?.nodes.length).toBeGreaterThanOrEqual(entries.length);
        }),
        { numRuns: 15, endOnFailure: true },
      );
    } finally {
      now = `${TODAY}T09:00:00.000Z`;
    }
  });

  it('filters by kind, person and day, for the account and over all', async () => {
    const accountId = await createAccount(test, world.tenant);
    const on = (observedOn: string) => touch({ accountId, observedOn });
    const [early, late] = [await record('TOUCH', on('2026-03-01')), await record('TOUCH', on('2026-06-01'))];
    const note = await record('INTELLIGENCE_NOTE', { accountId, subject: 'Rumour', description: 'A rival calls.' });
    const found = async (filter: string): Promise<string[]> => {
      const { account, ledgerEntries } = await world.client.data<
        Record<string, Record<string, { nodes: { id: string }[] }>> & { ledgerEntries: { nodes: { id: string }[] } }
      >(
        `query ($id: ID!) { account(id: $id) { ledger(${filter}) { nodes { id } } } ledgerEntries(filter: { accountId: $id, ${filter} }) { nodes { id } } }`,
        { id: accountId },
      );
      const ids = (account?.['ledger']?.nodes ?? []).map(({ id }) => id);
      expect(ledgerEntries.nodes.map(({ id }) => id)).toEqual(ids);
      return ids;
    };
    expect(await found('kind: TOUCH')).toEqual([late.id, early.id]);
    expect(await found(`contactId: "${world.ids.CONTACT}", to: "2026-05-31"`)).toEqual([early.id]);
    expect(await found('from: "2026-06-01"')).toEqual([note.id, late.id]);
    expect(await found('contactId: "nobody"')).toEqual([]);
  });

  it.each([
    // Where it is 13 hours later than in UTC, the day of the 21st ends at 11:00 of the 21st in UTC; where it is 10 hours earlier, at 10:00 of the 22nd.
    ['Pacific/Tongatapu', '2026-11-21T10:59:59.000Z', '2026-11-21T11:00:00.000Z'],
    ['Pacific/Honolulu', '2026-11-22T09:59:59.000Z', '2026-11-22T10:00:00.000Z'],
  ])('a day is one of the supplier: in %s it ends after %s', async (zone, before, after) => {
    const before0 = now;
    await test.admin.query('update tenant set time_zone = $2 where id = $1', [world.tenant.id, zone]);
    try {
      const account = await createAccount(test, world.tenant);
      const entries: Answered[] = [];
      for (const moment of [before, after]) {
        now = moment;
        const { client } = await createStaff(test, world.tenant);
        const { accountId: _, ...said } = { accountId: account, ...touch() };
        const data = await client.data<{ recordTouch: { id: string; observedOn: string } }>(
          'mutation ($input: RecordTouchInput!) { recordTouch(input: $input) { id observedOn } }',
          { input: { ...said, accountId: account } },
        );
        entries.push(data.recordTouch);
      }
      // Unless told, it was observed on the day it was there.
      expect(entries.map(({ observedOn }) => observedOn)).toEqual(['2026-11-21', '2026-11-22']);
      const { client } = await createStaff(test, world.tenant);
      const known = `query ($id: ID!) { account(id: $id) { then: ledger(asOf: "2026-11-21") { nodes { id } } now: ledger(asOf: "2026-11-22") { totalCount } }
        ledgerEntries(filter: { accountId: $id, asOf: "2026-11-21" }) { nodes { id } } }`;
      const first = [{ id: entries[0]?.id }];
      expect(await client.data(known, { id: account })).toEqual({
        account: { then: { nodes: first }, now: { totalCount: 2 } },
        ledgerEntries: { nodes: first },
      });
      // A correction made the next day does not change what was known.
      await client.data('mutation ($id: ID!) { withdrawLedgerEntry(id: $id, reason: "no") { id } }', {
        id: entries[0]?.id,
      });
      expect(await client.data(known, { id: account })).toMatchObject({ ledgerEntries: { nodes: first } });
    } finally {
      now = before0;
      await test.admin.query(`update tenant set time_zone = 'UTC' where id = $1`, [world.tenant.id]);
    }
  });
});

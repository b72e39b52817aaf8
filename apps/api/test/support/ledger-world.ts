import { dateOfEpochDay, LEDGER_KINDS, type LedgerField, type LedgerKind, type LedgerReference } from '@mortise/domain';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { createAccount } from '../factories/account.factory.js';
import { createContact } from '../factories/contact.factory.js';
import { createStaff, createTenant } from '../factories/tenant.factory.js';
import type { GraphqlClient } from '../graphql-client.js';
import type { TestApp } from '../start-test-app.js';

/** A tenant with one of everything that an entry can refer to. */
export interface LedgerWorld {
  readonly tenant: { readonly id: string; readonly slug: string };
  readonly accountId: string;
  readonly client: GraphqlClient;
  readonly staffId: string;
  readonly token: string;
  readonly ids: Readonly<Record<LedgerReference, string>>;
}

export async function createLedgerWorld(test: TestApp): Promise<LedgerWorld> {
  const tenant = await createTenant(test);
  const { id: staffId, client, token } = await createStaff(test, tenant, 'ADMIN');
  const accountId = await createAccount(test, tenant, { externalId: 'C-1' });
  const { contactId } = await createContact(test, tenant, accountId);
  const [category, product, document, complaint] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const add = (statement: string, values: unknown[]) => test.admin.query(statement, [tenant.id, ...values]);
  await add(`insert into product_category (tenant_id, id, external_id, name) values ($1, $2, 'K', 'Seals')`, [
    category,
  ]);
  await add(`insert into product (tenant_id, id, external_id, name, category_id) values ($1, $2, 'P', 'Seal', $3)`, [
    product,
    category,
  ]);
  await add(
    `insert into file (tenant_id, id, account_id, name, media_type, bytes, sha256, storage_key, uploaded_by, idempotency_key, attached_at)
     values ($1, $2, $3, 'minutes.png', 'image/png', 1, '', '', 'system:test', 'one', now())`,
    [document, accountId],
  );
  await add(
    `insert into complaint (tenant_id, id, number, account_id, subject, description, status, channel, filed_by, idempotency_key, request_hash,
       created_at, updated_at)
     values ($1, $2, 'C-1', $3, 'Leak', 'It leaks', 'RECEIVED', 'STAFF', 'system:test', 'one', '', now(), now())`,
    [complaint, accountId],
  );
  return {
    ...{ tenant, accountId, client, staffId, token },
    ids: {
      ACCOUNT: accountId,
      CONTACT: contactId,
      STAFF: staffId,
      PRODUCT: product,
      CATEGORY: category,
      COMPLAINT: complaint,
      DOCUMENT: document,
    },
  };
}

export const fieldsOf = (kind: LedgerKind): readonly (readonly [string, LedgerField])[] =>
  Object.entries<LedgerField>(LEDGER_KINDS[kind].fields);

/** COMPETITOR_SHARE → competitorShare. */
export const camel = (kind: string): string =>
  kind.toLowerCase().replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());

export const pascal = (kind: string): string => camel(kind).replace(/^./, (letter) => letter.toUpperCase());

/** A value that a field takes, as a client gives it. */
export function valueOf(field: LedgerField, ids: LedgerWorld['ids']): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'CODE':
      return fc.constantFrom(...field.codes);
    case 'CODES':
      return fc.subarray([...field.codes], { minLength: 1 });
    case 'TEXT':
      return fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(field.maxLength, 40) })
        .map((text) => text.replaceAll('\u0000', '').trim())
        .filter((text) => text !== '' && text.length <= field.maxLength);
    case 'NUMBER':
      return field.whole
        ? fc.integer({ min: field.min, max: field.max })
        : fc.double({ min: field.min, max: field.max, noNaN: true }).map((number) => number + 0);
    case 'MONEY':
      return fc.record({
        minor: fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String),
        currency: fc.constantFrom('EUR', 'CNY', 'JPY'),
      });
    case 'DATE':
      return fc.integer({ min: -100_000, max: 100_000 }).map(dateOfEpochDay);
    case 'FLAG':
      return fc.boolean();
    case 'REFERENCE':
      return fc.constant(ids[field.to]);
  }
}

/** What an entry of a kind says, as a client gives it; what may be left out sometimes is. */
export function saying(kind: LedgerKind, ids: LedgerWorld['ids']): fc.Arbitrary<Record<string, unknown>> {
  const [required, optional] = [true, false].map((wanted) =>
    fieldsOf(kind)
      .filter(([, field]) => (field.optional !== true) === wanted)
      .map(([name]) => name),
  ) as [string[], string[]];
  const all = fc.record(Object.fromEntries(fieldsOf(kind).map(([name, field]) => [name, valueOf(field, ids)])));
  return fc.tuple(all, fc.subarray(optional)).map(([values, chosen]) => {
    const { from, to } = values as { from?: string; to?: string };
    // What we give has limits; what we are given has none.
    if (kind === 'GIFT') Object.assign(values, { direction: 'RECEIVED' });
    if (from !== undefined && to !== undefined && to < from) Object.assign(values, { from: to, to: from });
    return Object.fromEntries([...required, ...chosen].map((name) => [name, values[name]]));
  });
}

/** The input of the mutation: references are ids. */
export function inputOf(kind: LedgerKind, said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(kind).flatMap(([name, field]) =>
      name in said ? [[field.type === 'REFERENCE' ? `${name}Id` : name, said[name]]] : [],
    ),
  );
}

/** The mutation that records a kind, asking for everything an entry of it says. */
export function recordDocument(kind: LedgerKind): string {
  const asked = fieldsOf(kind).map(([name, field]) => {
    if (field.type === 'MONEY') return `${name} { minor currency }`;
    if (field.type !== 'REFERENCE') return name;
    return field.to === 'DOCUMENT' ? `${name}Id` : `${name}Id ${name} { id }`;
  });
  return `mutation ($input: Record${pascal(kind)}Input!) {
    record${pascal(kind)}(input: $input) { id kind payload observedOn recordedBy source confidence withdrawn ${camel(kind)} { ${asked.join(' ')} } } }`;
}

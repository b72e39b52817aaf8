import { LEDGER_KIND_CODES, type LedgerField, type LedgerKind } from '@mortise/domain';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { Permission } from '../../platform/auth/permissions.js';
import { all, sql, Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { endOfTenantDay } from '../../platform/context/tenant-day.js';
import { pickedRow } from '../../platform/errors/input-schemas.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  computed,
  embedded,
  extendReadModel,
  latestFirst,
  one,
  page,
  type ReadField,
  readModel,
  type ReadModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { camel, fieldsOf, pascal, valueName } from './ledger.names.js';

/** Entries, the newest observation first. */
export const NEWEST_ENTRIES = latestFirst('observed_on', 'date');

const ledgerArguments = z.object({
  kind: z.enum(LEDGER_KIND_CODES as [LedgerKind, ...LedgerKind[]]).nullish(),
  contactId: pickedRow,
  from: z.string().nullish(),
  to: z.string().nullish(),
  asOf: z.string().nullish(),
  history: z.boolean().nullish(),
});
export const ledgerFilter = ledgerArguments.extend({ accountId: pickedRow });
export type LedgerQuery = z.output<typeof ledgerArguments>;

/** Which entries a list is about. */
export function asked(entry: RowRef, { kind, contactId, from, to, asOf, history }: LedgerQuery): Sql {
  return all([
    kind == null ? undefined : sql`${entry('kind')} = ${kind}`,
    contactId === undefined ? undefined : sql`${entry('contact_id')} = ${contactId}::uuid`,
    from == null ? undefined : sql`${entry('observed_on')} >= ${from}::date`,
    to == null ? undefined : sql`${entry('observed_on')} <= ${to}::date`,
    history === true ? knownBy(entry, asOf) : holds(entry, asOf),
  ]);
}

/**
 * Whether an entry holds: nothing supersedes it, and it withdraws nothing; as of the end of a day, on what was known then.
 * @param over when that day is over
 */
export function holds(entry: RowRef, asOf?: string | null, over = endOfTenantDay): Sql {
  return sql`${knownBy(entry, asOf, over)} and not ${entry('withdrawn')} and not exists (
    select from ledger_entry later where later.tenant_id = ${TENANT} and later.supersedes = ${entry('id')}
      ${asOf == null ? sql`` : sql`and later.recorded_at < ${over(asOf)}`})`;
}

function knownBy(entry: RowRef, asOf?: string | null, over = endOfTenantDay): Sql {
  return asOf == null
    ? sql`true`
    : sql`${entry('recorded_at')} < ${over(asOf)} and ${entry('observed_on')} <= ${asOf}::date`;
}

const detailsOf = (kind: LedgerKind): ReadField =>
  embedded((entry) => ({ payload: entry('payload') }), {
    present: (entry) => sql`${entry('kind')} = ${quoted(kind)} and not ${entry('withdrawn')}`,
  });

/** A declared name as text of the statement: hundreds of parameters would be sent with each. */
function quoted(name: string): Sql {
  if (!/^\w+$/.test(name)) throw new TypeError(`Not a declared name: ${name}`);
  return new Sql([`'${name}'`], []);
}

const member = (row: RowRef, name: string): Sql => sql`(${row('payload')} ->> ${quoted(name)})`;

function valueOf(name: string, field: LedgerField): ReadField {
  switch (field.type) {
    case 'CODE':
    case 'TEXT':
    case 'REFERENCE':
      return computed((row) => member(row, name));
    case 'CODES':
      return computed((row) => sql`array(select jsonb_array_elements_text(${row('payload')} -> ${quoted(name)}))`);
    case 'NUMBER':
      return computed((row) => (field.whole ? sql`${member(row, name)}::integer` : sql`${member(row, name)}::float8`));
    case 'DATE':
      return computed((row) => sql`${member(row, name)}::date`);
    case 'FLAG':
      return computed((row) => sql`${member(row, name)}::boolean`);
    case 'MONEY':
      return embedded(
        (row) =>
          moneyOf(
            sql`(${row('payload')} -> ${quoted(name)} ->> 'amountMinor')::bigint`,
            sql`(${row('payload')} -> ${quoted(name)} ->> 'currency')`,
          ),
        { present: (row) => sql`jsonb_typeof(${row('payload')} -> ${quoted(name)}) = 'object'` },
      );
  }
}

const SEEN_WITH: Readonly<Record<string, Permission>> = {
  CONTACT: 'contact.read',
  STAFF: 'staff.read',
  PRODUCT: 'product.read',
  CATEGORY: 'product.read',
  COMPLAINT: 'complaint.read',
};

function readsOf(kind: LedgerKind): ReadModel {
  const fields: Record<string, ReadField> = {};
  for (const [name, field] of fieldsOf(kind)) {
    fields[valueName(name, field)] = valueOf(name, field);
    const permission = field.type === 'REFERENCE' ? SEEN_WITH[field.to] : undefined;
    if (permission === undefined) continue;
    fields[name] = one({
      where: (row, target) => sql`${target('id')} = ${member(row, name)}::uuid`,
      permission,
    });
  }
  return readModel(`${pascal(kind)}Details`, { fields });
}

export const LEDGER_READS = [
  readModel('LedgerEntry', {
    table: 'ledger_entry',
    visible: (entry, ctx, several) => visibleAccount(ctx, entry('account_id'), several),
    fields: {
      account: one({ where: (entry, account) => sql`${account('id')} = ${entry('account_id')}`, implied: true }),
      observedBy: one({
        where: (entry, staff) => sql`${staff('id')} = ${entry('observed_by')}`,
        permission: 'staff.read',
      }),
      supersedes: one({ where: (entry, other) => sql`${other('id')} = ${entry('supersedes')}`, implied: true }),
      supersededBy: one({ where: (entry, other) => sql`${other('supersedes')} = ${entry('id')}`, implied: true }),
      ...Object.fromEntries(LEDGER_KIND_CODES.map((kind) => [camel(kind), detailsOf(kind)])),
    },
  }),
  ...LEDGER_KIND_CODES.map(readsOf),
  extendReadModel('Account', {
    ledger: page<LedgerQuery>({
      where: (account, entry, { args }) => sql`${entry('account_id')} = ${account('id')} and ${asked(entry, args)}`,
      order: NEWEST_ENTRIES,
      args: ledgerArguments,
      permission: 'ledger.read',
      implied: true,
    }),
  }),
];

import { type BusinessFunction, type LedgerField, type LedgerKind } from '@mortise/domain';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { STAFF_ROLES } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, join, sql, Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { visibleContact } from '../contacts/contact.visibility.js';
import { filledHow } from './ledger.filled.js';
import { fieldsOf } from './ledger.names.js';
import { functionOf } from './ledger.writers.js';

/** Columns of the staging table of entries: references as the file names them, everything else in the payload. */
export const STAGED_ENTRY = {
  id: 'uuid not null',
  content: 'uuid not null',
  account_ref: 'text not null',
  account_name: 'text',
  observed_on: 'date not null',
  source: 'text not null',
  confidence: 'text not null',
  payload: 'jsonb not null',
  contact_ref: 'text',
  staff_ref: 'text',
  product_ref: 'text',
  category_ref: 'text',
  complaint_ref: 'text',
} as const;

type Target = Extract<LedgerField, { type: 'REFERENCE' }>['to'];

/** Columns and codes of what a file can refer to, in the order of the staging table. */
export const REFERRED = {
  CONTACT: { column: 'contact_ref', id: 'contact_id', code: 'UNKNOWN_CONTACT', told: 'There is no such person.' },
  STAFF: { column: 'staff_ref', id: 'staff_id', code: 'UNKNOWN_STAFF', told: 'Nobody of the staff has this address.' },
  PRODUCT: { column: 'product_ref', id: 'product_id', code: 'UNKNOWN_PRODUCT', told: 'There is no such product.' },
  CATEGORY: { column: 'category_ref', id: 'category_id', code: 'UNKNOWN_CATEGORY', told: 'There is no such category.' },
  COMPLAINT: {
    column: 'complaint_ref',
    id: 'complaint_id',
    code: 'UNKNOWN_COMPLAINT',
    told: 'The account has no such complaint.',
  },
} as const satisfies Readonly<Partial<Record<Target, object>>>;
export const REFERRED_TARGETS = Object.keys(REFERRED) as (keyof typeof REFERRED)[];

/** What people do where no department says it, by role. */
const FUNCTION_BY_ROLE: Readonly<Record<string, BusinessFunction>> = Object.fromEntries(
  STAFF_ROLES.map((role) => [role, functionOf(role, null)]),
);

/** What the books say of a touch that the file does not. */
const BOOKS: Readonly<Record<string, Sql>> = {
  ourFunction: sql`coalesce(d.function, ${JSON.stringify(FUNCTION_BY_ROLE)}::jsonb ->> o.role)`,
  theirFunction: sql`w.function`,
  theirTier: sql`w.tier`,
};

interface MergedEntries {
  readonly importId: string;
  /** Staging table of the rows. */
  readonly rows: string;
  /** The column of a field, as the file calls it. */
  heading(field: string): string;
  /** How the file names a reference. */
  readonly columnOf: (name: string, field: LedgerField) => string;
}

const quoted = (name: string): Sql => new Sql([`'${name}'`], []);

/** Adds a batch of entries of one kind, set-wise: what is known is unchanged, what is known otherwise is refused. */
export async function mergeEntries(
  ctx: RequestContext,
  kind: LedgerKind,
  { importId, rows, heading, columnOf }: MergedEntries,
): Promise<{ added: number; rejected: number }> {
  const references = fieldsOf(kind).flatMap(([name, field]) =>
    field.type === 'REFERENCE' && field.to in REFERRED
      ? [{ name, field, ...REFERRED[field.to as keyof typeof REFERRED] }]
      : [],
  );
  const me = ctx.principal.kind === 'STAFF' && filledHow(kind, 'ourPerson') ? ctx.principal.staffId : null;
  const books = Object.keys(BOOKS).filter((name) => filledHow(kind, name));
  const known = [
    ...references.map(({ name, id }) => sql`${quoted(name)}, j.${identifier(id)}`),
    ...books.map((name) => sql`${quoted(name)}, ${BOOKS[name]}`),
  ];
  const refusals = [
    sql`(0, p.account_id is null, ${heading('accountExternalId')}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.')`,
    sql`(1, p.changed, ${heading('externalId')}::text, 'ROW_CHANGED', p.account_ref, 'This entry is there already and says something else; imports only add.')`,
    ...references.map(
      ({ name, field, column, id, code, told }, i) =>
        sql`(${i + 2}::int, p.${identifier(column)} is not null and p.${identifier(id)} is null, ${heading(columnOf(name, field))}::text, ${code}::text, p.${identifier(column)}, ${told}::text)`,
    ),
    // What the file must give was asked for when the row was read; the books may still not know the rest.
    ...fieldsOf(kind)
      .filter(([name]) => filledHow(kind, name))
      .map(
        ([name, field], i) =>
          sql`(${i + 20}::int, p.known and not p.said ? ${quoted(name)}, ${heading(columnOf(name, field))}::text, 'REQUIRED', null, 'Must not be empty: the books do not know it.')`,
      ),
  ];
  const found = references.map(
    ({ column, id }) => sql`(j.${identifier(column)} is null or j.${identifier(id)} is not null)`,
  );
  const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
    with joined as (
      select s.*, a.id as account_id, c.id as contact_id, p.id as product_id, k.id as category_id, q.id as complaint_id,
        case when s.staff_ref is null then ${me}::uuid else m.id end as staff_id
      from ${identifier(rows)} s
      left join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}
      left join contact c on c.tenant_id = ${TENANT}::uuid and c.external_id = s.contact_ref and ${visibleContact(ctx, 'c.id')}
      left join staff_member m on m.tenant_id = ${TENANT}::uuid and m.email_lower = s.staff_ref
      left join product p on p.tenant_id = ${TENANT}::uuid and p.external_id = s.product_ref
      left join product_category k on k.tenant_id = ${TENANT}::uuid and k.external_id = s.category_ref
      left join complaint q on q.tenant_id = ${TENANT}::uuid and q.number = s.complaint_ref and q.account_id = a.id),
    filled as (
      select j.*, jsonb_strip_nulls(jsonb_build_object(${join(known, ', ')})) || j.payload as said,
        ${join([sql`j.account_id is not null`, ...found], ' and ')} as known
      from joined j
      left join staff_member o on o.tenant_id = ${TENANT}::uuid and o.id = j.staff_id
      left join department d on d.tenant_id = ${TENANT}::uuid and d.id = o.department_id
      left join lateral (
        select l.tier, t.function from account_contact l left join department t on t.tenant_id = ${TENANT}::uuid and t.id = l.department_id
        where l.tenant_id = ${TENANT}::uuid and l.account_id = j.account_id and l.contact_id = j.contact_id
        order by (j.observed_on between l.valid_from and coalesce(l.valid_to, 'infinity')) desc, l.valid_from desc limit 1) w on true),
    numbered as (
      select f.*, f.known and f.said ?& ${required(kind)}::text[] as whole,
        row_number() over same as nth, first_value(content) over same as first_content
      from filled f window same as (partition by id, f.known and f.said ?& ${required(kind)}::text[] order by row_number)),
    placed as materialized (
      select n.*, n.whole and e.id is null and nth = 1 as fresh,
        n.whole and n.content <> coalesce(e.content_hash, n.first_content) as changed
      from numbered n left join ledger_entry e on e.tenant_id = ${TENANT}::uuid and e.id = n.id),
    added as (
      insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn,
        content_hash, import_id)
      select ${TENANT}::uuid, id, account_id, ${kind}::text, observed_on, ${ctx.now()}::timestamptz, ${ctx.actor}::text, source, confidence, said, false,
        content, ${importId}::uuid from placed where fresh),
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) from placed where fresh group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values ${join(refusals, ', ')}) f (ordinal, holds, heading, code, value, message)
      where (p.changed or not p.whole) and f.holds)
    select count(*) filter (where fresh) as added, count(*) filter (where changed or not whole) as rejected from placed`);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}

/** Takes out what an import added; what somebody has corrected stays, and with it the import. */
export async function withdrawEntries(ctx: RequestContext, importId: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    delete from ledger_entry e where e.tenant_id = ${TENANT}::uuid and e.import_id = ${importId}::uuid and not exists (
      select from ledger_entry l where l.tenant_id = ${TENANT}::uuid and l.supersedes = e.id)`);
}

function required(kind: LedgerKind): string[] {
  return fieldsOf(kind).flatMap(([name, field]) => (field.optional === true ? [] : [name]));
}

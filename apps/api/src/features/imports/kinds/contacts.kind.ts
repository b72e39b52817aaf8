import { DMU_ROLES, RELATION_STRENGTH, STANCES, TIERS } from '@mortise/domain';
import { visibleAccount } from '../../../platform/auth/account-visibility.js';
import { visibleContact } from '../../contacts/contact.visibility.js';
import { LOCALES } from '../../../platform/context/request-context.js';
import { identifier, join, sql, type Sql, TENANT, tenantSql } from '../../../platform/database/tenant-sql.js';
import type { Batch, ImportKind, Merged, StagedValue } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { hashOf } from './content-hash.js';
import { createMissingAccounts, touchAccounts } from './references.js';

const FIELDS = {
  externalId: {
    description: "The person's number.",
    required: true,
    aliases: ['contactExternalId', 'contactId', 'personId'],
  },
  name: { description: 'Name.', required: true, aliases: ['contactName', 'fullName'] },
  accountExternalId: {
    description: 'Account the person works at, by its external id. A second row with another account: works at both.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  title: { description: 'Title or position.', aliases: ['position', 'jobTitle'] },
  email: { description: 'E-mail address.', aliases: ['mail'] },
  phone: { description: 'Telephone number.', aliases: ['telephone'] },
  language: { description: `Language: ${LOCALES.join(', ')}; en unless told.` },
  tier: { description: `Tier: ${TIERS.join(', ')}; WORKING unless told.` },
  roles: {
    description: `Roles in the decision-making unit, separated by semicolons: ${DMU_ROLES.join(', ')}.`,
    aliases: ['role'],
  },
  influenceWeight: { description: 'Weight in decisions, 0–1.', aliases: ['influence'] },
  stance: { description: `Stance: ${STANCES.join(', ')}; NEUTRAL unless told.` },
  stanceEvidence: {
    description: 'What was seen or heard that shows the stance; needed of every stance but NEUTRAL.',
    aliases: ['evidence'],
  },
  stanceAt: { description: 'The day on which it was seen or heard.' },
  relationStrength: { description: 'Strength of the relation, whole number 0–5; 0 unless told.' },
  coach: { description: 'Whether the person coaches us: yes or no.' },
  validFrom: {
    description: 'First day at the account; the day of the import unless told.',
    aliases: ['from', 'since'],
  },
  validTo: { description: 'Last day at the account.', aliases: ['to', 'until'] },
} as const;
type Field = keyof typeof FIELDS;

/** Columns of the person and of the place at the account, each with the field that gives it; the first day finds the place. */
const PERSON = { title: 'title', email: 'email', phone: 'phone', language: 'language' } as const;
const PLACE = {
  tier: 'tier',
  roles: 'roles',
  influence_weight: 'influenceWeight',
  stance: 'stance',
  stance_evidence: 'stanceEvidence',
  stance_at: 'stanceAt',
  relation_strength: 'relationStrength',
  coach: 'coach',
  valid_to: 'validTo',
} as const;

/** People and their places at accounts: new ones are added, known ones must be the same. */
export class ContactsImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = {
    ref: 'text not null',
    person: 'uuid not null',
    place: 'uuid not null',
    name: 'text not null',
    name_lower: 'text not null',
    account_ref: 'text not null',
    account_name: 'text',
    title: 'text',
    email: 'text',
    email_lower: 'text',
    phone: 'text',
    language: 'text not null',
    tier: 'text not null',
    roles: 'text[] not null',
    influence_weight: 'real',
    stance: 'text not null',
    stance_evidence: 'text',
    stance_at: 'date',
    relation_strength: 'smallint not null',
    coach: 'boolean not null',
    valid_from: 'date',
    valid_to: 'date',
  } as const;

  read(row: Row<Field>): readonly StagedValue[] {
    const ref = row.requiredText('externalId', 100);
    const name = row.requiredText('name', 200);
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const title = row.text('title', 200);
    const email = row.text('email', 254);
    if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email))
      row.reject('email', 'NOT_ALLOWED', email, 'Not an e-mail address.');
    const phone = row.text('phone', 50);
    const wanted = row.text('language', 20);
    const language = LOCALES.find((locale) => locale.toLowerCase() === wanted?.toLowerCase());
    if (wanted !== null && language === undefined)
      row.reject('language', 'NOT_ALLOWED', wanted, `Not one of ${LOCALES.join(', ')}.`);
    const tier = row.code('tier', TIERS) ?? 'WORKING';
    const roles = `{${row.codes('roles', DMU_ROLES).join(',')}}`;
    const influence = row.numberWithin('influenceWeight', 0, 1, false);
    const stance = row.code('stance', STANCES) ?? 'NEUTRAL';
    const evidence = row.text('stanceEvidence', 2_000);
    const told = row.date('stanceAt');
    if (stance !== 'NEUTRAL' && evidence === null)
      row.reject(
        'stanceEvidence',
        'STANCE_EVIDENCE_REQUIRED',
        stance,
        'Say what shows the stance, or leave it NEUTRAL.',
      );
    const strength = row.numberWithin('relationStrength', RELATION_STRENGTH.min, RELATION_STRENGTH.max, true) ?? '0';
    const coach = row.flag('coach') ?? false;
    const [from, to] = [row.date('validFrom'), row.date('validTo')];
    if (from !== null && to !== null && to < from)
      row.reject('validTo', 'OUT_OF_RANGE', to, 'Lies before the first day.');
    const person = hashOf([name, title, email, phone, language ?? 'en']);
    const place = hashOf([tier, roles, influence, stance, evidence, told, strength, String(coach), from, to]);
    return [
      ref,
      person,
      place,
      name,
      name.toLowerCase(),
      account,
      accountName,
      title,
      email,
      email?.toLowerCase() ?? null,
      phone,
      language ?? 'en',
      tier,
      roles,
      influence,
      stance,
      evidence,
      told,
      strength,
      coach,
      from,
      to,
    ];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, importId } = batch;
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    const today = ctx.now().toISOString().slice(0, 10);
    const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
      with joined as (
        select s.*, a.id as account_id, c.id as contact_id, c.id is not null and not (${visibleContact(ctx, 'c.id')}) as hidden,
          coalesce(s.valid_from, least(s.valid_to, ${today}::date)) as starts,
          case when c.id is null then null else c.name <> s.name or ${differs(batch, PERSON, 'c')} end as person_differs
        from ${identifier(batch.rows)} s
        left join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}
        left join contact c on c.tenant_id = ${TENANT}::uuid and c.external_id = s.ref),
      numbered as (
        select j.*, first_value(person) over persons as first_person, row_number() over places as nth, first_value(place) over places as first_place
        from joined j window persons as (partition by ref, account_id is not null order by row_number),
          places as (partition by ref, account_id, valid_from order by row_number)),
      found as materialized (
        select n.*, stored.id is null and nth = 1 and not is_changed and account_id is not null and not hidden as missing,
          account_id is not null and not hidden and (is_changed or coalesce(stored.differs, place <> first_place)) as changed
        from (select m.*, coalesce(person_differs, person <> first_person) as is_changed from numbered m) n
        left join lateral (
          select m.id, ${differs(batch, PLACE, 'm', 'n')} as differs from account_contact m
          where m.tenant_id = ${TENANT}::uuid and m.contact_id = n.contact_id and m.account_id = n.account_id
            and (n.valid_from is null or m.valid_from = n.valid_from) order by m.valid_from desc, m.id limit 1) stored on true),
      overlapping as (
        select ref, account_id, starts, min(row_number) as first_row from (
        select f.ref, f.account_id, f.starts, f.row_number from found f join account_contact m on m.tenant_id = ${TENANT}::uuid and m.contact_id = f.contact_id
          and m.account_id = f.account_id and ${overlap('f.starts', 'f.valid_to', 'm.valid_from', 'm.valid_to')} where f.missing
        union all
        select f.ref, f.account_id, f.starts, f.row_number from found f join found e on e.ref = f.ref and e.account_id = f.account_id and e.row_number < f.row_number
          and ${overlap('f.starts', 'f.valid_to', 'e.starts', 'e.valid_to')} where f.missing and e.missing)
        late group by ref, account_id, starts),
      placed as materialized (
        select f.*, f.missing and o.ref is null as fresh, o.ref is not null and not f.changed as clashes
        from found f left join overlapping o on o.ref = f.ref and o.account_id = f.account_id and o.starts = f.starts and o.first_row <= f.row_number),
      people as (
        insert into contact (tenant_id, id, external_id, name, name_lower, title, email, email_lower, phone, language, created_at, import_id)
        select distinct on (ref) ${TENANT}::uuid, gen_random_uuid(), ref, name, name_lower, title, email, email_lower, phone, language,
          ${ctx.now()}::timestamptz, ${importId}::uuid
        from placed where fresh and contact_id is null order by ref, row_number returning id, external_id),
      places as (
        insert into account_contact (tenant_id, id, account_id, contact_id, tier, valid_from, valid_to, roles, influence_weight, stance, stance_evidence,
          stance_at, coach, relation_strength, recorded_at, import_id)
        select ${TENANT}::uuid, gen_random_uuid(), p.account_id, coalesce(p.contact_id, n.id), p.tier,
          p.starts, p.valid_to, p.roles, p.influence_weight, p.stance, p.stance_evidence,
          p.stance_at, p.coach, p.relation_strength,
          ${ctx.now()}::timestamptz, ${importId}::uuid
        from placed p left join people n on n.external_id = p.ref where p.fresh),
      noted as (${touchAccounts(importId)}),
      refused as (
        insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
        select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
        from placed p cross join lateral (values
          (0, p.account_id is null, ${batch.heading('accountExternalId')}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
          (1, p.hidden, ${batch.heading('externalId')}::text, 'UNKNOWN_CONTACT', p.ref, 'There is no such person.'),
          (2, p.changed, ${batch.heading('externalId')}::text, 'ROW_CHANGED', p.ref,
            'This person is there already with other content; imports only add.'),
          (3, p.clashes, ${batch.heading('validFrom')}::text, 'LINK_OVERLAPS', p.starts::text,
            'The person is at this account on some of these days already.')) f (ordinal, holds, heading, code, value, message)
        where f.holds)
      select count(*) filter (where fresh) as added, count(*) filter (where changed or clashes or hidden or account_id is null) as rejected from placed`);
    return { added: Number(result?.added), rejected: Number(result?.rejected), created: { accounts } };
  }
}

/** Whether two times, each with its last day or without end, have a day in common. */
function overlap(starts: string, ends: string, otherStarts: string, otherEnds: string): Sql {
  const [from, to, otherFrom, otherTo] = [
    identifier(starts),
    identifier(ends),
    identifier(otherStarts),
    identifier(otherEnds),
  ];
  return sql`(${otherTo} is null or ${otherTo} >= ${from}) and (${to} is null or ${otherFrom} <= ${to})`;
}

/** Whether the stored row differs from the staged one in what the file gives. */
function differs(batch: Batch, columns: Readonly<Record<string, string>>, stored: string, staged = 's'): Sql {
  const given = Object.entries(columns).filter(([, field]) => batch.gives(field));
  const each = given.map(
    ([column]) => sql`${identifier(`${stored}.${column}`)} is distinct from ${identifier(`${staged}.${column}`)}`,
  );
  return sql`(${join(each, ' or ', sql`false`)})`;
}

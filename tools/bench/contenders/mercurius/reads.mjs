// @ts-check

/** @import { Unit } from './unit.mjs' */

/** @typedef {{ unit: Unit, sessionId: string, staffId: string }} StaffContext */
/** @typedef {{ obj: any, params: any }[]} Queries of siblings, loaded together */

const SIGNED_IN = `exists (
  select from staff_session s join staff_member m on m.tenant_id = s.tenant_id and m.id = s.staff_id
  where s.tenant_id = $1 and s.id = $2 and m.id = $3 and s.revoked_at is null and s.expires_at > now() and m.disabled_at is null
    and m.role in ('KEY_ACCOUNT_MANAGER', 'SALES', 'SERVICE', 'QUALITY'))`;
const VISIBLE = `exists (
  select from account_closure v where v.tenant_id = $1 and v.descendant_id = a.id and (
    v.ancestor_id in (
      select t.account_id from team_member m join account_team t on t.tenant_id = m.tenant_id and t.team_id = m.team_id
      where m.tenant_id = $1 and m.staff_id = $3)
    or exists (select from account o where o.tenant_id = $1 and o.id = v.ancestor_id and o.owner_id = $3)))`;
const TODAY = `(now() at time zone 'utc')::date`;
const COLUMNS = `a.id, a.name, a.name_lower, a.country, a.city, a.stage, a.stage_since as "stageSince", a.created_at as "createdAt", a.owner_id`;
const START = ['', '00000000-0000-0000-0000-000000000000'];

/** The root fields. */
export const queries = {
  /** @param {unknown} _root @param {{ first: number, after?: string | null }} args @param {StaffContext} context */
  async accounts(_root, { first, after }, { unit, sessionId, staffId }) {
    const place = after ? JSON.parse(Buffer.from(after, 'base64url').toString()) : START;
    const rows = await unit.query(
      'accounts',
      `select ${COLUMNS} from account a
      where a.tenant_id = $1 and a.archived_at is null and ${SIGNED_IN} and (${VISIBLE}) is true and (a.name_lower, a.id) > ($4, $5)
      order by a.name_lower, a.id limit $6`,
      ...[sessionId, staffId, ...place, first + 1],
    );
    const nodes = rows.slice(0, first);
    const last = nodes.at(-1);
    const endCursor = last && Buffer.from(JSON.stringify([last.name_lower, last.id])).toString('base64url');
    return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
  },
  /** @param {unknown} _root @param {{ id: string }} args @param {StaffContext} context */
  async account(_root, { id }, { unit, sessionId, staffId }) {
    const text = `select ${COLUMNS} from account a where a.tenant_id = $1 and a.id = $4 and ${SIGNED_IN} and ${VISIBLE}`;
    return (await unit.query('account', text, sessionId, staffId, id))[0];
  },
};

/** The nested fields, one statement for all siblings. What is under a visible account is visible. */
export const accountLoaders = {
  owner: loader(async (queries, { unit }) => {
    const ids = [...new Set(queries.map(({ obj }) => obj.owner_id))];
    const rows = await unit.query(
      'owners',
      'select id, name from staff_member where tenant_id = $1 and id = any($2)',
      ids,
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return queries.map(({ obj }) => byId.get(obj.owner_id) ?? null);
  }),
  contacts: loader(async (queries, { unit }) => {
    const text = `select p.id as parent, l.id, l.tier, l.roles, l.contact_id, l.name, l.email from unnest($2::uuid[]) p (id) cross join lateral (
        select l.id, l.tier, l.roles, l.contact_id, c.name, c.email, c.name_lower from account_contact l
        join contact c on c.tenant_id = l.tenant_id and c.id = l.contact_id
        where l.tenant_id = $1 and l.account_id = p.id and l.valid_from <= ${TODAY} and (l.valid_to is null or l.valid_to >= ${TODAY})
        order by c.name_lower, l.id limit $3) l order by l.name_lower, l.id`;
    const rows = await unit.query('contacts', text, idsOf(queries), queries[0]?.params.first);
    return grouped(
      queries,
      rows.map(({ contact_id, name, email, ...link }) => ({ ...link, contact: { id: contact_id, name, email } })),
    );
  }),
  complaints: loader(async (queries, { unit }) => {
    const text = `select p.id as parent, c.* from unnest($2::uuid[]) p (id) cross join lateral (
        select c.id, c.number, c.subject, c.status, c.created_at as "createdAt" from complaint c
        where c.tenant_id = $1 and c.account_id = p.id order by c.created_at desc, c.id desc limit $3) c order by c."createdAt" desc, c.id desc`;
    return grouped(queries, await unit.query('complaints', text, idsOf(queries), queries[0]?.params.first));
  }),
  monthlySales: loader(async (queries, { unit }) => {
    const text = `with latest as materialized (
        select date_trunc('month', max(day)::timestamp)::date as month from account_order_day where tenant_id = $1)
      select p.id as parent, m.month::date as month, coalesce(s.net_minor, 0)::text as minor, t.currency, coalesce(s.lines, 0)::int as lines
      from tenant t cross join latest cross join unnest($2::uuid[]) p (id)
      cross join lateral generate_series(latest.month - make_interval(months => $3::int - 1), latest.month, '1 month') m (month)
      left join (
        select account_id, month, sum(net_minor) as net_minor, sum(lines) as lines from account_category_month
        where tenant_id = $1 and account_id = any($2::uuid[]) and month > (select (month - make_interval(months => $3::int))::date from latest)
        group by account_id, month) s on s.account_id = p.id and s.month = m.month::date
      where t.id = $1 order by m.month`;
    const rows = await unit.query('sales', text, idsOf(queries), queries[0]?.params.months);
    return grouped(
      queries,
      rows.map(({ parent, month, minor, currency, lines }) => ({
        parent,
        month,
        net: { minor, currency },
        quantity: null,
        lines,
      })),
    );
  }),
};

/** Without Mercurius' cache, whose keys cost more than they save here. @param {(queries: Queries, context: StaffContext) => Promise<unknown[]>} load */
function loader(load) {
  return { loader: load, opts: { cache: false } };
}

/** @param {Queries} queries @returns {string[]} */
function idsOf(queries) {
  return queries.map(({ obj }) => obj.id);
}

/** @param {Queries} queries @param {{ parent: string }[]} rows */
function grouped(queries, rows) {
  const groups = Map.groupBy(rows, ({ parent }) => parent);
  return queries.map(({ obj }) => groups.get(obj.id) ?? []);
}

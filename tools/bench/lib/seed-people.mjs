// @ts-check

/** Kinds of seeded identifiers. */
export const KIND = {
  tenant: 0,
  staff: 1,
  team: 2,
  account: 3,
  contact: 4,
  link: 5,
  complaint: 6,
  session: 7,
  portalSession: 8,
};

/** Staff of every tenant by number: 4 (SALES) sees about half of the accounts, 7 (KEY_ACCOUNT_MANAGER) up to 500. */
export const STAFF = { halfOfTheAccounts: 4, portfolio: 7 };

const TENANTS = 'population p cross join lateral generate_series(p.first_tenant, p.first_tenant + p.tenants - 1) t';
const ACCOUNTS = `${TENANTS} cross join lateral generate_series(1::bigint, p.accounts) n`;
const tenantId = 'pg_temp.id(0, t, 0)';

/** Five accounts make a group: the first is the parent of the other four. */
const parent = 'n - (n - 1) % 5';

/** Tenants, staff, teams and rights, accounts with their groups, contacts, complaints: one statement per table. */
export const PEOPLE_AND_RIGHTS = [
  `insert into tenant (id, slug, name, currency, country)
    select ${tenantId}, 'bench-' || t, 'Supplier ' || t, pg_temp.pick('{CNY,EUR,USD}', t), pg_temp.pick('{CN,DE,US}', t) from ${TENANTS}`,

  `insert into staff_member (tenant_id, id, name, email, email_lower, role)
    select ${tenantId}, pg_temp.id(1, t, n), pg_temp.pick('{Chen Wei,Lin Yu-ting,Anna Krüger,"Pat \\"Tricky\\" O''Neill",María Ruiz,王芳,Li Na}', n),
      's' || n || '@bench.example', 's' || n || '@bench.example', pg_temp.pick('{KEY_ACCOUNT_MANAGER,ADMIN,MANAGER,FINANCE,SALES,SALES,SERVICE}', n)
    from ${TENANTS}, generate_series(1, 7) n`,

  `insert into team (tenant_id, id, name) select ${tenantId}, pg_temp.id(2, t, n), 'Team ' || n from ${TENANTS}, generate_series(1, 5) n`,

  // Staff 4: teams 1 and 2 of four, which share the groups. Staff 7: team 5, which looks after 100 groups at most.
  `insert into team_member (tenant_id, team_id, staff_id)
    select ${tenantId}, pg_temp.id(2, t, team), pg_temp.id(1, t, staff)
    from ${TENANTS}, (values (1, 4), (2, 4), (2, 5), (3, 5), (4, 6), (5, 7)) member (team, staff)`,

  `insert into account (tenant_id, id, external_id, name, name_lower, parent_id, country, region, city, industry, currency, owner_id, stage, stage_since, created_at)
    select ${tenantId}, pg_temp.id(3, t, n), 'K' || n, name, lower(name), case when n % 5 <> 1 then pg_temp.id(3, t, ${parent}) end,
      pg_temp.pick('{CN,TW,DE,US,FR}', n), null, pg_temp.pick('{Shanghai,臺北,München,Detroit,"Saint-Étienne",NULL}', n / 3), 'machinery', null,
      case when n % 11 <> 0 then pg_temp.id(1, t, 1 + n % 6) end, pg_temp.pick('{DEVELOPMENT,INITIAL,STABLE,STRATEGIC,NULL}', n / 2),
      timestamptz '2025-06-01 08:00Z' + n * interval '1 minute', timestamptz '2024-01-01Z' + n * interval '61 seconds' + interval '123 milliseconds'
    from ${ACCOUNTS} cross join lateral (
      select pg_temp.pick('{Nordic,Apex,"Blue \\"Star\\"",長江,Delta,Østfold,Prime,Quanta,Rhein,Summit,Titan,Union,Vega}', n * 7919 % 1009)
        || ' ' || pg_temp.pick('{Bearings,Castings,Drives,Forgings,Gears,Hydraulics,Pumps,Valves}', n * 104729 % 503) || ' ' || n as name) named`,

  `insert into account_closure (tenant_id, ancestor_id, descendant_id, depth) select ${tenantId}, pg_temp.id(3, t, n), pg_temp.id(3, t, n), 0 from ${ACCOUNTS}`,
  `insert into account_closure (tenant_id, ancestor_id, descendant_id, depth)
    select ${tenantId}, pg_temp.id(3, t, ${parent}), pg_temp.id(3, t, n), 1 from ${ACCOUNTS} where n % 5 <> 1`,
  `insert into account_hierarchy (tenant_id, changes) select ${tenantId}, 1 from ${TENANTS}`,

  `insert into account_team (tenant_id, account_id, team_id)
    select ${tenantId}, pg_temp.id(3, t, n), pg_temp.id(2, t, 1 + n / 5 % 4) from ${ACCOUNTS} where n % 5 = 1`,
  // Every k-th group, so that they lie all over the alphabet.
  `insert into account_team (tenant_id, account_id, team_id)
    select ${tenantId}, pg_temp.id(3, t, n), pg_temp.id(2, t, 5) from ${ACCOUNTS} where n % (5 * greatest(1, p.accounts / 500)) = 1`,

  `insert into contact (tenant_id, id, name, name_lower, title, email, email_lower, language)
    select ${tenantId}, pg_temp.id(4, t, c.n), name, lower(name), 'Buyer', 'p' || c.n || '@customer.example', 'p' || c.n || '@customer.example', 'en'
    from ${TENANTS} cross join lateral generate_series(1::bigint, p.accounts * p.contacts) c (n) cross join lateral (
      select pg_temp.pick('{Ada,Bo,Chloé,達,Eve,Finn,Grace,Hugo,Iris,Jun,Kai}', c.n * 31) || ' ' || pg_temp.pick('{Huang,Müller,"O''Brien",李,Sato,Weber}', c.n * 17) as name) named`,

  // One link in ten is over: history, which the list of today leaves out.
  `insert into account_contact (tenant_id, id, account_id, contact_id, tier, valid_from, valid_to, roles)
    select ${tenantId}, pg_temp.id(5, t, c.n), pg_temp.id(3, t, 1 + (c.n - 1) / p.contacts), pg_temp.id(4, t, c.n), pg_temp.pick('{WORKING,MIDDLE,TOP}', c.n),
      '2024-01-01'::date + (c.n % 300)::int, case when c.n % 10 = 0 then '2025-01-01'::date end,
      case c.n % 3 when 0 then '{}' when 1 then '{USER}' else '{BUYER,DECIDER}' end::text[]
    from ${TENANTS} cross join lateral generate_series(1::bigint, p.accounts * p.contacts) c (n)`,

  `insert into complaint (tenant_id, id, number, account_id, account_contact_id, subject, description, status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
    select ${tenantId}, pg_temp.id(6, t, c.n), 'C-2024-' || lpad(c.n::text, greatest(6, length(c.n::text)), '0'), pg_temp.id(3, t, 1 + (c.n - 1) / p.complaints), null,
      'Lot ' || c.n || ' is out of tolerance', 'Measured twice.', pg_temp.pick('{RECEIVED,ACKNOWLEDGED,ANALYSED,ACTION,CLOSED}', c.n), 'STAFF',
      'staff:' || pg_temp.id(1, t, 4), 'seeded-' || c.n, 'seeded', created, created
    from ${TENANTS} cross join lateral generate_series(1::bigint, p.accounts * p.complaints) c (n)
      cross join lateral (select timestamptz '2024-02-01Z' + c.n * 7919 % 500000 * interval '1 minute' + c.n % 1000 * interval '1 millisecond' as created) at`,
  `insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type)
    select tenant_id, id, 1, created_at, filed_by, 'RECEIVED' from complaint c, population p
    where c.tenant_id between pg_temp.id(0, p.first_tenant, 0) and pg_temp.id(0, p.first_tenant + p.tenants - 1, 0)`,
];

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { READ_ENDPOINTS, type ReadEndpoints } from '../src/app.module.js';
import type { ReadEndpoint } from '../src/platform/graphql/read-engine/read-endpoint.js';
import type { Statement } from '../src/platform/database/tenant-sql.js';
import { createBuyerSession, createCustomer } from './factories/buyer.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { ListPlans } from './support/list-plan.js';
import { createTeamMember, fillTenant, idOf } from './support/many-rows.js';
import { startTestApp, type TestApp } from './start-test-app.js';

/** Who asks: somebody who sees all, somebody whose team looks after half of it, or after a few accounts, a buyer. */
const CALLERS = ['staff', 'team', 'few', 'portal'] as const;
type Caller = (typeof CALLERS)[number];
const PAGING = ['first', 'after', 'last', 'before'];

/** A value for each filter: `$a` and so on stand for the ids of an account, a contact, … */
const FILTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accounts: {
    archived: 'true',
    below: '$a',
    health: 'ALERT',
    ownerId: '$s',
    parentId: '$a',
    stage: 'STABLE',
    teamId: '$t',
  },
  accountPlans: { accountId: '$a', reviewOverdue: 'true', state: 'ACTIVE' },
  accountValues: { move: 'CULL' },
  advisories: { accountId: '$a', kind: 'MACRO_POLICY', state: 'DRAFT', unread: 'true' },
  alerts: { accountId: '$a', exceptional: 'true', leading: 'MIX_LOSS', open: 'true', state: 'ALERT' },
  cases: { accountId: '$a', open: 'true', outcome: 'LOST', overdue: 'true', ownerId: '$s', state: 'TRIAGE' },
  complaints: { accountId: '$a', breached: 'true', severity: 'CRITICAL', status: 'RECEIVED' },
  complianceReferrals: { open: 'true' },
  contacts: { accountId: '$a', status: 'LEFT' },
  followUps: {
    accountId: '$a',
    kind: 'SEASON',
    overdue: 'true',
    ownerId: '$s',
    seasonId: '$z',
    status: 'OPEN',
    unowned: 'true',
  },
  feedbackClusters: { plannedBefore: '"2021-01-01"', productId: '$p', state: 'CLUSTERED' },
  giftRequests: { accountId: '$a', contactId: '$c', giverId: '$s', state: 'POLICY_CHECK' },
  jobs: { status: 'FAILED' },
  ledgerEntries: {
    accountId: '$a',
    asOf: '"2026-01-01"',
    contactId: '$c',
    from: '"2025-06-01"',
    history: 'true',
    kind: 'TRIAL',
    to: '"2020-01-10"',
  },
  planActions: { accountId: '$a', live: 'true', overdue: 'true', ownerId: '$s', planId: '$y', status: 'OPEN' },
  portfolioAccounts: {
    health: 'ALERT',
    interface: 'DIAMOND',
    kind: 'OPPORTUNITY',
    level: 'INTEGRATED',
    ownerId: '$s',
    stage: 'STRATEGIC',
    teamId: '$t',
  },
  productFeedback: { accountId: '$a', overdueAfterDays: '30', productId: '$p', state: 'DECIDED' },
  products: { categoryId: '$k' },
  promotions: { accountId: '$a', categoryId: '$k', productId: '$p', state: 'RUNNING' },
  rebateAgreements: { accountId: '$a', states: '[ENDED]' },
  receivables: { overdue: 'true', overLimit: 'true' },
  speakInvitations: { accountId: '$a', due: 'true', overdue: 'true', ownerId: '$s', state: 'PENDING' },
  signals: { accountId: '$a', kind: 'MIX_LOSS', open: 'true' },
  valueMoves: { state: 'REJECTED', move: 'CULL' },
  assessmentRounds: { accountId: '$a', step: 'ANSWERING', waitingForMe: 'true' },
  stageProposals: { accountId: '$a', kind: 'TERMINATE', open: 'true' },
  winBacks: { accountId: '$a', state: 'UNDER_WAY' },
  webhookDeliveries: {
    endpointId: '$w',
    event: 'CASE_OPENED',
    since: '"2021-05-01T00:00:00Z"',
    status: 'FAILED',
    until: '"2020-01-02T00:00:00Z"',
  },
};

/** Filters that no index serves, and why that is meant. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'accounts.search': 'looks for a text anywhere in the name',
  'complaints.search': 'looks for a text anywhere in the subject',
  'contacts.search': 'looks for a text anywhere in the name',
  'products.search': 'looks for a text anywhere in the name',
  'orderLines.search': 'looks for a text anywhere in one account’s lines',
};

/** Lists that may be sorted, for they are short by what they are. */
const SHORT: Readonly<Record<string, string>> = {
  apiKeys: 'the keys of one person',
  departments: 'those of one company: the supplier’s own, or an account’s',
};

/** Lists, and things with lists of their own, that only an administrator may read. */
const CONFIDENTIAL = ['complianceReferrals', 'webhookDeliveries', 'webhookEndpoints', 'WebhookEndpoint'];

/** Lists that are no reads of the engine. */
const COMPUTED: Readonly<Record<string, string>> = {
  accountSeasonPeaks: 'the peaks of one year in one market',
  playbook: 'the plays that come with Mortise, and the few that a tenant adds',
  assessmentInstruments: 'versions of a questionnaire; they are read by their key',
  openWindows: 'worked out of entries by their age, at most 100',
  previewTouches: 'drafts out of one file, at most 500',
  unmatchedTouches: 'drafts of one person, at most 200',
  policyHistory: 'what versions changed against each other; they are read by their key',
};

/** How a row of a type with lists of its own is reached. */
const REACHED: Readonly<Record<string, string>> = {
  Account: 'account(id: "$a")',
  AccountPlan: 'accountPlan(id: "$y")',
  Contact: 'contact(id: "$c")',
  FeedbackCluster: 'feedbackCluster(id: "$f")',
  Import: 'import(id: "$i")',
  Product: 'product(id: "$p")',
  Promotion: 'promotion(id: "$m")',
  Season: 'season(id: "$z")',
  Team: 'team(id: "$t")',
  WebhookEndpoint: 'webhookEndpoint(id: "$w")',
};

/** Every list that a client can ask for is found by an index, however it is filtered and ordered. */
describe('read engine, indexes', () => {
  let test: TestApp;
  let plans: ListPlans | undefined;
  let tenantId: string;
  const clients = {} as Record<Caller, GraphqlClient>;
  const sent: Statement[] = [];

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
    const tenant = await createTenant(test);
    tenantId = tenant.id;
    const admin = await createStaff(test, tenant);
    clients.staff = admin.client;
    await fillTenant(test, tenant.id);
    const member = await createTeamMember(test, tenant);
    clients.team = member.client;
    clients.few = (await createTeamMember(test, tenant, [11_000, 11_500, 11_900, 1])).client;
    // Something is to do for everybody who asks.
    for (const [table, open] of [
      ['plan_action', 'a.live'],
      ['follow_up', `a.status = 'OPEN' and a.owner_id is not null`],
    ] as const) {
      await test.admin.query(
        `update ${table} a set owner_id = s.id from staff_member s
         where a.tenant_id = $1 and ${open} and s.tenant_id = $1 and s.email like '%@example.com'
           and abs(hashtext(a.id::text)) % 2 = case when s.role = 'ADMIN' then 0 else 1 end`,
        [tenantId],
      );
    }
    await fillTenant(test, (await createTenant(test)).id);
    const { accountContactId } = await createCustomer(test, tenant);
    await test.admin.query('update account_contact set account_id = $2 where id = $1', [
      accountContactId,
      await idOf(test, tenantId, 'a', 1),
    ]);
    await test.admin.query('update invitation_to_speak set account_contact_id = $2 where account_id = $1', [
      await idOf(test, tenantId, 'a', 1),
      accountContactId,
    ]);
    await test.admin.query(
      `insert into assessment_rater (tenant_id, id, round_id, rater_group, staff_id, own_account, invited_at)
       select tenant_id, gen_random_uuid(), id, 'MARKETING', unnest($2::uuid[]), false, now() from assessment_round
       where tenant_id = $1 and step = 'ANSWERING'`,
      [tenantId, [admin.id, member.id]],
    );
    await test.admin.query(
      `update assessment_rater set account_contact_id = $2, staff_id = null, rater_group = 'CUSTOMER'
       where round_id in (select id from assessment_round where account_id = $1)`,
      [await idOf(test, tenantId, 'a', 1), accountContactId],
    );
    await test.admin.query(
      `update advisory_recipient set account_contact_id = $2 where advisory_id in (select id from customer_advisory where account_id = $1)`,
      [await idOf(test, tenantId, 'a', 1), accountContactId],
    );
    clients.portal = (await createBuyerSession(test, tenant, accountContactId)).client;
    await test.admin.query('analyze');
    plans = await ListPlans.open(test.config, tenantId);
    for (const { database } of endpoints()) {
      const run = database.run.bind(database);
      database.run = (tenantOf, statements) => {
        sent.push(...statements);
        return run(tenantOf, statements);
      };
    }
  }, 120_000);
  afterAll(async () => {
    await plans?.close();
    await test.stop();
  });

  const endpoints = (): ReadEndpoint[] => Object.values(test.app.get<ReadEndpoints>(READ_ENDPOINTS, { strict: false }));
  const laneOf = (caller: Caller) =>
    test.app.get<ReadEndpoints>(READ_ENDPOINTS, { strict: false })[caller === 'portal' ? 'portal' : 'staff'].lane;
  const schemaOf = (caller: Caller) => laneOf(caller)?.schema as GraphQLSchema;

  it.each(CALLERS)(
    'serve the lists of the schema for %s, filtered and ordered',
    async (name) => {
      const flaws: Record<string, string[]> = {};
      const missing: string[] = [];
      let lists = 0;
      for (const field of Object.values(schemaOf(name).getQueryType()?.getFields() ?? {})) {
        if (!isList(field) || field.name in COMPUTED) continue;
        if (CONFIDENTIAL.includes(field.name) && name !== 'staff') continue;
        for (const given of variants(field, missing)) {
          lists++;
          await examine(
            flaws,
            clients[name],
            `${field.name}${given ? ` by ${given}` : ''}`,
            (page) => `{ ${field.name}${call(given, page)} ${selection(field)} }`,
            // What a filter leaves may be sorted; what somebody's rights leave is as long as the list.
            !given.startsWith('filter') && SHORT[field.name] === undefined && name !== 'few',
          );
        }
      }
      expect({ missing, flaws }).toEqual({ missing: [], flaws: {} });
      expect(lists).toBeGreaterThan(name === 'staff' ? 25 : 1);
    },
    120_000,
  );

  it.each(CALLERS)(
    'serve the lists within things of the schema for %s',
    async (name) => {
      const schema = schemaOf(name);
      const models = laneOf(name)?.resolvers.models;
      const flaws: Record<string, string[]> = {};
      let lists = 0;
      for (const type of Object.keys(schema.getTypeMap())) {
        if (CONFIDENTIAL.includes(type) && name !== 'staff') continue;
        for (const [relation, field] of Object.entries(models?.get(type)?.fields ?? {})) {
          if (field.kind !== 'page') continue;
          lists++;
          expect({ type, reached: REACHED[type] }).toEqual({ type, reached: expect.any(String) });
          await examine(
            flaws,
            clients[name],
            `${type}.${relation}`,
            (page) => `{ ${REACHED[type]} { list: ${relation}${call('', page)} { edges { cursor } } } }`,
          );
        }
      }
      expect(flaws).toEqual({});
      expect(lists > 10).toBe(name !== 'portal');
    },
    120_000,
  );

  /** The first page, the page after it and the last. */
  async function examine(
    flaws: Record<string, string[]>,
    client: GraphqlClient,
    about: string,
    query: (page: string) => string,
    inOrder = false,
  ): Promise<void> {
    const { data } = await explain('first: 5');
    const cursor = /"cursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
    // An order that nobody can page through would prove nothing; of the rare, few see nothing at all.
    if (query('').includes('cursor') && client !== clients.few)
      expect({ about, cursor }).toEqual({ about, cursor: expect.any(String) });
    if (cursor === undefined) return;
    await explain(`first: 5, after: "${cursor}"`);
    await explain('last: 5');

    async function explain(page: string): Promise<{ data: unknown }> {
      sent.length = 0;
      const answer = await client.send(await withIds(query(page)));
      expect({ about, errors: answer.errors }).toEqual({ about, errors: undefined });
      const statement = sent.at(-1);
      expect(statement?.text).toContain('tenant_id = $1');
      const found = statement && plans ? await plans.flaws(statement.text, statement.values, inOrder) : [];
      if (found.length > 0) flaws[`${about} (${page.replace(/".*"/, '…')})`] = found;
      return answer;
    }
  }

  async function withIds(query: string): Promise<string> {
    let text = query;
    for (const kind of ['a', 'c', 'f', 'i', 'k', 'm', 'p', 's', 't', 'w', 'y', 'z'])
      text = text.replaceAll(`$${kind}`, await idOf(test, tenantId, kind, 1));
    return text;
  }

  /** The list as it is, and by every filter and order it takes. */
  function variants(field: GraphQLField<unknown, unknown>, missing: string[]): string[] {
    const given = [''];
    for (const { name, type } of field.args) {
      const bare = getNullableType(type);
      if (PAGING.includes(name)) continue;
      if (isEnumType(bare)) given.push(...bare.getValues().map((value) => `${name}: ${value.name}`));
      else if (isInputObjectType(bare)) {
        for (const [member, { type: memberType }] of Object.entries(bare.getFields())) {
          const value = FILTERS[field.name]?.[member];
          if (value !== undefined)
            given.push(`${name}: {${member}: ${getNamedType(memberType).name === 'ID' ? `"${value}"` : value}}`);
          else if (EXCEPTIONS[`${field.name}.${member}`] === undefined) missing.push(`${field.name}.${member}`);
        }
      } else if (EXCEPTIONS[`${field.name}.${name}`] === undefined) missing.push(`${field.name}.${name}`);
    }
    return given;
  }
});

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(type).name.endsWith('Connection') || isListType(getNullableType(type));
}

function selection({ type }: GraphQLField<unknown, unknown>): string {
  return getNamedType(type).name.endsWith('Connection') ? '{ edges { cursor } }' : '{ id }';
}

function call(given: string, page: string): string {
  const args = [given, page].filter((each) => each !== '').join(', ');
  return args === '' ? '' : `(${args})`;
}

import { type IsoDate } from '@mortise/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AccountContactService } from '../src/features/contacts/account-contact.service.js';
import { DmuService } from '../src/features/relationships/dmu.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { addEntries, touchOf } from './factories/ledger.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { countStatements } from './support/statement-count.js';

const TODAY = '2026-11-22';
const UNIT = `query ($id: ID!, $asOf: Date) { account(id: $id) { decisionMakingUnit(asOf: $asOf) {
  asOf known withoutRole dataGap completeness gaps coverage coverageWithoutTop balance supporters neutral opponents contactReach
  communicationMode rolesUnassigned threadWarnings topContact { name } roles { role weight assigned contacts { name } }
  members { contact { id name } tier roles influenceWeight influence stance stanceEvidence stanceAt coach strength
    counterpart { id name } counterpartSource touches lastTouchOn } } } }`;
const LEAVES = `query ($id: ID!, $contact: ID!) { account(id: $id) { decisionMakingUnit { ifLeaves(contactId: $contact) {
  contact { name } influenceLost coverage coverageLost balance rolesLost strengthLost pairsLost activePairs reading missing
  singleThread { atRisk topContact { share person { name } } } } } } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateContactLinkInput!) { updateContactLink(id: $id, input: $input) {
  stance counterpart { id } history { until changedBy stance stanceEvidence influenceWeight roles } } }`;

type Unit = Record<string, unknown> & { readonly members: readonly Record<string, unknown>[] };

describe('decision-making units', () => {
  let test: TestApp;
  let now = `${TODAY}T09:00:00.000Z`;
  let tenant: { id: string; slug: string };
  let admin: Awaited<ReturnType<typeof createStaff>>;
  let account: string;
  const people = new Map<string, { contactId: string; accountContactId: string }>();

  const unit = async (id = account, asOf: IsoDate | null = null): Promise<Unit> =>
    (await admin.client.data<{ account: { decisionMakingUnit: Unit } }>(UNIT, { id, asOf })).account.decisionMakingUnit;
  const update = (name: string, input: object) =>
    admin.client.data<{ updateContactLink: Record<string, unknown> }>(UPDATE, {
      id: people.get(name)?.accountContactId,
      input,
    });

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => new Date(now) } });
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    account = await createAccount(test, tenant, { stage: 'STABLE' });
    for (const name of ['Wang', 'Sun', 'Gao', 'Nobody'])
      people.set(name, await createContact(test, tenant, account, { name }));
  });
  afterEach(() => {
    now = `${TODAY}T09:00:00.000Z`;
  });
  afterAll(() => test.stop());

  it('DM-05: a stance is kept only with what shows it', async () => {
    const id = people.get('Wang')?.accountContactId;
    expect(await admin.client.code(UPDATE, { id, input: { stance: { stance: 'SUPPORTS_US' } } })).toBe(
      'STANCE_EVIDENCE_REQUIRED',
    );
    expect(await admin.client.code(UPDATE, { id, input: { counterpartId: people.get('Sun')?.contactId } })).toBe(
      'INPUT_INVALID',
    );
  });

  it('DM-01…05: shows roles, influence, stances, gaps and what hangs by one thread', async () => {
    await update('Wang', {
      ...{ roles: ['BUYER', 'GATEKEEPER'], influenceWeight: 0.5, relationStrength: 4, counterpartId: admin.id },
      stance: { stance: 'SUPPORTS_US', evidence: 'Defended our price in the tender.', at: '2026-11-01' },
    });
    await update('Sun', { roles: ['USER'], relationStrength: 2 });
    await update('Gao', {
      ...{ roles: ['DECIDER'], tier: 'TOP', relationStrength: 0 },
      stance: { stance: 'LEANS_TO_RIVAL', evidence: 'Invited the rival to the plant.' },
    });
    await addEntries(
      test,
      tenant.id,
      account,
      ['2026-10-01', '2026-10-20', '2026-11-10'].map((on) => ({
        ...{ kind: 'TOUCH', on },
        payload: touchOf(admin.id, people.get('Wang')?.contactId as string, ['SALES', 'PURCHASING']),
      })),
    );
    const found = await unit();
    expect(found).toMatchObject({
      ...{ known: 3, withoutRole: 1, dataGap: false, gaps: ['INITIATOR', 'INFLUENCER'] },
      ...{ communicationMode: 'ONE_TO_DMU', rolesUnassigned: ['INITIATOR', 'USER', 'INFLUENCER', 'DECIDER'] },
      threadWarnings: ['ONE_CONTACT_CARRIES_MOST', 'ONE_OF_OURS_CARRIES_MOST', 'ONLY_ONE_STRONG_RELATION'],
      topContact: { name: 'Wang' },
    });
    // Six roles of equal weight: two fully covered, one by half.
    expect(found['coverage']).toBeCloseTo(2.5 / 6, 12);
    expect(found['completeness']).toBeCloseTo(4 / 6, 12);
    // Of the known influence Wang has two parts of four, Sun and Gao one each.
    expect(found['balance']).toBeCloseTo(0.5 * 1 + 0.25 * 0 + 0.25 * -0.5, 12);
    expect(found['contactReach']).toBeCloseTo(0.5, 12);
    expect(found.members[0]).toMatchObject({
      ...{ contact: { name: 'Wang' }, influence: 0.5, stance: 'SUPPORTS_US', stanceAt: '2026-11-01', touches: 3 },
      ...{ counterpart: { id: admin.id }, counterpartSource: 'ASSIGNED', lastTouchOn: '2026-11-10' },
    });
    expect(found['roles']).toContainEqual(
      expect.objectContaining({ role: 'BUYER', assigned: true, contacts: [{ name: 'Wang' }] }),
    );
  });

  it('§8.14: tells what would be left if one of them left', async () => {
    const { account: read } = await admin.client.data<{
      account: { decisionMakingUnit: { ifLeaves: Record<string, number> } };
    }>(LEAVES, { id: account, contact: people.get('Wang')?.contactId });
    const { ifLeaves } = read.decisionMakingUnit;
    expect(ifLeaves).toMatchObject({
      ...{
        contact: { name: 'Wang' },
        influenceLost: 0.5,
        strengthLost: 4,
        pairsLost: 1,
        activePairs: 0,
        reading: null,
      },
      ...{ rolesLost: ['BUYER', 'GATEKEEPER'], singleThread: { atRisk: null, topContact: null } },
    });
    expect(ifLeaves['coverage']).toBeCloseTo(0.5 / 6, 12);
    expect(ifLeaves['coverageLost']).toBeCloseTo(2 / 6, 12);
    const nobody = await admin.client.data(LEAVES, { id: account, contact: people.get('Nobody')?.contactId });
    expect(nobody).toEqual({ account: { decisionMakingUnit: { ifLeaves: null } } });
  });

  it('keeps what was said before', async () => {
    const before = await unit();
    now = '2026-12-24T09:00:00.000Z';
    const again = await createStaff(test, tenant);
    const { updateContactLink } = await again.client.data<{ updateContactLink: Record<string, unknown> }>(UPDATE, {
      id: people.get('Wang')?.accountContactId,
      input: { stance: { stance: 'NEUTRAL' }, counterpartId: null },
    });
    expect(updateContactLink).toMatchObject({
      ...{ stance: 'NEUTRAL', counterpart: null },
      history: [
        { stance: 'SUPPORTS_US', stanceEvidence: 'Defended our price in the tender.', changedBy: `staff:${again.id}` },
        { stance: 'NEUTRAL', roles: [] },
      ],
    });
    const read = async (asOf: IsoDate): Promise<Unit> =>
      (await again.client.data<{ account: { decisionMakingUnit: Unit } }>(UNIT, { id: account, asOf })).account
        .decisionMakingUnit;
    expect(await read(TODAY)).toEqual(before);
    expect((await read('2026-12-24')).members[0]).toMatchObject({ contact: { name: 'Wang' }, stance: 'NEUTRAL' });
    expect(await read('2026-11-21')).toMatchObject({ known: 0, dataGap: true, balance: null });
  });

  it('says of a past day what it said then, whatever has been changed since', async () => {
    const units = test.app.get(DmuService, { strict: false });
    const links = test.app.get(AccountContactService, { strict: false });
    const contexts = test.app.get(ContextFactory, { strict: false });
    const told = (id: string, asOf: IsoDate): Promise<string> =>
      contexts.asSystem(tenant.id, 'test', async (ctx) => JSON.stringify(await units.of(ctx, id, asOf)));
    const change = fc.record({
      wait: fc.integer({ min: 0, max: 20 }),
      who: fc.nat(2),
      roles: fc.subarray(['USER', 'DECIDER', 'BUYER'] as const),
      stance: fc.constantFrom('SUPPORTS_US' as const, 'NEUTRAL' as const, 'SUPPORTS_RIVAL' as const),
      relationStrength: fc.integer({ min: 0, max: 5 }),
      ends: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 15, size: 'max' }), async (changes) => {
        const id = await createAccount(test, tenant);
        const places = await Promise.all([0, 1, 2].map(() => createContact(test, tenant, id)));
        const then = new Map<IsoDate, string>();
        let at = Date.parse('2026-01-05T12:00:00Z');
        for (const { wait, who, roles, stance, relationStrength, ends } of changes) {
          at += wait * 86_400_000;
          now = new Date(at).toISOString();
          const day = now.slice(0, 10);
          const { accountContactId } = places[who] as { accountContactId: string };
          const input = { roles, relationStrength, stance: { stance, evidence: 'Seen.' } };
          await contexts.asSystem(tenant.id, 'test', (ctx) =>
            ctx.transaction(() =>
              ends
                ? links.end(ctx, accountContactId, { on: day })
                : links.update(ctx, accountContactId, { ...input, roles: [...roles] }),
            ),
          );
          then.set(day, await told(id, day));
        }
        for (const [asOf, answer] of then) expect(await told(id, asOf)).toBe(answer);
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('reads many people with as many statements as one', async () => {
    const large = await createAccount(test, tenant);
    for (let i = 0; i < 40; i++) {
      const { accountContactId } = await createContact(test, tenant, large);
      await test.admin.query(`update account_contact set roles = '{USER,BUYER}' where tenant_id = $1 and id = $2`, [
        tenant.id,
        accountContactId,
      ]);
    }
    const few = await countStatements(() => unit());
    const many = await countStatements(() => unit(large));
    expect(many.answer).toMatchObject({ known: 40 });
    expect(many.sent).toBeLessThanOrEqual(few.sent);
  });

  describe('when somebody changes the job', () => {
    const RECORD = `mutation ($input: RecordJobChangeInput!) { recordJobChange(input: $input) {
      id change firstDay influence stance effect balanceShift contact { name status accounts { nodes { validFrom validTo tier roles account { id } } } }
      account { id } toAccount { id } trigger { id trigger { trigger about severity evidence } account { id } }
      toTrigger { trigger { trigger about severity } account { id } } } }`;
    const record = async (input: object): Promise<Record<string, unknown>> =>
      (await admin.client.data<{ recordJobChange: Record<string, unknown> }>(RECORD, { input })).recordJobChange;
    /** An account with two people who decide equally, of whom the first supports us. */
    const world = async (stage: 'STABLE' | 'DEVELOPMENT') => {
      const id = await createAccount(test, tenant, { stage });
      const [her, other] = [await createContact(test, tenant, id), await createContact(test, tenant, id)];
      const said = { roles: ['DECIDER'], relationStrength: 4, stance: { stance: 'SUPPORTS_US', evidence: 'Said so.' } };
      await admin.client.data(UPDATE, { id: her.accountContactId, input: said });
      await admin.client.data(UPDATE, { id: other.accountContactId, input: { roles: ['DECIDER'] } });
      return { id, her, other };
    };

    it('DM-08: a supporter who goes to another account is a risk here, and raises the trigger in both ledgers', async () => {
      const [{ id, her }, there] = [await world('STABLE'), await createAccount(test, tenant, { stage: 'DEVELOPMENT' })];
      const made = await record({
        ...{ accountContactId: her.accountContactId, change: 'MOVED', toAccountId: there, firstDay: '2026-11-10' },
        ...{ evidence: 'She wrote to us.', roles: ['DECIDER'], tier: 'TOP' },
      });
      expect(made).toMatchObject({
        ...{ change: 'MOVED', influence: 0.5, stance: 'SUPPORTS_US', effect: 'RISK', balanceShift: -0.5 },
        ...{ account: { id }, toAccount: { id: there } },
        trigger: {
          trigger: { trigger: 'KEY_INFLUENCER_CHANGE', about: 'US', severity: 0.5, evidence: 'She wrote to us.' },
          account: { id },
        },
        toTrigger: { trigger: { about: 'INCUMBENT', severity: 1 }, account: { id: there } },
        contact: {
          status: 'ACTIVE',
          accounts: {
            nodes: [
              { validFrom: '2026-11-10', validTo: null, tier: 'TOP', roles: ['DECIDER'], account: { id: there } },
              { validTo: '2026-11-09', account: { id } },
            ],
          },
        },
      });
      expect(await unit(id)).toMatchObject({ known: 1, balance: 0 });
      expect(await unit(there)).toMatchObject({ known: 1, coverage: expect.closeTo(1 / 6, 12) });
      const { contact } = await admin.client.data<{ contact: unknown }>(
        'query ($id: ID!) { contact(id: $id) { jobChanges { change firstDay } } }',
        { id: her.contactId },
      );
      expect(contact).toEqual({ jobChanges: [{ change: 'MOVED', firstDay: '2026-11-10' }] });
    });

    it('who has left is gone; who decides little raises nothing', async () => {
      const { id, her, other } = await world('DEVELOPMENT');
      await admin.client.data(UPDATE, { id: other.accountContactId, input: { influenceWeight: 0 } });
      const left = { change: 'LEFT', evidence: 'Her successor told us.' };
      expect(await record({ ...left, accountContactId: other.accountContactId })).toMatchObject({
        ...{ effect: 'NEUTRAL', trigger: null, toTrigger: null, contact: { status: 'LEFT' } },
      });
      expect(await record({ ...left, accountContactId: her.accountContactId })).toMatchObject({
        ...{ influence: 1, effect: 'RISK', trigger: { trigger: { about: 'INCUMBENT' } }, toTrigger: null },
      });
      expect(await unit(id)).toMatchObject({ known: 0, balance: null });
    });

    it('another job at the same account is a new place there', async () => {
      const { id, her } = await world('STABLE');
      expect(
        await record({
          ...{ accountContactId: her.accountContactId, change: 'NEW_FUNCTION', evidence: 'New visiting card.' },
          ...{ roles: ['USER'], firstDay: '2026-11-01' },
        }),
      ).toMatchObject({ toAccount: { id }, toTrigger: null, trigger: { account: { id } } });
      expect((await unit(id)).members).toContainEqual(
        expect.objectContaining({
          contact: expect.objectContaining({ id: her.contactId }),
          roles: ['USER'],
          strength: 4,
        }),
      );
    });

    it('refuses what cannot be', async () => {
      const { id, her } = await world('STABLE');
      const said = { accountContactId: her.accountContactId, evidence: 'x' };
      const refused = (input: object) => admin.client.code(RECORD, { input: { ...said, ...input } });
      expect(await refused({ change: 'LEFT', firstDay: '2026-11-23' })).toBe('INPUT_INVALID');
      expect(await refused({ change: 'LEFT', firstDay: '2019-01-01' })).toBe('JOB_NOT_HELD');
      expect(await refused({ change: 'LEFT', toAccountId: id })).toBe('INPUT_INVALID');
      expect(await refused({ change: 'LEFT', evidence: ' ' })).toBe('INPUT_INVALID');
      const stranger = await createStaff(test, tenant, 'SALES');
      expect(await stranger.client.code(RECORD, { input: { ...said, change: 'LEFT' } })).toBe('NOT_FOUND');
    });
  });

  describe('of a tenant with rules of its own', () => {
    const READ = `query ($id: ID!, $since: Date) { account(id: $id) { decisionMakingUnit { known coverage completeness gaps
      roles { role weight } members { contact { name } roles } messageReach(topic: PRICE, since: $since) } } }`;
    const read = async (client: typeof admin.client, id: string, since: string | null = null) =>
      (await client.data<{ account: { decisionMakingUnit: Unit } }>(READ, { id, since })).account.decisionMakingUnit;

    it('K3, DM-03: counts roles as the tenant does and keeps what was said; tells whom a message has reached', async () => {
      const own = await createTenant(test);
      const { id: staffId, client } = await createStaff(test, own);
      const id = await createAccount(test, own);
      const [ann, bo] = [
        await createContact(test, own, id, { name: 'Ann' }),
        await createContact(test, own, id, { name: 'Bo' }),
      ];
      const say = (accountContactId: string, input: object) => client.data(UPDATE, { id: accountContactId, input });
      await say(ann.accountContactId, { roles: ['INITIATOR', 'USER', 'GATEKEEPER'], relationStrength: 4 });
      await say(bo.accountContactId, { roles: ['BUYER'], relationStrength: 2 });
      const touch = (on: string, contactId: string, topics: readonly string[], touchType = 'BUSINESS') => ({
        ...{ kind: 'TOUCH', on },
        payload: { ...touchOf(staffId, contactId, ['SALES', 'PURCHASING']), topics, touchType },
      });
      await addEntries(test, own.id, id, [
        touch('2026-11-02', bo.contactId, ['DELIVERY']),
        touch('2026-11-03', ann.contactId, ['PRODUCT', 'PRICE']),
        touch('2024-11-03', bo.contactId, ['PRICE'], 'CAMPAIGN'),
      ]);
      const six = await read(client, id);
      expect(six).toMatchObject({ known: 2, gaps: ['INFLUENCER', 'DECIDER'], messageReach: 0.75 });
      expect(six['coverage']).toBeCloseTo(3.5 / 6, 12);
      expect(await read(client, id, '2024-01-01')).toMatchObject({ messageReach: 1 });
      expect(await read(client, id, '2026-11-04')).toMatchObject({ messageReach: 0 });
      expect(await client.code(READ, { id, since: '0001-01-01' })).toBe('INPUT_INVALID');

      const set = (settings: readonly object[]) =>
        client.send('mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version } }', {
          i: { expectedVersion: 0, settings },
        });
      const merged = { path: 'contact.mergedRoles', value: { INITIATOR: 'USER' } };
      const lost = { path: 'contact.mergedRoles', value: { INITIATOR: 'GATEKEEPER' } };
      const without = { path: 'contact.roleWeights.GATEKEEPER', value: 0 };
      const { errors } = await set([lost, without]);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'INPUT_INVALID',
        reasons: [{ path: ['policy', 'contact', 'mergedRoles', 'INITIATOR'], code: 'OUT_OF_RANGE' }],
      });
      expect(await set([merged, without])).not.toHaveProperty('errors');
      const four = await read(client, id);
      expect(four).toMatchObject({ completeness: 0.5, messageReach: 0.5, gaps: ['INFLUENCER', 'DECIDER'] });
      expect(four['roles']).toMatchObject(
        ['USER', 'INFLUENCER', 'DECIDER', 'BUYER'].map((role) => ({ role, weight: 0.25 })),
      );
      expect(four['coverage']).toBeCloseTo(1.5 / 4, 12);
      expect(four.members).toContainEqual({ contact: { name: 'Ann' }, roles: ['USER', 'GATEKEEPER'] });
      const { rows } = await test.admin.query('select roles from account_contact where tenant_id = $1 and id = $2', [
        own.id,
        ann.accountContactId,
      ]);
      expect(rows).toEqual([{ roles: ['INITIATOR', 'USER', 'GATEKEEPER'] }]);
    });
  });
});

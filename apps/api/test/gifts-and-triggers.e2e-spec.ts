import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TriggerService } from '../src/features/triggers/trigger.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const GIFT = `id state version refusal findings { code limitMinor } value { decimal currency } giver { id } requestedBy { id } approvedBy { id }
  refusedBy { id } contact { id } entry { kind observedOn source gift { direction occasion amount { minor } ourPersonId contactId } }
  events { seq type actor note }`;
const REQUEST = `mutation ($input: RequestGiftInput!) { requestGift(input: $input) { ${GIFT} } }`;
const STEP = (name: string) =>
  `mutation ($id: ID!, $version: Int!) { ${name}(id: $id, version: $version) { ${GIFT} } }`;
const REFUSE = `mutation ($id: ID!, $version: Int!, $note: String!) { refuseGift(id: $id, version: $version, note: $note) { ${GIFT} } }`;
const RULES = `mutation ($input: RecordGiftRulesInput!) { recordGiftRules(input: $input) { giftRules { accountKind limit { decimal }
  decisionPendingUntil source recordedBy version } } }`;
const RECIPIENT = `mutation ($input: RecordGiftRecipientInput!) { recordGiftRecipient(input: $input) { giftRecipient { publicOfficial basis
  expiresOn version } } }`;
const ERASE = `mutation ($id: ID!) { eraseGiftRecipient(contactId: $id, reason: "she asked") { giftRecipient { version } } }`;
const RECORD = 'mutation ($input: RecordGiftInput!) { recordGift(input: $input) { id } }';
const REGISTER = `query ($filter: GiftRegisterFilter, $first: Int, $after: String) { giftRegister(filter: $filter, first: $first, after: $after) {
  lines { accountId contactId year gifts value { decimal currency } } totals { gifts value { decimal } } totalCount endCursor } }`;
const COURSE = `id entryId state closesOn confidence playCode outcome nextOn version verifiedBy { id } owner { id } planPlay { id }
  events { seq type actor note }`;
const VERIFY = `mutation ($input: VerifyTriggerInput!) { verifyTrigger(input: $input) { ${COURSE} } }`;
const START = `mutation ($input: StartTriggerPlayInput!) { startTriggerPlay(input: $input) { ${COURSE} } }`;
const END = (name: string) => `mutation ($entryId: ID!, $version: Int!, $note: String!) {
  ${name}(entryId: $entryId, version: $version, note: $note) { ${COURSE} } }`;
const SEE = 'mutation ($input: RecordTriggerInput!) { recordTrigger(input: $input) { id } }';
const OPEN =
  'query ($accountId: ID, $first: Int) { openWindows(accountId: $accountId, first: $first) { entryId code step strength closesOn version } }';
const ENTRY = `query ($id: ID!) { ledgerEntry(id: $id) { triggerCourse { ${COURSE} } } }`;
const LIST = 'query ($filter: GiftRequestFilter) { giftRequests(filter: $filter) { totalCount nodes { id } } }';

interface Gift {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly findings: readonly { readonly code: string }[];
  readonly [field: string]: unknown;
}
interface Course {
  readonly entryId: string;
  readonly state: string;
  readonly version: number;
}
interface Register {
  readonly lines: readonly { readonly contactId: string; readonly year: number }[];
  readonly totals: readonly object[];
  readonly totalCount: number;
  readonly endCursor: string | null;
}
type Person = Awaited<ReturnType<typeof createStaff>>;

describe('gifts and triggers', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let kim: Person;
  let lee: Person;
  let boss: Person;
  let mill: string;

  beforeAll(async () => {
    test = await startTestApp({
      parts: { requests: true, jobs: false },
      clock: { now: () => new Date('2026-06-05T10:00:00.000Z') },
    });
    tenant = await createTenant(test);
    [kim, lee, boss] = await Promise.all([
      createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER'),
      createStaff(test, tenant, 'MANAGER'),
      createStaff(test, tenant, 'MANAGER'),
    ]);
    mill = await account();
  });
  afterAll(() => test.stop());

  async function account(): Promise<string> {
    const id = await createAccount(test, tenant);
    await test.admin.query('update account set owner_id = $2 where id = $1', [id, kim.id]);
    return id;
  }
  /** A person at an account of whom it is on record that she holds no office. */
  async function person(accountId = mill): Promise<string> {
    const { contactId } = await createContact(test, tenant, accountId);
    await recipient(contactId, { publicOfficial: false });
    return contactId;
  }
  const one = async <T>(client: GraphqlClient, document: string, variables: object): Promise<T> =>
    Object.values(await client.data<Record<string, T>>(document, { ...variables }))[0] as T;
  const recipient = (contactId: string, change: object) =>
    one(boss.client, RECIPIENT, {
      input: { contactId, version: 0, basis: 'LEGITIMATE_INTEREST', source: 'her card', ...change },
    });
  const rules = (accountId: string, change: object = {}, version = 0) =>
    one<{ giftRules: object }>(boss.client, RULES, {
      input: {
        accountId,
        version,
        accountKind: 'MANUFACTURER',
        source: 'code of conduct',
        limitMinor: '5000',
        ...change,
      },
    });
  const asking = (contactId: string, change: object = {}) => ({
    ...{
      accountId: mill,
      contactId,
      giverId: lee.id,
      courtesy: 'GIFT',
      valueMinor: '3000',
      occasion: 'ten years of trade',
    },
    ...{ purpose: 'to say thank you', ...change },
  });
  const ask = (contactId: string, change: object = {}) =>
    one<Gift>(kim.client, REQUEST, { input: asking(contactId, change) });
  const step = (client: GraphqlClient, name: string, { id, version }: Gift) =>
    one<Gift>(client, STEP(name), { id, version });
  const refusal = (client: GraphqlClient, name: string, { id, version }: Gift) =>
    client.code(STEP(name), { id, version });
  const register = (filter: object, page: object = {}, client = kim.client) =>
    one<Register>(client, REGISTER, { filter, ...page });

  it('P9, PF-03: given what is on record, then a gift is asked for, checked, approved by a second person, given, and stands in the ledger', async () => {
    expect(await rules(mill)).toEqual({
      giftRules: {
        ...{ accountKind: 'MANUFACTURER', limit: { decimal: '50.00' }, decisionPendingUntil: null, version: 1 },
        ...{ source: 'code of conduct', recordedBy: `staff:${boss.id}` },
      },
    });
    const wang = await person();
    const asked = await ask(wang);
    expect(asked).toMatchObject({
      ...{ state: 'POLICY_CHECK', version: 2, findings: [], value: { decimal: '30.00', currency: 'EUR' }, entry: null },
      ...{ giver: { id: lee.id }, requestedBy: { id: kim.id }, approvedBy: null, contact: { id: wang } },
    });
    expect(await refusal(lee.client, 'giveGift', asked)).toBe('TRANSITION_NOT_ALLOWED');
    for (const { client } of [kim, lee]) {
      expect(await refusal(client, 'approveGift', asked)).toBe('REQUESTER_MAY_NOT_APPROVE');
    }
    expect(await refusal(boss.client, 'approveGift', { ...asked, version: 1 })).toBe('VERSION_CONFLICT');
    const approved = await step(boss.client, 'approveGift', asked);
    expect(approved).toMatchObject({ state: 'APPROVED', approvedBy: { id: boss.id } });
    expect(await refusal(kim.client, 'giveGift', approved)).toBe('GIVEN_BY_SOMEBODY_ELSE');
    const given = await step(lee.client, 'giveGift', approved);
    expect(given).toMatchObject({
      state: 'GIVEN',
      entry: {
        ...{ kind: 'GIFT', observedOn: '2026-06-05', source: `gift request ${given.id}` },
        gift: {
          direction: 'GIVEN',
          occasion: 'ten years of trade',
          amount: { minor: '3000' },
          ourPersonId: lee.id,
          contactId: wang,
        },
      },
      events: [
        { seq: 1, type: 'GIFT_REQUESTED', actor: `staff:${kim.id}`, note: null },
        { seq: 2, type: 'GIFT_CHECKED', actor: 'system:gift-policy', note: null },
        { seq: 3, type: 'GIFT_APPROVED', actor: `staff:${boss.id}`, note: null },
        { seq: 4, type: 'GIFT_GIVEN', actor: `staff:${lee.id}`, note: null },
      ],
    });
    const { rows } = await test.admin.query(
      `select payload ->> 'from' as was, payload ->> 'state' as state from outbox where account_id = $1 and topic = 'gift.changed' order by id`,
      [mill],
    );
    expect(rows).toEqual([
      { was: null, state: 'POLICY_CHECK' },
      { was: 'POLICY_CHECK', state: 'APPROVED' },
      { was: 'APPROVED', state: 'GIVEN' },
    ]);
    const told = await test.admin.query(`select kind from timeline_entry where account_id = $1 order by id`, [mill]);
    expect(told.rows.map(({ kind }) => kind as string)).toEqual([
      ...['gift-rules.recorded', 'gift.requested', 'gift.checked', 'gift.approved', 'ledger.recorded', 'gift.given'],
    ]);
    // The register is one: what was recorded at once counts, and what is withdrawn does not.
    const input = { accountId: mill, direction: 'GIVEN', contactId: wang, courtesy: 'MEAL', occasion: 'lunch' };
    const meal = {
      ...input,
      publicOfficial: false,
      employerPolicy: 'ALLOWED',
      amount: { minor: '2000', currency: 'EUR' },
    };
    await kim.client.data(RECORD, { input: { ...meal, observedOn: '2025-12-30' } });
    const dear = { ...meal, amount: { minor: '1001', currency: 'EUR' } };
    expect(await kim.client.code(RECORD, { input: dear })).toBe('GIFT_ABOVE_YEARLY_LIMIT');
    const wrong = await one<{ id: string }>(kim.client, RECORD, {
      input: { ...dear, amount: { minor: '500', currency: 'EUR' } },
    });
    await kim.client.data(
      'mutation ($id: ID!) { withdrawLedgerEntry(id: $id, reason: "it was cancelled") { id } }',
      wrong,
    );
    const line = (year: number, decimal: string) => ({
      ...{ accountId: mill, contactId: wang, year, gifts: 1, value: { decimal, currency: 'EUR' } },
    });
    expect(await register({ contactId: wang })).toEqual({
      ...{ lines: [line(2026, '30.00'), line(2025, '20.00')], totalCount: 2, endCursor: null },
      totals: [{ gifts: 2, value: { decimal: '50.00' } }],
    });
    const first = await register({ accountId: mill }, { first: 1 });
    expect([first.totalCount, first.lines.map(({ year }) => year)]).toEqual([2, [2026]]);
    const rest = await register({ accountId: mill }, { first: 1, after: first.endCursor });
    expect([rest.endCursor, rest.lines.map(({ year }) => year)]).toEqual([null, [2025]]);
    expect((await register({ accountId: mill, year: 2025 })).lines).toEqual([line(2025, '20.00')]);
    expect(await kim.client.code(REGISTER, { after: 'WzEsMiwzLDRd' })).toBe('INPUT_INVALID');
  });

  it('PF-03, ET-01, RM-19: the policy refuses what speaks against a gift, or what nobody knows, and nobody can overrule it', async () => {
    const unknown = await createContact(test, tenant, mill);
    const official = await createContact(test, tenant, mill);
    await recipient(official.contactId, { publicOfficial: true });
    const [office, bidding, unasked, strict] = [await account(), await account(), await account(), await account()];
    await rules(office, { accountKind: 'GOVERNMENT' });
    await rules(bidding, { decisionPendingUntil: '2026-06-05' });
    await rules(strict, { limitMinor: '0' });
    const at = async (accountId: string) => [await person(accountId), { accountId }] as const;
    const cases: readonly (readonly [string, object, string, string | null])[] = [
      [unknown.contactId, {}, 'OFFICIAL_STATUS_UNKNOWN', null],
      [official.contactId, {}, 'PUBLIC_OFFICIAL', null],
      [...(await at(office)), 'PUBLIC_OFFICIAL', null],
      [...(await at(bidding)), 'DECISION_PENDING', null],
      [...(await at(unasked)), 'EMPLOYER_POLICY_UNKNOWN', null],
      [...(await at(strict)), 'GIFT_ABOVE_EMPLOYER_LIMIT', '0'],
      [await person(), { valueMinor: '3001' }, 'GIFT_ABOVE_LIMIT', '3000'],
    ];
    for (const [contactId, change, code, limitMinor] of cases) {
      const gone = await ask(contactId, change);
      expect(gone).toMatchObject({
        state: 'REFUSED',
        findings: [{ code, limitMinor }],
        refusal: null,
        refusedBy: null,
      });
      expect(await refusal(boss.client, 'approveGift', gone)).toBe('TRANSITION_NOT_ALLOWED');
    }
    expect(await kim.client.data(LIST, { filter: { accountId: strict, state: 'REFUSED' } })).toMatchObject({
      giftRequests: { totalCount: 1 },
    });
    // What is known of a person never enters a history, and the day on which it is too old it is unknown again.
    const later = await person();
    await test.admin.query(
      `update gift_recipient set collected_on = '2025-06-05', expires_on = '2026-06-05' where contact_id = $1`,
      [later],
    );
    expect((await ask(later)).findings).toEqual([{ code: 'OFFICIAL_STATUS_UNKNOWN', limitMinor: null }]);
    expect(await one(boss.client, ERASE, { id: later })).toEqual({ giftRecipient: null });
    const { rows } = await test.admin.query(
      `select detail from audit_log where entity = 'gift-recipient' and entity_id = $1`,
      [later],
    );
    expect(JSON.stringify(rows)).not.toMatch(/official|her card/i);
  });

  it('P9: given that something changed after the approval, then it is not given; a person refuses with a word', async () => {
    const li = await person();
    const approved = await step(boss.client, 'approveGift', await ask(li));
    await rules(mill, { decisionPendingUntil: '2026-06-30' }, 1);
    expect(await refusal(lee.client, 'giveGift', approved)).toBe('DECISION_PENDING');
    await rules(mill, {}, 2);
    const refuse = (client: GraphqlClient, note: string) =>
      client.code(REFUSE, { id: approved.id, version: approved.version, note });
    expect(await refuse(boss.client, ' ')).toBe('INPUT_INVALID');
    const refused = await one<Gift>(boss.client, REFUSE, { ...approved, note: 'not this year' });
    expect(refused).toMatchObject({
      state: 'REFUSED',
      refusal: 'not this year',
      refusedBy: { id: boss.id },
      entry: null,
    });
    // Of two that are given at the same moment, the one that is too much for a year is not.
    const chen = await person();
    const two = await Promise.all([ask(chen, { valueMinor: '2999' }), ask(chen), ask(chen)]);
    const ready = [];
    for (const gift of two) ready.push(await step(boss.client, 'approveGift', gift));
    const codes = await Promise.all(ready.map((gift) => refusal(lee.client, 'giveGift', gift)));
    expect(codes.toSorted()).toEqual(['GIFT_ABOVE_YEARLY_LIMIT', undefined, undefined]);
    expect((await register({ contactId: chen })).lines).toMatchObject([{ gifts: 2 }]);
  });

  it('is asked for by whom the account is, for somebody there; the records are not kept by whoever only sells', async () => {
    const [wu, elsewhere] = [await person(), await person(await account())];
    expect(await kim.client.code(REQUEST, { input: asking(elsewhere) })).toBe('RECIPIENT_NOT_FOUND');
    const stranger = await createStaff(test, tenant, 'SALES');
    expect(await kim.client.code(REQUEST, { input: asking(wu, { giverId: stranger.id }) })).toBe('GIVER_NOT_FOUND');
    expect(await stranger.client.code(REQUEST, { input: asking(wu) })).toBe('NOT_FOUND');
    const gift = await ask(wu);
    expect(await refusal(stranger.client, 'approveGift', gift)).toBe('FORBIDDEN');
    expect(await stranger.client.data(LIST, { filter: {} })).toEqual({ giftRequests: { totalCount: 0, nodes: [] } });
    expect(await register({}, {}, stranger.client)).toMatchObject({ lines: [], totals: [], totalCount: 0 });
    const input = { accountId: mill, version: 3, accountKind: 'DEALER', source: 'me' };
    expect(await stranger.client.code(RULES, { input })).toBe('FORBIDDEN');
    expect(await boss.client.code(RULES, { input: { ...input, version: 1 } })).toBe('VERSION_CONFLICT');
    expect(await kim.client.code(STEP('approveGift'), { id: wu, version: 1 })).toBe('NOT_FOUND');
  });

  const see = async (accountId: string, change: object = {}) =>
    (
      await one<{ id: string }>(kim.client, SEE, {
        input: {
          ...{
            accountId,
            trigger: 'COST_DOWN_NEED',
            about: 'INCUMBENT',
            severity: 0.8,
            certainty: 0.5,
            origin: 'WAITED',
          },
          ...{ evidence: 'minutes of the visit', observedOn: '2026-06-05', ...change },
        },
      })
    ).id;
  const verify = (entryId: string, change: object = {}) =>
    one<Course>(kim.client, VERIFY, { input: { entryId, version: 0, note: 'asked the buyer', ...change } });
  const start = (entryId: string, version: number, change: object = {}) =>
    ({ input: { entryId, version, playCode: 'FIND_KEY_PERSON', ownerId: lee.id, ...change } }) as const;
  const end = (name: string, { entryId, version }: Course, note = 'first order') =>
    one<Course>(kim.client, END(name), { entryId, version, note });
  const open = (accountId: string) => one<readonly object[]>(kim.client, OPEN, { accountId });

  it('P5, OP-01: given a trigger in the ledger, then it is verified, used by a play and won; its course goes on with a correction and stands in the story', async () => {
    const accountId = await account();
    const seen = await see(accountId);
    const window = { entryId: seen, code: 'COST_DOWN_NEED', closesOn: '2026-09-03' };
    expect(await open(accountId)).toEqual([{ ...window, step: 'OBSERVED', strength: 0.4, version: 0 }]);
    expect(await kim.client.data(ENTRY, { id: seen })).toEqual({ ledgerEntry: { triggerCourse: null } });
    // Nobody acts on what is not verified.
    expect(await kim.client.code(START, start(seen, 0))).toBe('TRANSITION_NOT_ALLOWED');
    const verified = await verify(seen, { confidence: 1 });
    expect(verified).toMatchObject({
      ...{
        entryId: seen,
        state: 'VERIFIED',
        confidence: 1,
        closesOn: '2026-09-03',
        version: 2,
        verifiedBy: { id: kim.id },
      },
      events: [
        { seq: 1, type: 'TRIGGER_OBSERVED', actor: `staff:${kim.id}`, note: null },
        { seq: 2, type: 'TRIGGER_VERIFIED', actor: `staff:${kim.id}`, note: 'asked the buyer' },
      ],
    });
    expect(await open(accountId)).toEqual([{ ...window, step: 'VERIFIED', strength: 0.8, version: 2 }]);
    expect(await kim.client.code(VERIFY, { input: { entryId: seen, version: 0, note: 'again' } })).toBe(
      'VERSION_CONFLICT',
    );
    for (const [change, code] of [
      [{ playCode: 'NO_SUCH_PLAY' }, 'PLAY_UNKNOWN'],
      [{ ownerId: accountId }, 'OWNER_NOT_FOUND'],
      [{ planPlayId: accountId }, 'PLAN_PLAY_NOT_FOUND'],
    ] as const) {
      expect(await kim.client.code(START, start(seen, 2, change))).toBe(code);
    }
    const corrected = await see(accountId, { corrects: seen, reason: 'a word too many', severity: 0.5 });
    expect(await kim.client.code(START, start(seen, 2))).toBe('NOT_FOUND');
    const playing = await one<Course>(kim.client, START, start(corrected, 2));
    expect(playing).toMatchObject({
      state: 'PLAY_STARTED',
      playCode: 'FIND_KEY_PERSON',
      owner: { id: lee.id },
      planPlay: null,
    });
    expect(await open(accountId)).toMatchObject([{ entryId: corrected, step: 'PLAY_STARTED', strength: 0.5 }]);
    expect(await kim.client.code(END('winTrigger'), { entryId: corrected, version: 3, note: ' ' })).toBe(
      'INPUT_INVALID',
    );
    expect(await end('winTrigger', playing)).toMatchObject({ state: 'WON', outcome: 'first order', nextOn: null });
    expect(await open(accountId)).toEqual([]);
    expect(await kim.client.data(ENTRY, { id: corrected })).toMatchObject({
      ledgerEntry: { triggerCourse: { state: 'WON', version: 4 } },
    });
    const { rows } = await test.admin.query(`select kind from timeline_entry where account_id = $1 order by id`, [
      accountId,
    ]);
    expect(rows.map(({ kind }) => kind as string)).toEqual([
      ...['ledger.recorded', 'trigger.verified', 'ledger.corrected', 'trigger.play-started', 'trigger.won'],
    ]);
    const told = await test.admin.query(
      `select payload ->> 'from' as was, payload ->> 'state' as state from outbox where account_id = $1 and topic = 'trigger.changed' order by id`,
      [accountId],
    );
    expect(told.rows).toEqual([
      { was: 'OBSERVED', state: 'VERIFIED' },
      { was: 'VERIFIED', state: 'PLAY_STARTED' },
      { was: 'PLAY_STARTED', state: 'WON' },
    ]);
  });

  it('P5, OP-01: what is lost says when it comes again; what is not so is dismissed; what nobody uses in time expires', async () => {
    const accountId = await account();
    const review = await verify(await see(accountId, { trigger: 'ANNUAL_SUPPLIER_REVIEW', certainty: 1 }));
    const lost = await end('loseTrigger', await one<Course>(kim.client, START, start(review.entryId, 2)), 'too dear');
    expect(lost).toMatchObject({ state: 'LOST', outcome: 'too dear', nextOn: '2027-06-05' });
    const rumour = { entryId: await see(accountId), version: 0 };
    const first = await Promise.all(
      [1, 2].map(() => kim.client.code(END('dismissTrigger'), { ...rumour, note: 'a rumour' })),
    );
    expect(first.filter((code) => code !== undefined)).toHaveLength(1);
    const soon = await see(accountId, { expiresOn: '2026-06-05' });
    const later = await verify(await see(accountId, { expiresOn: '2026-06-06' }));
    const used = await verify(soon);
    const us = await see(accountId, { about: 'US' });
    expect(await kim.client.code(VERIFY, { input: { entryId: us, version: 0, note: 'x' } })).toBe('TRIGGER_ABOUT_US');
    const stranger = await createStaff(test, tenant, 'SALES');
    expect(await stranger.client.code(END('loseTrigger'), { entryId: soon, version: 2, note: 'x' })).toBe('NOT_FOUND');
    expect(await stranger.client.data(OPEN, {})).toEqual({ openWindows: [] });
    // Days are counted where the tenant is: there it is tomorrow.
    await test.admin.query(`update tenant set time_zone = 'Pacific/Kiritimati' where id = $1`, [tenant.id]);
    const untouched = await see(accountId, { expiresOn: '2026-06-05' });
    expect(await kim.client.code(START, start(soon, used.version))).toBe('WINDOW_CLOSED');
    expect(await kim.client.code(VERIFY, { input: { entryId: untouched, version: 0, note: 'x' } })).toBe(
      'WINDOW_CLOSED',
    );
    for (let night = 0; night < 2; night += 1) {
      await test.app
        .get(ContextFactory)
        .asSystem(tenant.id, 'night', (ctx) =>
          ctx.transaction(() => test.app.get(TriggerService, { strict: false }).expire(ctx)),
        );
    }
    expect(await kim.client.data(ENTRY, { id: soon })).toMatchObject({
      ledgerEntry: { triggerCourse: { state: 'EXPIRED', outcome: null, version: 3 } },
    });
    expect(await open(accountId)).toMatchObject([{ entryId: later.entryId, step: 'VERIFIED' }]);
  });
});

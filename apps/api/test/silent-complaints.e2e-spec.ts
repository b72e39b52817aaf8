import { dateOfEpochDay, epochDay } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvitationExpiry } from '../src/features/silent-complaints/invitation-expiry.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { Outbox } from '../src/platform/jobs/outbox.js';
import { evaluate } from './evaluation-client.js';
import {
  cookieOf,
  createBuyerSession,
  createCustomer,
  type Customer,
  mailsTo,
  REDEEM,
  tokenIn,
} from './factories/buyer.factory.js';
import { fileComplaint } from './factories/complaint.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile } from './support/import-client.js';
import { until } from './until.js';

/** A Thursday. */
const TODAY = '2026-11-19';
const SIGNALS = `query ($filter: SignalFilter) { signals(filter: $filter) { nodes { id accountId kind grade score threshold
  why { asOf silentComplaint { means from signs inviteBy payments { number daysLate z unusual counts } outstanding { month days } } orderGap { gapDays } } } } }`;
const INVITATION = `id accountId state dueOn nextDue overdue channel answer note answerBy owner { id } contact { id }
  complaint { number channel } events { type actor answer result note }`;
const ALL = `query ($filter: SpeakInvitationFilter) { speakInvitations(filter: $filter, first: 50) { nodes { ${INVITATION} } } }`;
const ONE = `query ($id: ID!) { speakInvitation(id: $id) { ${INVITATION} } }`;
const SEND = `mutation ($id: ID!, $contact: ID!, $language: String) { sendSpeakInvitation(id: $id, accountContactId: $contact, language: $language) { ${INVITATION} } }`;
const ASSIGN = `mutation ($id: ID!, $owner: ID!) { assignSpeakInvitation(id: $id, ownerId: $owner) { ${INVITATION} } }`;
const TALK = `mutation ($input: RecordInvitationTalkInput!) { recordInvitationTalk(input: $input) { ${INVITATION} } }`;
const DECLINE = `mutation ($id: ID!, $note: String!) { declineSpeakInvitation(id: $id, note: $note) { ${INVITATION} } }`;
const MINE = '{ invitations { nodes { id state answer note askedBy complaint { number } } } }';
const OPEN = 'mutation ($id: ID!) { openInvitation(id: $id) { id state } }';
const ANSWER = `mutation ($id: ID!, $answer: PortalInvitationAnswer!, $note: String) {
  answerInvitation(id: $id, answer: $answer, note: $note) { id state answer note complaint { id number subject description } } }`;

interface Invitation {
  readonly id: string;
  readonly accountId: string;
  readonly state: string;
  readonly dueOn: string;
  readonly nextDue: string | null;
  readonly answer: string | null;
  readonly complaint: { readonly number: string; readonly channel: string } | null;
  readonly events: readonly { readonly type: string; readonly actor: string }[];
}

interface Signal {
  readonly accountId: string;
  readonly kind: string;
  readonly grade: string;
  readonly score: number;
  readonly threshold: number;
  readonly why: {
    readonly silentComplaint: {
      readonly means: string;
      readonly signs: readonly string[];
      readonly inviteBy: string | null;
      readonly payments: readonly { readonly number: string; readonly counts: boolean }[];
    };
  };
}

describe('silent complaints', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let staff: Awaited<ReturnType<typeof createStaff>>;
  let owner: Awaited<ReturnType<typeof createStaff>>;
  let now = new Date(`${TODAY}T09:00:00.000Z`);
  const customers: Record<string, Customer> = {};

  beforeAll(async () => {
    test = await startTestApp({
      clock: { now: () => now },
      env: { MORTISE_DEMO: '1', MORTISE_PUBLIC_URL: 'https://works.example' },
    });
    tenant = await createTenant(test);
    staff = await createStaff(test, tenant);
    owner = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    for (const key of ['punctual', 'speaks', 'calls', 'quiet', 'known', 'false']) {
      customers[key] = await createCustomer(test, tenant, { name: key, language: key === 'calls' ? 'zh-CN' : 'en' });
      await test.admin.query('update account set external_id = $2, owner_id = $3 where id = $1', [
        customers[key].accountId,
        key,
        owner.id,
      ]);
    }
    // A year in which everybody pays on time or a day late.
    await importInvoices(Object.keys(customers).flatMap((key) => pastOf(key)));
  }, 60_000);
  afterAll(() => test.stop());

  const customer = (key: string): Customer => customers[key] as Customer;

  /** Twelve invoices, the last of which was due three months ago. */
  function pastOf(key: string): string[] {
    return Array.from({ length: 12 }, (_, i) => invoice(key, `${key}-${i}`, 90 + 28 * i, i % 2));
  }
  function invoice(key: string, number: string, dueDaysAgo: number, late: number): string {
    const due = epochDay(TODAY) - dueDaysAgo;
    return [key, number, dateOfEpochDay(due - 30), dateOfEpochDay(due), '1000.00', dateOfEpochDay(due + late)].join(
      ',',
    );
  }
  /** Imports invoices and waits until the accounts they touch were judged. */
  async function importInvoices(rows: readonly string[]): Promise<void> {
    const report = await importFile(
      test,
      staff.token,
      'invoices',
      `accountExternalId,number,issuedOn,dueOn,amount,settledOn\n${rows.join('\n')}\n`,
    );
    expect(report).toMatchObject({ httpStatus: 201, rowsRejected: 0 });
    await until(async () => {
      const { rows: done } = await test.admin.query(
        `select 1 from handled_message h join outbox o on o.tenant_id = h.tenant_id and o.id = h.message_id
         where o.topic = 'import.finished' and h.handler = 'import.finished' and o.payload ->> 'importId' = $1`,
        [report.id],
      );
      return done.length > 0;
    });
  }
  async function signalsOf(key: string): Promise<readonly Signal[]> {
    const { signals } = await staff.client.data<{ signals: { nodes: Signal[] } }>(SIGNALS, {
      filter: { accountId: customer(key).accountId, open: true },
    });
    return signals.nodes;
  }
  async function invitationsOf(key: string): Promise<readonly Invitation[]> {
    const { speakInvitations } = await staff.client.data<{ speakInvitations: { nodes: Invitation[] } }>(ALL, {
      filter: { accountId: customer(key).accountId },
    });
    return speakInvitations.nodes;
  }
  async function invitationOf(key: string): Promise<Invitation> {
    const [invitation] = await invitationsOf(key);
    if (!invitation) throw new Error(`${key} was not invited`);
    return invitation;
  }
  async function send(key: string): Promise<Invitation> {
    const { id } = await invitationOf(key);
    const variables = { id, contact: customer(key).accountContactId };
    return (await owner.client.data<{ sendSpeakInvitation: Invitation }>(SEND, variables)).sendSpeakInvitation;
  }
  async function buyer(key: string): Promise<GraphqlClient> {
    return (await createBuyerSession(test, tenant, customer(key).accountContactId)).client;
  }
  async function topics(key: string, topic: string): Promise<Record<string, unknown>[]> {
    const { rows } = await test.admin.query(
      `select payload from outbox where account_id = $1 and topic = $2 order by id`,
      [customer(key).accountId, topic],
    );
    return rows.map(({ payload }) => payload as Record<string, unknown>);
  }
  async function timeline(key: string): Promise<string[]> {
    const { account } = await staff.client.data<{ account: { timeline: { nodes: { kind: string }[] } } }>(
      'query ($id: ID!) { account(id: $id) { timeline(first: 50) { nodes { kind } } } }',
      { id: customer(key).accountId },
    );
    return account.timeline.nodes
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('invitation.'))
      .reverse();
  }

  it('CP-02: given everybody pays as usual, then an import of invoices raises nothing', async () => {
    for (const key of Object.keys(customers)) expect(await signalsOf(key)).toEqual([]);
  });

  it('CP-02: given one payment unusually late, then the import has it watched, and nobody is invited', async () => {
    await importInvoices([
      ...['speaks', 'calls', 'quiet', 'known', 'false'].map((key) => invoice(key, `${key}-late-1`, 60, 21)),
      invoice('punctual', 'punctual-new', 60, 1),
    ]);
    const [signal, ...more] = await signalsOf('speaks');
    expect(more).toEqual([]);
    expect(signal).toMatchObject({ kind: 'LATE_PAYMENT', grade: 'WATCH', threshold: 2 });
    expect(signal?.why).toMatchObject({
      asOf: TODAY,
      orderGap: null,
      silentComplaint: { means: 'POSSIBLE_UNSPOKEN_COMPLAINT', from: '2026-09-21', inviteBy: null },
    });
    expect(signal?.why.silentComplaint.payments.filter(({ counts }) => counts)).toMatchObject([
      { number: 'speaks-late-1', daysLate: 21, unusual: true },
    ]);
    expect(await signalsOf('punctual')).toEqual([]);
    expect(await invitationsOf('speaks')).toEqual([]);
  });

  it('CP-02 CP-03: given a second one within 60 days, then an alert, and an invitation due in three working days', async () => {
    await importInvoices(
      ['speaks', 'calls', 'quiet', 'known', 'false'].map((key) => invoice(key, `${key}-late-2`, 32, 25)),
    );
    const [signal] = await signalsOf('speaks');
    expect(signal).toMatchObject({
      grade: 'ALERT',
      why: { silentComplaint: { signs: expect.arrayContaining(['LATE_PAYMENT']) } },
    });
    expect(signal?.why.silentComplaint.inviteBy).toBe('2026-11-24');
    expect(signal?.why.silentComplaint.payments.filter(({ counts }) => counts)).toHaveLength(2);
    expect(signal?.score).toBeGreaterThan(2);
    const invitations = await invitationsOf('speaks');
    expect(invitations).toMatchObject([
      { state: 'PENDING', dueOn: '2026-11-24', nextDue: '2026-11-24', overdue: false, owner: { id: owner.id } },
    ]);
    expect(invitations[0]?.events).toMatchObject([{ type: 'MADE', actor: 'system:evaluation' }]);
    expect(await invitationsOf('punctual')).toEqual([]);
    expect(await timeline('speaks')).toEqual(['invitation.made']);
    expect(await topics('speaks', 'invitation.made')).toEqual([
      { invitationId: invitations[0]?.id, dueOn: '2026-11-24', notify: ['OWNER'] },
    ]);
    const { rows } = await test.admin.query(`select state from alert where account_id = $1 and closed_at is null`, [
      customer('speaks').accountId,
    ]);
    expect(rows).toEqual([{ state: 'ALERT' }]);
  });

  it('CP-03: once per episode, however often it is judged and whatever else is paid late', async () => {
    await evaluate(staff.client, [customer('speaks').accountId]);
    await importInvoices([invoice('speaks', 'speaks-late-3', 31, 26)]);
    expect(await invitationsOf('speaks')).toHaveLength(1);
    expect(await topics('speaks', 'invitation.made')).toHaveLength(1);
  });

  it('CP-03: a false alarm before anybody asked takes the invitation back', async () => {
    const { alerts } = await staff.client.data<{ alerts: { nodes: { id: string }[] } }>(
      'query ($filter: AlertFilter) { alerts(filter: $filter) { nodes { id } } }',
      { filter: { accountId: customer('false').accountId } },
    );
    await staff.client.data(
      'mutation ($id: ID!) { triageAlert(id: $id, result: FALSE_ALARM, note: "Their bank was closed.") { id } }',
      { id: alerts.nodes[0]?.id },
    );
    expect(await invitationOf('false')).toMatchObject({ state: 'DECLINED', nextDue: null });
    await evaluate(staff.client, [customer('false').accountId]);
    expect(await invitationsOf('false')).toHaveLength(1);
  });

  it('CP-03: is sent to a contact of the account who is there, can be written to and may come in', async () => {
    const { id } = await invitationOf('speaks');
    const { accountId } = customer('speaks');
    const refused = async (contact: string): Promise<string | undefined> => owner.client.code(SEND, { id, contact });
    expect(await refused(customer('calls').accountContactId)).toBe('CONTACT_NOT_FOUND');
    const left = await createContact(test, tenant, accountId, { validTo: '2026-01-01' });
    expect(await refused(left.accountContactId)).toBe('CONTACT_NOT_ACTIVE');
    const stranger = await createContact(test, tenant, accountId);
    expect(await refused(stranger.accountContactId)).toBe('CONTACT_NOT_INVITED');
    const analyst = (await createStaff(test, tenant, 'ANALYST')).client;
    expect(await analyst.code(SEND, { id, contact: customer('speaks').accountContactId })).toBe('FORBIDDEN');
    const elsewhere = (await createStaff(test, tenant, 'SALES')).client;
    expect(await elsewhere.code(SEND, { id, contact: customer('speaks').accountContactId })).toBe('NOT_FOUND');
    expect(await elsewhere.code(ONE, { id })).toBe('NOT_FOUND');
    expect(await send('speaks')).toMatchObject({
      state: 'SENT',
      channel: 'PORTAL',
      nextDue: null,
      answerBy: '2026-12-03',
      contact: { id: customer('speaks').accountContactId },
    });
    expect(await refused(customer('speaks').accountContactId)).toBe('TRANSITION_NOT_ALLOWED');
  });

  it('CP-03: the mail asks how things are going, in the reader’s language, and says nothing of payments', async () => {
    await send('calls');
    const [english] = await mailsTo(test, customer('speaks').email);
    const [chinese] = await mailsTo(test, customer('calls').email);
    expect(english?.subject).toBe('How are things going with Works?');
    expect(chinese?.subject).toBe('与Works的合作还顺利吗？');
    const { id } = await invitationOf('speaks');
    expect(english?.text).toContain(`https://works.example/portal/${tenant.slug}/speak/${id}#token=`);
    for (const mail of [english, chinese]) {
      expect(`${mail?.subject} ${mail?.text}`.replaceAll(/later|https\S+/gi, '')).not.toMatch(
        /\b(pay|paid|invoice|late|overdue|signal|alert)|付款|发票|逾期|账/i,
      );
    }
  });

  it('CP-03: the buyer who was asked sees it, and neither a colleague nor another company', async () => {
    const { id } = await invitationOf('speaks');
    const mine = await buyer('speaks');
    expect(await mine.data(MINE)).toEqual({
      invitations: {
        nodes: [{ id, state: 'WAITING', answer: null, note: null, askedBy: expect.any(String), complaint: null }],
      },
    });
    const colleague = await createContact(test, tenant, customer('speaks').accountId);
    const others = [
      (await createBuyerSession(test, tenant, colleague.accountContactId)).client,
      await buyer('calls'),
      await buyer('quiet'),
    ];
    for (const other of others) {
      const { invitations } = await other.data<{ invitations: { nodes: { id: string }[] } }>(MINE);
      expect(invitations.nodes.map((node) => node.id)).not.toContain(id);
      expect(await other.data('query ($id: ID!) { invitation(id: $id) { id } }', { id })).toEqual({ invitation: null });
      expect(await other.code(OPEN, { id })).toBe('NOT_FOUND');
      expect(await other.code(ANSWER, { id, answer: 'ALL_WELL' })).toBe('NOT_FOUND');
    }
    const { id: unsent } = await invitationOf('quiet');
    expect(await (await buyer('quiet')).code(ANSWER, { id: unsent, answer: 'ALL_WELL' })).toBe('NOT_FOUND');
    expect((await invitationOf('speaks')).state).toBe('SENT');
  });

  it('CP-03: the link lets the person in; what is answered becomes a complaint, once, with the way back', async () => {
    const [mail] = await mailsTo(test, customer('speaks').email);
    const { response } = await test.portal.send(REDEEM, { token: tokenIn(mail) });
    const client = test.portal.with({ cookie: cookieOf(response) });
    const { id } = await invitationOf('speaks');
    await client.data(OPEN, { id });
    await client.data(OPEN, { id });
    expect(await client.code(ANSWER, { id, answer: 'COMPLAINT' })).toBe('NOTE_REQUIRED');
    const words = { id, answer: 'COMPLAINT', note: 'The gaskets leak again.\nTwo of ten, like in May.' };
    const answers = await Promise.all([client.data(ANSWER, words), client.data(ANSWER, words)]);
    answers.push(await client.data(ANSWER, words));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({
      answerInvitation: {
        state: 'ANSWERED',
        answer: 'COMPLAINT',
        complaint: { subject: 'The gaskets leak again.', description: words.note },
      },
    });
    expect(await client.code(ANSWER, { id, answer: 'ALL_WELL' })).toBe('ALREADY_ANSWERED');
    expect(await test.portal.code(REDEEM, { token: tokenIn(mail) })).toBe('LINK_USED');
    const { complaints } = await staff.client.data<{ complaints: { nodes: unknown[] } }>(
      `query ($filter: ComplaintFilter) { complaints(filter: $filter) { nodes { channel subject accountContactId invitation { id signal { kind } alert { id } } } } }`,
      { filter: { accountId: customer('speaks').accountId } },
    );
    expect(complaints.nodes).toEqual([
      {
        channel: 'PROMPTED',
        subject: 'The gaskets leak again.',
        accountContactId: customer('speaks').accountContactId,
        invitation: { id, signal: { kind: 'LATE_PAYMENT' }, alert: { id: expect.any(String) } },
      },
    ]);
    const answered = await invitationOf('speaks');
    expect(answered).toMatchObject({ complaint: { channel: 'PROMPTED' }, note: words.note });
    expect(answered.events.map(({ type }) => type)).toEqual(['MADE', 'SENT', 'OPENED', 'ANSWERED']);
    expect(await timeline('speaks')).toEqual([
      'invitation.made',
      'invitation.sent',
      'invitation.opened',
      'invitation.answered',
    ]);
    expect((await topics('speaks', 'invitation.changed')).at(-1)).toMatchObject({
      event: 'ANSWERED',
      answer: 'COMPLAINT',
      notify: ['OWNER'],
    });
  });

  it('CP-03: who asks for a call is called by the next working day, and the call’s result counts', async () => {
    const { id } = await invitationOf('calls');
    const client = await buyer('calls');
    await client.data(ANSWER, { id, answer: 'CALL_ME', note: 'Mornings, please' });
    expect(await invitationOf('calls')).toMatchObject({ answer: 'CALL_ME', nextDue: '2026-11-20' });
    expect((await topics('calls', 'invitation.changed')).at(-1)).toMatchObject({
      answer: 'CALL_ME',
      notify: ['OWNER'],
    });
    const input = { id, channel: 'CALL', result: 'NOT_REACHED', note: 'No answer' };
    await owner.client.data(TALK, { input });
    expect(await invitationOf('calls')).toMatchObject({ answer: 'CALL_ME', nextDue: '2026-11-20' });
    expect(await owner.client.code(TALK, { input: { ...input, result: 'COMPLAINT' } })).toBe('INPUT_INVALID');
    const complaint = { subject: 'Late trucks', description: 'The driver comes when the gate is shut.' };
    const { recordInvitationTalk } = await owner.client.data<{ recordInvitationTalk: Invitation }>(TALK, {
      input: { ...input, result: 'COMPLAINT', note: 'They are cross about the trucks', complaint },
    });
    expect(recordInvitationTalk).toMatchObject({
      state: 'ANSWERED',
      answer: 'COMPLAINT',
      nextDue: null,
      complaint: { channel: 'PROMPTED' },
    });
    // What was said on the telephone stays with staff.
    const { invitations } = await client.data<{ invitations: { nodes: Record<string, unknown>[] } }>(MINE);
    expect(invitations.nodes).toMatchObject([{ answer: 'CALL_ME', note: 'Mornings, please' }]);
    expect(await owner.client.code(TALK, { input: { ...input, result: 'ALL_WELL' } })).toBe('ALREADY_ANSWERED');
  });

  it('CP-03: is handed on, and declined with a reason', async () => {
    const { id } = await invitationOf('known');
    expect(await owner.client.code(ASSIGN, { id, owner: customer('known').contactId })).toBe('OWNER_NOT_FOUND');
    expect(await owner.client.code(ASSIGN, { id, owner: owner.id })).toBe('SAME_OWNER');
    // Nobody is asked to speak with a customer that he or she cannot see.
    const elsewhere = await createStaff(test, tenant, 'SALES');
    expect(await owner.client.code(ASSIGN, { id, owner: elsewhere.id })).toBe('OWNER_NOT_FOUND');
    expect(await owner.client.data(ASSIGN, { id, owner: staff.id })).toMatchObject({
      assignSpeakInvitation: { owner: { id: staff.id } },
    });
    expect(await owner.client.code(DECLINE, { id, note: ' ' })).toBe('INPUT_INVALID');
    expect(await owner.client.data(DECLINE, { id, note: 'We talk every week.' })).toMatchObject({
      declineSpeakInvitation: { state: 'DECLINED', nextDue: null },
    });
    expect(await timeline('known')).toEqual(['invitation.made', 'invitation.assigned', 'invitation.declined']);
  });

  it('CP-01: tells what was voiced, what is assumed, and why there is no own estimate yet', async () => {
    const report = `query ($from: Date!, $to: Date!) { hiddenComplaints(from: $from, to: $to) { voiced ownMissing answered withComplaint alreadyVoiced
      leastWithComplaint sources assumed { hidden voicedShare basis lower upper } own { hidden } } }`;
    await fileComplaint(await buyer('punctual'));
    const range = { from: '2026-11-01', to: '2026-12-31' };
    expect(await staff.client.data(report, range)).toEqual({
      hiddenComplaints: {
        voiced: 1,
        ownMissing: 'TOO_FEW_COMPLAINTS',
        answered: 2,
        withComplaint: 2,
        alreadyVoiced: 0,
        leastWithComplaint: 10,
        sources: ['complaint', 'invitation_to_speak'],
        assumed: { hidden: 9, voicedShare: 0.1, basis: 'ASSUMED', lower: null, upper: null },
        own: null,
      },
    });
    // Ten more who named a complaint when they were asked; three of them after they had filed one unasked.
    const { accountId } = customer('punctual');
    for (let i = 0; i < 10; i++) {
      await test.admin.query(
        `with s as (
           insert into signal (tenant_id, id, account_id, kind, grade, opened_on, last_seen_on, closed_on, score, threshold, ratio, basis,
             explanation, sources, policy_version, alert_id)
           select tenant_id, gen_random_uuid(), $1, kind, grade, opened_on, opened_on, opened_on, score, threshold, ratio, basis, explanation, sources,
             0, alert_id from signal where account_id = $2 limit 1 returning *)
         insert into invitation_to_speak (tenant_id, id, account_id, signal_id, alert_id, made_at, state, due_on, answer, answered_at, version)
         select tenant_id, gen_random_uuid(), account_id, id, alert_id, $3, 'ANSWERED', opened_on, 'COMPLAINT', $4, 1 from s`,
        [
          accountId,
          customer('speaks').accountId,
          `${i < 3 ? '2026-11-20' : '2026-11-18'}T10:00:00Z`,
          '2026-11-21T10:00:00Z',
        ],
      );
    }
    const { hiddenComplaints } = await staff.client.data<{ hiddenComplaints: { own: { hidden: number } } }>(
      report,
      range,
    );
    expect(hiddenComplaints).toMatchObject({ ownMissing: null, answered: 12, withComplaint: 12, alreadyVoiced: 3 });
    // One voiced, of which a quarter is voiced at all.
    expect(hiddenComplaints.own.hidden).toBeCloseTo(3, 9);
    const elsewhere = (await createStaff(test, tenant, 'SALES')).client;
    expect(await elsewhere.data(report, range)).toMatchObject({
      hiddenComplaints: { voiced: 0, answered: 0, ownMissing: 'NOBODY_ANSWERED' },
    });
    expect(await staff.client.code(report, { from: '2026-12-31', to: '2026-11-01' })).toBe('INPUT_INVALID');
  });

  it('CP-03: gives a talk guide in three languages that leaves the reason unsaid', async () => {
    for (const language of ['en', 'zh-CN', 'zh-TW']) {
      const { talkGuide } = await staff.client.data<{ talkGuide: { opening: string; questions: string[] } }>(
        'query ($language: String) { talkGuide(language: $language) { language opening questions avoid closing } }',
        { language },
      );
      expect(talkGuide.questions.length).toBeGreaterThanOrEqual(3);
      expect([talkGuide.opening, ...talkGuide.questions].join()).not.toMatch(/payment|invoice|付款|發票|发票/i);
    }
  });

  it('CP-03: an invitation that nobody has sent is overdue; an answer not given in time expires it', async () => {
    await send('quiet');
    const { rows } = await test.admin.query(`select answer_by::text as day from invitation_to_speak where id = $1`, [
      (await invitationOf('quiet')).id,
    ]);
    const expire = () =>
      test.app
        .get(ContextFactory)
        .asSystem(tenant.id, 'nightly', (ctx) => ctx.transaction(() => test.app.get(InvitationExpiry).expire(ctx)));
    // The day on which the answer is due is not over in Los Angeles when it is in UTC.
    await test.admin.query(`update tenant set time_zone = 'America/Los_Angeles' where id = $1`, [tenant.id]);
    now = new Date(Date.parse(`${rows[0].day as string}T03:00:00.000Z`) + 86_400_000);
    staff = await createStaff(test, tenant);
    await expire();
    expect((await invitationOf('quiet')).state).toBe('SENT');
    await test.admin.query(`update tenant set time_zone = 'UTC' where id = $1`, [tenant.id]);
    await test.app
      .get(ContextFactory)
      .asSystem(tenant.id, 'nightly', (ctx) =>
        ctx.transaction(() => test.app.get(Outbox).publish(ctx, 'invitations.expire', {})),
      );
    await until(async () => (await invitationOf('quiet')).state === 'EXPIRED');
    expect(
      await (await buyer('quiet')).data(ANSWER, { id: (await invitationOf('quiet')).id, answer: 'ALL_WELL' }),
    ).toMatchObject({ answerInvitation: { state: 'ANSWERED', answer: 'ALL_WELL', complaint: null } });
  });
});

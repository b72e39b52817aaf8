import { silentComplaintWindow, toneReadings, type ToneRating } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenWindows } from '../src/features/ledger/open-windows.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { evaluate } from './evaluation-client.js';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { addOrderDays, daysApart } from './factories/trade.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { createLedgerWorld, type LedgerWorld } from './support/ledger-world.js';
import { until } from './until.js';

const TODAY = '2026-11-22';
const RECORD = 'mutation ($input: RecordTouchInput!) { recordTouch(input: $input) { id } }';
const SIGNALS = `query ($account: ID!) { signals(filter: { accountId: $account }) { nodes { kind grade openedOn closedOn score threshold ratio sources
  alert { state signalKinds } why { asOf
    contactSilence { tiers { tier state lastContact days cadenceDays entry { id } } }
    toneDrop { from usualTone signs inviteBy ratings { on tone z drop entry { id } } }
    slowReplies { from usualHours recentHours growth replies { on hours entry { id } } } } } } }`;

interface Signal {
  readonly kind: string;
  readonly grade: string;
  readonly closedOn: string | null;
  readonly score: number;
  readonly threshold: number;
  readonly alert: { readonly state: string; readonly signalKinds: readonly string[] };
  readonly why: Record<'contactSilence' | 'toneDrop' | 'slowReplies', Record<string, unknown> | null>;
}

describe('signals of touches', () => {
  let test: TestApp;
  let world: LedgerWorld;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(`${TODAY}T09:00:00.000Z`) } });
    world = await createLedgerWorld(test);
  });
  afterAll(() => test.stop());

  const touch = async (accountId: string, observedOn: string, more: object = {}): Promise<string> => {
    const said = { channel: 'CALL', contactId: world.ids.CONTACT, theirFunction: 'PURCHASING', theirTier: 'WORKING' };
    const input = { accountId, observedOn, ...said, ...more };
    return (await world.client.data<{ recordTouch: { id: string } }>(RECORD, { input })).recordTouch.id;
  };
  const signals = async (accountId: string): Promise<readonly Signal[]> =>
    (await world.client.data<{ signals: { nodes: Signal[] } }>(SIGNALS, { account: accountId })).signals.nodes;
  /** Waits until everything that was announced has been judged. */
  const judged = async (): Promise<void> => {
    await until(async () => {
      const { rows } = await test.admin.query(
        `select not exists (select from outbox o where o.tenant_id = $1 and o.topic = 'accounts.evaluate' and not exists (
           select from handled_message h where h.tenant_id = $1 and h.handler = 'accounts.evaluate' and h.message_id = o.id)) as idle`,
        [world.tenant.id],
      );
      return rows[0].idle === true;
    }, 60_000);
  };

  it('SG-22: a tier with whom nobody has spoken for longer than its cadence is watched until somebody does', async () => {
    const account = await createAccount(test, world.tenant);
    // What is withdrawn has not been, and a campaign speaks with nobody.
    const wrong = await touch(account, '2026-11-21', { theirTier: 'MIDDLE' });
    await world.client.data('mutation ($id: ID!) { withdrawLedgerEntry(id: $id, reason: "not us") { id } }', {
      id: wrong,
    });
    await touch(account, '2026-11-20', { theirTier: 'MIDDLE', touchType: 'CAMPAIGN' });
    const working = await touch(account, '2026-11-15');
    await judged();
    expect(await signals(account)).toEqual([]);
    const middle = await touch(account, '2026-08-01', { theirTier: 'MIDDLE' });
    await judged();
    const [signal, ...others] = await signals(account);
    expect(others).toEqual([]);
    expect(signal).toMatchObject({
      ...{
        kind: 'CONTACT_SILENCE',
        grade: 'WATCH',
        closedOn: null,
        score: 113,
        threshold: 90,
        sources: ['ledger_entry'],
      },
      alert: { state: 'WATCH', signalKinds: ['CONTACT_SILENCE'] },
      why: {
        contactSilence: {
          tiers: [
            {
              tier: 'WORKING',
              state: 'WITHIN_CADENCE',
              lastContact: '2026-11-15',
              days: 7,
              cadenceDays: 30,
              entry: { id: working },
            },
            {
              tier: 'MIDDLE',
              state: 'OVERDUE',
              lastContact: '2026-08-01',
              days: 113,
              cadenceDays: 90,
              entry: { id: middle },
            },
            { tier: 'TOP', state: 'UNLOGGED', lastContact: null, days: null, cadenceDays: 180, entry: null },
          ],
        },
        toneDrop: null,
      },
    });
    await touch(account, TODAY, { theirTier: 'MIDDLE' });
    await judged();
    expect((await signals(account))[0]).toMatchObject({ kind: 'CONTACT_SILENCE', closedOn: TODAY });
  });

  it('SG-22, CP-01: cadence, tone and reply times are judged by the rules of the tenant', async () => {
    const account = await createAccount(test, world.tenant);
    const set = async (settings: Record<string, unknown>): Promise<void> => {
      const { policy } = await world.client.data<{ policy: { version: number } }>('{ policy { version } }');
      const named = Object.entries(settings).map(([path, value]) => ({ path, value }));
      await world.client.data('mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version } }', {
        i: { expectedVersion: policy.version, settings: named },
      });
    };
    const usual = { 'signals.contactCadence.WORKING': 30, 'silentComplaint.reply.growth': 2 };
    const tone = { 'silentComplaint.tone.leastHistory': 5, 'silentComplaint.tone.deviations': 2 };
    // The latest first: it may be judged at any moment, and never has been silent.
    for (const on of ['2026-11-02', '2026-11-01']) await touch(account, on, { tone: 1, replyHours: 30 });
    for (const on of ['2026-03-01', '2026-04-01', '2026-05-01']) await touch(account, on, { tone: 4, replyHours: 10 });
    await judged();
    // Three ratings make no habit, and 20 days are no silence.
    expect(await signals(account)).toEqual([]);
    await set({
      'signals.contactCadence.WORKING': 14,
      'silentComplaint.tone.leastHistory': 3,
      'silentComplaint.tone.deviations': 1,
      'silentComplaint.reply.leastHistory': 3,
      'silentComplaint.reply.growth': 2.5,
    });
    await evaluate(world.client, [account]);
    const found = await signals(account);
    expect(Object.fromEntries(found.map(({ kind, threshold }) => [kind, threshold]))).toEqual({
      CONTACT_SILENCE: 14,
      TONE_DROP: 1,
      SLOW_REPLIES: 2.5,
    });
    expect(found.find(({ kind }) => kind === 'CONTACT_SILENCE')).toMatchObject({ score: 20, closedOn: null });
    await set({ ...usual, ...tone, 'silentComplaint.reply.leastHistory': 5 });
    await evaluate(world.client, [account]);
    expect((await signals(account)).map(({ closedOn }) => closedOn)).toEqual([TODAY, TODAY, TODAY]);
  });

  it('SG-22: whoever visits the executives speaks with the top', async () => {
    const account = await createAccount(test, world.tenant);
    await touch(account, '2026-01-10', { theirTier: 'TOP' });
    await judged();
    expect(await signals(account)).toMatchObject([{ kind: 'CONTACT_SILENCE', closedOn: null, threshold: 180 }]);
    await world.client.data(
      'mutation ($input: RecordExecutiveVisitInput!) { recordExecutiveVisit(input: $input) { id } }',
      {
        input: { accountId: account, direction: 'WE_VISITED', contactId: world.ids.CONTACT, observedOn: '2026-11-01' },
      },
    );
    await judged();
    expect(await signals(account)).toMatchObject([{ kind: 'CONTACT_SILENCE', closedOn: TODAY }]);
  });

  it('CP-02: a ruder tone than usual is watched, twice in 60 days an alert, and gone when it was misheard', async () => {
    const account = await createAccount(test, world.tenant);
    const earlier: readonly [string, ToneRating][] = [5, 4, 5, 4, 4, 5, 4].map((tone, i) => [
      `2026-0${i + 1}-10`,
      tone as ToneRating,
    ]);
    for (const [on, tone] of earlier) await touch(account, on, { tone });
    await touch(account, '2026-10-20', { tone: 1 });
    await judged();
    // One rude day is within what seven ratings leave open.
    expect((await signals(account)).filter(({ kind }) => kind === 'TONE_DROP')).toEqual([]);
    await touch(account, '2026-11-01', { tone: 1 });
    await judged();
    const drops = async () => (await signals(account)).filter(({ kind }) => kind === 'TONE_DROP');
    expect(await drops()).toMatchObject([{ grade: 'WATCH', closedOn: null }]);
    const second = await touch(account, '2026-11-20', { tone: 1 });
    await judged();
    const observations = [...earlier, ['2026-10-20', 1], ['2026-11-01', 1], ['2026-11-20', 1]] as [
      string,
      ToneRating,
    ][];
    const expected = toneReadings(
      observations.map(([on, tone]) => ({ on, tone })),
      silentComplaintWindow(TODAY),
    );
    expect(expected.map(({ drop }) => drop)).toEqual([false, true, true]);
    const [signal] = await drops();
    expect(signal).toMatchObject({
      ...{ grade: 'ALERT', score: -Math.min(...expected.map(({ z }) => z)), threshold: 2 },
      alert: { state: 'ALERT' },
      why: { toneDrop: { from: '2026-09-24', usualTone: 4, signs: ['TONE_DROP'], inviteBy: '2026-11-25' } },
    });
    const ratings = expected.map(({ on, tone, z, drop }) => ({ on, tone, z, drop }));
    expect(signal?.why.toneDrop?.['ratings']).toMatchObject(ratings);
    expect((signal?.why.toneDrop?.['ratings'] as { entry: { id: string } }[])[2]?.entry.id).toBe(second);
    const invitations = await world.client.data(
      'query ($id: ID!) { speakInvitations(filter: { accountId: $id }) { nodes { state dueOn signal { kind } } } }',
      { id: account },
    );
    expect(invitations['speakInvitations']).toEqual({
      nodes: [{ state: 'PENDING', dueOn: '2026-11-25', signal: { kind: 'TONE_DROP' } }],
    });
    const [, first] = (signal?.why.toneDrop?.['ratings'] as { entry: { id: string } }[]) ?? [];
    for (const [corrects, observedOn] of [
      [first?.entry.id, '2026-11-01'],
      [second, '2026-11-20'],
    ] as const)
      await touch(account, observedOn, { tone: 5, corrects, reason: 'misheard' });
    await judged();
    expect(await drops()).toMatchObject([{ closedOn: TODAY }]);
  });

  it('answers that take twice as long as before are watched', async () => {
    const account = await createAccount(test, world.tenant);
    for (let month = 1; month <= 8; month++) await touch(account, `2026-0${month}-05`, { replyHours: 4 });
    await touch(account, '2026-11-02', { replyHours: 7.5 });
    await touch(account, '2026-11-12', { replyHours: 8.5 });
    await judged();
    const slow = (await signals(account)).filter(({ kind }) => kind === 'SLOW_REPLIES');
    expect(slow).toMatchObject([
      {
        ...{ grade: 'WATCH', closedOn: null, score: 2, threshold: 2 },
        why: {
          slowReplies: {
            ...{ usualHours: 4, recentHours: 8, growth: 2 },
            replies: [
              { on: '2026-11-02', hours: 7.5 },
              { on: '2026-11-12', hours: 8.5 },
            ],
          },
        },
      },
    ]);
  });
});

describe('what the ledger says elsewhere', () => {
  let test: TestApp;
  let world: LedgerWorld;

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => new Date(`${TODAY}T09:00:00.000Z`) } });
    world = await createLedgerWorld(test);
  });
  afterAll(() => test.stop());

  const record = (name: string, input: object) =>
    world.client.data(`mutation ($input: Record${name}Input!) { record${name}(input: $input) { id } }`, { input });

  it('RG-05: suggests a communication gap and a lost single thread for a drop', async () => {
    for (let i = 0; i < 10; i++) {
      const steady = await createAccount(test, world.tenant, { name: `Steady ${i}` });
      await addOrderDays(test, world.tenant.id, steady, daysApart('2024-06-01', '2026-11-20', 5 + (i % 3)));
    }
    const quiet = await createAccount(test, world.tenant, { name: 'Quiet', stage: 'STABLE' });
    await addOrderDays(test, world.tenant.id, quiet, daysApart('2024-06-01', '2026-10-01', 5));
    const { contactId: leaver } = await createContact(test, world.tenant, quiet, { validTo: '2026-09-20' });
    const { contactId: other } = await createContact(test, world.tenant, quiet);
    const said = { accountId: quiet, channel: 'CALL', theirFunction: 'PURCHASING' };
    for (const day of ['2026-05-01', '2026-05-20', '2026-06-10'])
      await record('Touch', { ...said, contactId: leaver, observedOn: day });
    await record('Touch', { ...said, contactId: other, observedOn: '2026-06-15' });
    await evaluate(world.client);
    const { alerts } = await world.client.data<{ alerts: { nodes: { why: { causes: object[]; plays: object[] } }[] } }>(
      `query ($id: ID!) { alerts(filter: { accountId: $id }) { nodes { why { causes { cause evidence days } sources } } } }`,
      { id: quiet },
    );
    // The next order was expected on 2026-10-05, 112 days after the last touch and 15 after the person of three in four was gone.
    expect(alerts.nodes.map(({ why }) => why.causes)).toEqual([
      [
        { cause: 'SINGLE_THREAD_LOST', evidence: [leaver], days: 15 },
        { cause: 'COMMUNICATION_GAP', evidence: ['WORKING'], days: 112 },
      ],
    ]);
  });

  it('PF-01: a window is open while its trigger about the present supplier is', async () => {
    const windows = test.app.get(OpenWindows, { strict: false });
    const at = (asOf: string) =>
      test.app.get(ContextFactory, { strict: false }).asSystem(world.tenant.id, 'test', (ctx) => windows.of(ctx, asOf));
    const open = async (more: object): Promise<string> => {
      const accountId = await createAccount(test, world.tenant);
      await record('Trigger', {
        ...{ accountId, trigger: 'RIVAL_QUALITY_PROBLEM', about: 'INCUMBENT', severity: 0.8, certainty: 0.9 },
        ...{ origin: 'WAITED', evidence: 'Their lots were sent back.', observedOn: '2026-09-01', ...more },
      });
      return accountId;
    };
    const ordinary = await open({});
    const shorter = await open({ expiresOn: '2026-10-15' });
    const ours = await open({ about: 'US' });
    const later = await open({ observedOn: '2026-11-01' });
    const known = [ordinary, shorter, ours, later];
    const found = async (asOf: string) => [...(await at(asOf))].filter((id) => known.includes(id)).toSorted();
    expect(await found('2026-08-31')).toEqual([]);
    expect(await found('2026-10-15')).toEqual([ordinary, shorter].toSorted());
    expect(await found('2026-11-30')).toEqual([ordinary, later].toSorted());
    expect(await found('2026-12-01')).toEqual([later]);
  });
});

import { contactSpans, type ContactSums, contactSums, dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { ContactSumsService } from '../src/features/ledger/contact-sums.service.js';
import { InterfaceService } from '../src/features/relationships/interface.service.js';
import { PostureService } from '../src/features/relationships/posture.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { addEntries, type StoredEntry, touchOf } from './factories/ledger.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { countStatements } from './support/statement-count.js';

const TODAY = '2026-11-22';
const READ = `query ($id: ID!, $asOf: Date) { account(id: $id) { relationshipInterface(asOf: $asOf) {
  asOf touches reading reason missing nearMiss form since confidence steps { on from to direction } pending { direction since }
  criteria { form criterion actual needed met } activePairs salesPurchasingShare effectiveBreadth
  matrix { ours theirs touches recent active lastOn tiers evidence } tiers { tier touches lastOn evidence }
  counterparts { ourPerson { id name } contact { id name } touches active evidence }
  executivePair { contact { name } touches } jointTeams { subject from ourMembers evidence } network { links }
  contactInitiative initiativeRatio proposals singleThread { atRisk topContact { share person { name } } topOfOurs { share person { id } } } } } }`;
interface Pictured {
  readonly svg: string;
  readonly url: string;
  readonly pngUrl: string;
}

const PICTURE = `query ($id: ID!, $asOf: Date) { account(id: $id) { relationshipInterface(asOf: $asOf) { picture { svg url pngUrl(theme: DARK) } } } }`;
const POSTURE = `query ($id: ID!, $asOf: Date) { account(id: $id) { posture(asOf: $asOf) {
  posture reason source index adaptationCount adaptationsNeeded ourEffort theirEffort traits adaptations { id on side area effort benefit } } } }`;

interface Read {
  readonly reading: string | null;
  readonly form: string | null;
  readonly steps: readonly { readonly on: string; readonly from: string; readonly to: string }[];
  readonly [field: string]: unknown;
}

describe('interfaces of accounts', () => {
  let test: TestApp;
  let now = `${TODAY}T09:00:00.000Z`;
  let tenant: { id: string; slug: string };
  let admin: Awaited<ReturnType<typeof createStaff>>;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => new Date(now) } });
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
  });
  afterEach(() => {
    now = `${TODAY}T09:00:00.000Z`;
  });
  afterAll(() => test.stop());

  const read = async (id: string, asOf: IsoDate | null = null): Promise<Read> =>
    (await admin.client.data<{ account: { relationshipInterface: Read } }>(READ, { id, asOf })).account
      .relationshipInterface;
  const someone = async (account: string, name: string): Promise<string> =>
    (await createContact(test, tenant, account, { name })).contactId;
  /** A contact every so many days between two days. */
  const often = (
    [from, to, every]: readonly [from: IsoDate, to: IsoDate, every: number],
    payload: Readonly<Record<string, unknown>>,
  ): StoredEntry[] => {
    const entries: StoredEntry[] = [];
    for (let day = epochDay(from); day <= epochDay(to); day += every)
      entries.push({ kind: 'TOUCH', on: dateOfEpochDay(day), payload });
    return entries;
  };

  it('IF-01…03: replays a relationship in three steps, each with what it lacks for the next', async () => {
    const account = await createAccount(test, tenant, { name: 'Ningbo Works' });
    const [buyer, engineer, quality, head] = await Promise.all(
      ['Wang', 'Sun', 'Qiu', 'Gao'].map((name) => someone(account, name)),
    );
    const me = admin.id;
    const sales = touchOf(me, buyer as string, ['SALES', 'PURCHASING']);
    const pairs: readonly (readonly [string, string])[] = [
      ['ENGINEERING', 'ENGINEERING'],
      ['QUALITY', 'QUALITY'],
      ['PRODUCTION', 'PRODUCTION'],
      ['LOGISTICS', 'LOGISTICS'],
    ];
    await addEntries(test, tenant.id, account, [
      ...often(['2000-03-01', '2011-06-30', 21], sales),
      ...often(['2005-06-01', '2011-06-30', 28], touchOf(me, engineer as string, pairs[0]!, 'MIDDLE')),
      ...often(['2005-06-01', '2011-06-30', 28], touchOf(me, quality as string, pairs[1]!)),
      ...often(['2005-06-01', '2011-06-30', 28], touchOf(me, quality as string, pairs[2]!)),
      ...often(['2010-02-01', '2011-06-30', 14], touchOf(me, quality as string, pairs[3]!)),
      ...often(['2010-02-01', '2011-06-30', 30], touchOf(me, head as string, ['MANAGEMENT', 'MANAGEMENT'], 'TOP')),
      {
        kind: 'JOINT_TEAM',
        on: '2010-01-15',
        payload: { subject: 'Wound tube', functions: ['ENGINEERING'], ourPeople: 4, theirPeople: 3, active: true },
      },
    ]);
    const early = await read(account, '2004-12-31');
    expect(early).toMatchObject({
      ...{ form: 'BUTTERFLY', reading: 'BUTTERFLY', salesPurchasingShare: 1, activePairs: 0, confidence: 1 },
      missing: ['MORE_FUNCTION_PAIRS', 'MORE_TIERS', 'LESS_SALES_PURCHASING'],
      singleThread: { atRisk: true, topContact: { share: 1, person: { name: 'Wang' } } },
      matrix: [{ ours: 'SALES', theirs: 'PURCHASING', active: true }],
    });
    expect(await read(account, '2006-12-31')).toMatchObject({
      ...{ form: 'TRIANGLE', reading: 'TRIANGLE', activePairs: 3 },
      missing: ['MORE_FUNCTION_PAIRS', 'EXECUTIVE_PAIR', 'JOINT_TEAM'],
    });
    const late = await read(account, '2011-06-30');
    expect(late).toMatchObject({
      ...{ form: 'DIAMOND', reading: 'DIAMOND', missing: [], activePairs: 5 },
      executivePair: { contact: { name: 'Gao' } },
      jointTeams: [{ subject: 'Wound tube', from: '2010-01-15', ourMembers: 4 }],
    });
    expect(late.steps.map(({ on, from, to }) => [on.slice(0, 4), from, to])).toEqual([
      ['2005', 'BUTTERFLY', 'TRIANGLE'],
      ['2010', 'TRIANGLE', 'DIAMOND'],
    ]);
    // Nobody has logged anything since: there is no reading, and what was active is no longer, one step after the other.
    const today = await read(account);
    expect(today).toMatchObject({ reading: null, reason: 'NOTHING_LOGGED', touches: 0, form: 'BUTTERFLY' });
    expect(today.steps.map(({ to }) => to)).toEqual(['TRIANGLE', 'DIAMOND', 'TRIANGLE', 'BUTTERFLY']);
  });

  it('names the entries that each figure rests on', async () => {
    const account = await createAccount(test, tenant);
    const contact = await someone(account, 'Buyer');
    const [older, newer, campaign] = await addEntries(test, tenant.id, account, [
      { kind: 'TOUCH', on: '2026-11-01', payload: touchOf(admin.id, contact, ['SALES', 'PURCHASING']) },
      { kind: 'TOUCH', on: '2026-11-02', payload: touchOf(admin.id, contact, ['SALES', 'PURCHASING']) },
      {
        kind: 'TOUCH',
        on: '2026-11-03',
        payload: { ...touchOf(admin.id, contact, ['MARKETING', 'MARKETING']), touchType: 'CAMPAIGN' },
      },
    ]);
    const { matrix, counterparts } = await read(account);
    expect(matrix).toMatchObject([{ evidence: [newer, older], lastOn: '2026-11-02', tiers: ['WORKING'] }]);
    expect(counterparts).toMatchObject([
      { ourPerson: { id: admin.id }, contact: { id: contact, name: 'Buyer' }, touches: 2, evidence: [newer, older] },
    ]);
    expect(JSON.stringify({ matrix, counterparts })).not.toContain(campaign);
  });

  it('says of a past day what it said then, whatever has been recorded, corrected and withdrawn since', async () => {
    const people = ['a', 'b', 'c'].map(() => uuidv7());
    for (const id of people)
      await test.admin.query(
        `insert into contact (tenant_id, id, name, name_lower, language, status) values ($1, $2, 'P', 'p', 'en', 'ACTIVE')`,
        [tenant.id, id],
      );
    const functions = fc.constantFrom('SALES', 'PURCHASING', 'MANAGEMENT', 'QUALITY');
    const action = fc.record({
      wait: fc.integer({ min: 0, max: 25 }),
      /** Days before the day of recording on which it was observed. */
      late: fc.integer({ min: 0, max: 60 }),
      what: fc.constantFrom('RECORD', 'RECORD', 'RECORD', 'VISIT', 'CAMPAIGN', 'CORRECT', 'WITHDRAW', 'TEAM', 'ADAPT'),
      touch: fc.tuple(fc.constantFrom(...people), functions, functions, fc.constantFrom('WORKING', 'MIDDLE', 'TOP')),
      flag: fc.boolean(),
      which: fc.nat(),
    });
    const interfaces = test.app.get(InterfaceService, { strict: false });
    const postures = test.app.get(PostureService, { strict: false });
    const contexts = test.app.get(ContextFactory, { strict: false });
    const sorted = ({ days, pairs, ...rest }: ContactSums) => ({
      ...rest,
      days: days.toSorted((a, b) => a.on.localeCompare(b.on)),
      pairs: pairs.toSorted((a, b) => `${a.ours}-${a.theirs}`.localeCompare(`${b.ours}-${b.theirs}`)),
    });
    const told = (account: string, asOf: IsoDate): Promise<string> =>
      contexts.asSystem(tenant.id, 'test', async (ctx) => {
        const { read: found, inside, policy } = await interfaces.basis(ctx, account, asOf);
        // Added up by the database, the contacts say what they say one by one.
        const spans = contactSpans(asOf, policy);
        const sums = (await test.app.get(ContactSumsService, { strict: false }).of(ctx, [account], asOf, spans)).get(
          account,
        );
        expect(sorted(sums ?? contactSums([], asOf))).toEqual(sorted(contactSums(inside, asOf, policy)));
        const brief = (await interfaces.brief(ctx, [account], asOf)).get(account);
        expect(brief).toMatchObject({ reading: found.reading, jointTeams: found.jointTeams });
        const timeline = await interfaces.timeline(ctx, { accountId: account, asOf });
        return JSON.stringify([found, timeline, { ...(await postures.of(ctx, account, asOf)) }]);
      });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 40, size: 'max' }), async (actions) => {
        const account = await createAccount(test, tenant);
        const then = new Map<IsoDate, string>();
        const open: { id: string; kind: string; on: IsoDate }[] = [];
        let day = epochDay('2025-01-06');
        for (const { wait, late, what, touch, flag, which } of actions) {
          day += wait;
          const [recordedOn, on] = [dateOfEpochDay(day), dateOfEpochDay(day - late)];
          then.delete(recordedOn);
          const [contact, ours, theirs, tier] = touch;
          const recordedAt = `${recordedOn}T${flag ? '23:59:59' : '00:00:00'}Z`;
          const taken = open.length === 0 ? undefined : open[which % open.length];
          const id = uuidv7();
          const entry: StoredEntry =
            what === 'TEAM'
              ? {
                  ...{ id, on, recordedAt, kind: 'JOINT_TEAM' },
                  payload: { subject: 'T', functions: ['SALES'], ourPeople: 1, theirPeople: 1, active: flag },
                }
              : what === 'ADAPT'
                ? {
                    ...{ id, on, recordedAt, kind: 'ADAPTATION' },
                    payload: { side: flag ? 'OURS' : 'THEIRS', area: 'PROCESS', effort: (which % 9) + 1 },
                  }
                : what === 'VISIT'
                  ? {
                      ...{ id, on, recordedAt, kind: 'EXECUTIVE_VISIT' },
                      payload: { direction: flag ? 'WE_VISITED' : 'THEY_VISITED', ourPerson: admin.id, contact },
                    }
                  : {
                      ...{ id, on, recordedAt, kind: 'TOUCH' },
                      payload: {
                        ...touchOf(admin.id, contact, [ours, theirs], tier),
                        ...(what === 'CAMPAIGN' ? { touchType: 'CAMPAIGN' } : {}),
                      },
                    };
          if (what === 'WITHDRAW' && taken)
            await addEntries(test, tenant.id, account, [
              { id, recordedAt, on: taken.on, kind: taken.kind, payload: {}, supersedes: taken.id, withdrawn: true },
            ]);
          else if (what === 'CORRECT' && taken && taken.kind === 'TOUCH')
            await addEntries(test, tenant.id, account, [{ ...entry, supersedes: taken.id }]);
          else await addEntries(test, tenant.id, account, [entry]);
          if (taken && (what === 'WITHDRAW' || (what === 'CORRECT' && taken.kind === 'TOUCH')))
            open.splice(open.indexOf(taken), 1);
          if (what !== 'WITHDRAW') open.push({ id, kind: entry.kind, on });
          now = `${recordedOn}T23:59:59.500Z`;
          then.set(recordedOn, await told(account, recordedOn));
        }
        now = `${TODAY}T09:00:00.000Z`;
        for (const [asOf, answer] of then) expect(await told(account, asOf)).toBe(answer);
      }),
      // Without it, looking for a smaller counterexample would outlast the test, and none be told.
      { numRuns: 12, interruptAfterTimeLimit: 200_000, markInterruptAsFailure: true },
    );
  }, 240_000);

  it('reads 200 people and 20,000 contacts with as many statements as one of each', async () => {
    const [small, large] = [await createAccount(test, tenant), await createAccount(test, tenant)];
    const one = await someone(small, 'One');
    await addEntries(test, tenant.id, small, [
      { kind: 'TOUCH', on: '2026-11-01', payload: touchOf(admin.id, one, ['SALES', 'PURCHASING']) },
    ]);
    const people = await Promise.all(Array.from({ length: 200 }, (_, i) => someone(large, `Person ${i}`)));
    const tiers = ['WORKING', 'MIDDLE', 'TOP'];
    const codes = ['SALES', 'ENGINEERING', 'QUALITY', 'LOGISTICS', 'MANAGEMENT'];
    await addEntries(
      test,
      tenant.id,
      large,
      Array.from({ length: 20_000 }, (_, i): StoredEntry => ({
        kind: 'TOUCH',
        on: dateOfEpochDay(epochDay(TODAY) - Math.floor((i * 3650) / 20_000)),
        payload: touchOf(
          admin.id,
          people[i % 200] as string,
          [codes[i % 5] as string, codes[(i + Math.floor(i / 7)) % 5] as string],
          tiers[i % 3] as string,
        ),
      })),
    );
    await read(small);
    const few = await countStatements(() => read(small));
    const many = await countStatements(() => read(large));
    expect(many.answer).toMatchObject({ touches: 987, form: expect.any(String) });
    expect(many.sent).toBe(few.sent);
    // Several accounts share them, too.
    const list = await countStatements(() =>
      admin.client.data(
        '{ accounts(first: 50) { nodes { relationshipInterface { form reading } posture { posture } } } }',
      ),
    );
    expect(list.sent).toBeLessThanOrEqual(few.sent + 6);
  }, 180_000);

  it('shows them to those alone who see the account and may read the ledger', async () => {
    const account = await createAccount(test, tenant);
    const stranger = await createStaff(test, tenant, 'SALES');
    const { account: none } = await stranger.client.data<{ account: unknown }>(READ, { id: account });
    expect(none).toBeNull();
    expect(await admin.client.code(READ, { id: account, asOf: '2026-11-23' })).toBe('INPUT_INVALID');
    expect(await admin.client.code(POSTURE, { id: account, asOf: '2027-01-01' })).toBe('INPUT_INVALID');
  });

  it('RT-01: tells who adapts to whom, with the adaptations', async () => {
    const account = await createAccount(test, tenant);
    const posture = async (asOf: IsoDate | null = null): Promise<Record<string, unknown>> =>
      (await admin.client.data<{ account: { posture: Record<string, unknown> } }>(POSTURE, { id: account, asOf }))
        .account.posture;
    expect(await posture()).toMatchObject({
      posture: null,
      reason: 'TOO_FEW_ADAPTATIONS',
      source: 'NONE',
      index: null,
    });
    const adapt = (on: IsoDate, side: string, effort: number): StoredEntry => ({
      ...{ kind: 'ADAPTATION', on },
      payload: { side, area: 'PROCESS', effort, benefit: 'Faster' },
    });
    const ids = await addEntries(test, tenant.id, account, [
      ...['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map((on) => adapt(on, 'THEIRS', 5)),
      adapt('2026-01-05', 'OURS', 5),
      ...['2026-05-01', '2026-05-02', '2026-05-03'].map((on) => adapt(on, 'OURS', 20)),
    ]);
    expect(await posture('2026-01-04')).toMatchObject({ posture: null, adaptationCount: 4, index: -1 });
    expect(await posture('2026-01-05')).toMatchObject({ posture: 'PASSIVE', source: 'LEDGER', index: -0.6 });
    const today = await posture();
    expect(today).toMatchObject({
      ...{ posture: 'PROACTIVE', ourEffort: 65, theirEffort: 20, adaptationCount: 8, adaptationsNeeded: 5 },
      traits: ['CLOSE', 'VELCRO', 'SURFACE'],
    });
    expect((today['adaptations'] as { id: string }[]).map(({ id }) => id)).toEqual(ids.toReversed());
  });

  describe('as a picture', () => {
    let account: string;
    beforeAll(async () => {
      account = await createAccount(test, tenant, { name: 'Steel & Sons <AG>' });
      const contact = await someone(account, 'Buyer');
      await addEntries(
        test,
        tenant.id,
        account,
        often(['2026-06-01', '2026-11-20', 10], touchOf(admin.id, contact, ['SALES', 'PURCHASING'])),
      );
    });
    const pictured = async (asOf: IsoDate | null = null): Promise<Pictured> =>
      (
        await admin.client.data<{ account: { relationshipInterface: { picture: Pictured } } }>(PICTURE, {
          id: account,
          asOf,
        })
      ).account.relationshipInterface.picture;
    const get = (path: string): Promise<Response> => fetch(`${test.url}${path}`);

    it('comes with the account, and by an address that needs no session', async () => {
      const { svg, url, pngUrl } = await pictured();
      expect(svg).toContain('Steel &#38; Sons &#60;AG&#62;: butterfly');
      const response = await get(url);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
      expect(await response.text()).toBe(svg);
      expect(await (await get(url.replace('lang=en', 'lang=zh-TW'))).text()).toContain('蝴蝶形');
      const pixels = await get(pngUrl);
      expect(pixels.headers.get('content-type')).toBe('image/png');
      expect([...Buffer.from(await pixels.arrayBuffer()).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    });

    it('opens for one day of the account alone, and for a day', async () => {
      const { url } = await pictured();
      const past = (await pictured('2026-07-31')).url;
      expect((await get(past)).status).toBe(200);
      expect((await get(url.replace(TODAY, '2026-07-31'))).status).toBe(404);
      expect((await get(url.replace('.svg', '.gif'))).status).toBe(404);
      expect((await get('/interface-pictures/never/x.svg')).status).toBe(404);
      now = '2026-11-23T10:00:00.000Z';
      try {
        expect(await (await get(url)).json()).toMatchObject({ code: 'FILE_LINK_EXPIRED' });
      } finally {
        now = `${TODAY}T09:00:00.000Z`;
      }
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureDemoTenant } from '../src/features/demo/demo-tenant.js';
import { replaysNingbo } from './demo-ningbo.js';
import { mailsTo, REDEEM, tokenIn } from './factories/buyer.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

describe('demo tenant', () => {
  let test: TestApp;
  let summary: string[];
  let took: number;

  beforeAll(async () => {
    test = await startTestApp({ env: { MORTISE_DEMO: '1' } });
    const started = performance.now();
    summary = await ensureDemoTenant(test.app);
    took = performance.now() - started;
  });
  afterAll(() => test.stop());

  async function signIn(email: string): Promise<GraphqlClient> {
    const password = /password "([^"]+)"/.exec(summary.join('\n'))?.[1];
    const { signIn: payload } = await test.staff.data<{ signIn: { accessToken: string } }>(
      'mutation ($i: SignInInput!) { signIn(input: $i) { accessToken } }',
      { i: { tenant: 'helix', email, password } },
    );
    return test.staff.as(payload.accessToken);
  }

  it('is there within seconds and says where everything is', () => {
    expect(took).toBeLessThan(15_000);
    const text = summary.join('\n');
    for (const place of ['/graphql', '/portal/helix', '/mail'])
      expect(text).toContain(`${test.config.publicUrl}${place}`);
  });

  it('lets everybody it names sign in', async () => {
    const emails = summary.flatMap((line) => /^ {4}(\S+@helix\.example)/.exec(line)?.[1] ?? []);
    expect(emails).toHaveLength(6);
    for (const email of emails) expect(await (await signIn(email)).data('{ me { email } }')).toEqual({ me: { email } });
  });

  it('has ten accounts and their group over all stages', async () => {
    const director = await signIn('director@helix.example');
    const { accounts } = await director.data<{
      accounts: { nodes: { name: string; stage: string | null; parent: { name: string } | null }[] };
    }>('{ accounts(first: 50) { nodes { name stage parent { name } } } }');
    expect(accounts.nodes.filter(({ stage }) => stage !== null)).toHaveLength(10);
    expect(new Set(accounts.nodes.map(({ stage }) => stage))).toEqual(
      new Set([null, 'DEVELOPMENT', 'INITIAL', 'STABLE', 'STRATEGIC', 'ENDED']),
    );
    expect(accounts.nodes.filter(({ parent }) => parent?.name === 'Donghai Petrochemical Group')).toHaveLength(2);
  });

  it('tells a past that went through the gates', async () => {
    const director = await signIn('director@helix.example');
    const { accounts } = await director.data<{ accounts: { nodes: { stageHistory: object[] }[] } }>(
      `{ accounts(filter: { search: "Rhine" }) { nodes { stageHistory { from to movement cause at proposedBy { name } approvers { name } evidence { criterion source met } } } } }`,
    );
    expect(accounts.nodes[0]?.stageHistory).toMatchObject([
      { from: null, to: 'STRATEGIC' },
      {
        from: 'STRATEGIC',
        to: 'STABLE',
        movement: 'REGRESS',
        cause: 'COMPETITOR_PRICE',
        proposedBy: { name: 'Anna Weber' },
        approvers: [{ name: 'Chen Guodong' }],
        evidence: expect.arrayContaining([{ criterion: 'SHARE_UPPER_BOUND', source: 'MEASURED', met: true }]),
      },
    ]);
  });

  it('has two accounts slipping and one proposal waiting', async () => {
    const director = await signIn('director@helix.example');
    const { alerts, stageProposals } = await director.data<{
      alerts: { nodes: { account: { name: string } }[] };
      stageProposals: { nodes: { account: { name: string }; to: string; proposedBy: { actor: string } }[] };
    }>(
      '{ alerts(filter: { state: ALERT }) { nodes { account { name } } } stageProposals(filter: { open: true }) { nodes { to account { name } proposedBy { actor } } } }',
    );
    // Donghai pays later than it ever did, and says nothing.
    expect(alerts.nodes.map(({ account }) => account.name).sort()).toEqual([
      'Donghai Polymers',
      'Taihu District Heating',
      'Yangtze Chemical Fibre',
    ]);
    expect(stageProposals.nodes).toEqual([
      { to: 'STABLE', account: { name: 'Northern LNG Terminals' }, proposedBy: { actor: 'system:evaluation' } },
    ]);
  });

  it('has one account that has begun to pay late and owes more than it may', async () => {
    const director = await signIn('director@helix.example');
    const { accounts, receivables } = await director.data<{
      accounts: { nodes: { name: string; silentComplaint: { possible: boolean; signs: string[] } | null }[] };
      receivables: { nodes: { account: { name: string }; creditStatus: { status: string } }[] };
    }>(`{ accounts(first: 50) { nodes { name silentComplaint { possible signs } } }
      receivables(filter: { overLimit: true, overdue: true }) { nodes { account { name } creditStatus { status } } } }`);
    expect(accounts.nodes.filter(({ silentComplaint }) => silentComplaint?.signs.includes('LATE_PAYMENT'))).toEqual([
      {
        name: 'Donghai Polymers',
        silentComplaint: { possible: true, signs: expect.arrayContaining(['LATE_PAYMENT']) },
      },
    ]);
    expect(receivables.nodes).toEqual([
      { account: { name: 'Donghai Polymers' }, creditStatus: { status: 'OVER_LIMIT' } },
    ]);
  });

  it('leaves none of its lists empty', async () => {
    const admin = await signIn('admin@helix.example');
    const lists = [
      ...[
        'accounts',
        'advisories',
        'alerts',
        'assessmentRounds',
        'complaints',
        'contacts',
        'departments',
        'imports',
        'ledgerEntries',
        'products',
        'promotions',
      ],
      ...['rebateAgreements', 'receivables', 'signals', 'stageProposals', 'teams', 'staffMembers'],
    ];
    const counts = await admin.data<Record<string, { totalCount: number }>>(
      `{ ${lists.map((name) => `${name}(first: 1) { totalCount }`).join(' ')} }`,
    );
    expect(Object.entries(counts).filter(([, { totalCount }]) => totalCount === 0)).toEqual([]);
  });

  it('has touches, payments and deliveries behind what it says of a customer', async () => {
    const admin = await signIn('admin@helix.example');
    const { accounts, rebateLiability } = await admin.data<{
      accounts: { nodes: Record<string, { totalCount: number }>[] };
      rebateLiability: Record<string, unknown>;
    }>(`{ accounts(filter: { search: "Rhine" }) { nodes {
        ledger { totalCount } deliveries { totalCount } late: deliveries(state: OVERDUE) { totalCount } invoices { totalCount }
        rebateAgreements { number state settled { decimal } standing { accrued { decimal } } }
        receivables { creditNotes: collectionPlan(back: 4, ahead: 1) { received { decimal } } } } }
      rebateLiability { agreements accrued { decimal } reason } }`);
    expect(accounts.nodes[0]).toMatchObject({
      ledger: { totalCount: expect.any(Number) },
      rebateAgreements: expect.arrayContaining([
        expect.objectContaining({ state: 'SETTLED' }),
        expect.objectContaining({ state: 'ACTIVE' }),
      ]),
    });
    for (const field of ['ledger', 'deliveries', 'invoices'])
      expect(accounts.nodes[0]?.[field]?.totalCount).toBeGreaterThan(0);
    expect(rebateLiability).toMatchObject({ agreements: expect.any(Number), reason: null });
    const { rows } = await test.admin.query(
      'select (select count(*)::int from payment) as payments, (select count(*)::int from credit_note) as credits',
    );
    expect(rows[0].payments).toBeGreaterThan(50);
    expect(rows[0].credits).toBeGreaterThan(5);
  });

  it('has a customer who is cooler and slower besides paying late, and one with whom nobody has spoken', async () => {
    const director = await signIn('director@helix.example');
    const { signals } = await director.data<{ signals: { nodes: { kind: string; account: { name: string } }[] } }>(
      '{ signals(filter: { open: true }, first: 50) { nodes { kind account { name } } } }',
    );
    const of = (name: string): string[] =>
      signals.nodes.filter(({ account }) => account.name === name).map(({ kind }) => kind);
    expect(of('Donghai Polymers')).toEqual(expect.arrayContaining(['LATE_PAYMENT', 'TONE_DROP', 'SLOW_REPLIES']));
    expect(of('Taihu District Heating')).toContain('CONTACT_SILENCE');
    expect(of('Borealis Pulp and Paper')).not.toContain('CONTACT_SILENCE');
  });

  replaysNingbo(() => signIn('director@helix.example'));

  it('§1, AS-04: shows a hostage of one buyer first, and an account that would bear more', async () => {
    const director = await signIn('director@helix.example');
    const { portfolio, portfolioAccounts } = await director.data<{
      portfolio: {
        all: Record<string, number>;
        levels: { stage: string; level: string; counts: { dangers: number } }[];
      };
      portfolioAccounts: { nodes: { account: { name: string } }[] };
    }>(`{ portfolio { all { accounts dangers warnings opportunities } levels { stage level counts { dangers opportunities } } }
      portfolioAccounts(first: 20) { nodes { account { name } stage level interface kind misalignments } } }`);
    const { nodes } = portfolioAccounts;
    expect(nodes[0]).toMatchObject({
      ...{ account: { name: 'Yangtze Chemical Fibre' }, stage: 'STABLE', level: 'BASIC', interface: 'BUTTERFLY' },
      ...{ kind: 'DANGER', misalignments: expect.arrayContaining(['SHARE_WITHOUT_DEPTH']) },
    });
    expect(nodes).toContainEqual({
      ...{ account: { name: 'Borealis Pulp and Paper' }, stage: 'INITIAL', level: 'COOPERATIVE', interface: 'FORMING' },
      ...{ kind: 'OPPORTUNITY', misalignments: ['DEPTH_WITHOUT_SHARE'] },
    });
    expect(nodes.find(({ account }) => account.name === 'Donghai Refining')).toMatchObject({ kind: null });
    expect(portfolio.all).toEqual({ accounts: 11, dangers: 3, warnings: 1, opportunities: 1 });
    expect(portfolio.levels).toContainEqual({
      stage: 'STABLE',
      level: 'BASIC',
      counts: { dangers: 1, opportunities: 0 },
    });
  });

  it('shows a team its accounts alone', async () => {
    const weber = await signIn('weber@helix.example');
    const { accounts } = await weber.data<{ accounts: { nodes: { country: string }[] } }>(
      '{ accounts(first: 50) { nodes { country } } }',
    );
    expect(accounts.nodes.map(({ country }) => country).sort()).toEqual(['AE', 'DE', 'FI', 'JP']);
  });

  it('has mailed an invitation with which a buyer comes in', async () => {
    const email = 'wang@donghai-refining.example';
    expect(summary.join('\n')).toContain(email);
    const [mail] = await mailsTo(test, email);
    const { data } = await test.portal.send(REDEEM, { token: tokenIn(mail) });
    expect(data).toMatchObject({
      redeemMagicLink: { account: { name: 'Donghai Refining' }, supplier: { slug: 'helix' } },
    });
  });

  it('has one advisory that was sent and read, and one that waits for somebody to approve it', async () => {
    const director = await signIn('director@helix.example');
    const { advisories } = await director.data<{ advisories: { nodes: object[] } }>(
      '{ advisories { nodes { state kind account { name } recipients { readAt } facts { fiscalYear } } } }',
    );
    expect(advisories.nodes).toEqual([
      { state: 'DRAFT', kind: 'MACRO_POLICY', account: { name: 'Donghai Refining' }, recipients: [], facts: [] },
      {
        ...{ state: 'READ', kind: 'CASH_COLLECTION_CYCLE', account: { name: 'Rhine Valley Chemicals' } },
        recipients: [{ readAt: expect.any(String) }],
        facts: [{ fiscalYear: expect.any(Number) }, { fiscalYear: expect.any(Number) }],
      },
    ]);
  });

  it('has complaints at different steps', async () => {
    const { rows } = await test.admin.query('select status from complaint order by created_at');
    expect(rows.map(({ status }) => status as string)).toEqual(['CLOSED', 'ACKNOWLEDGED', 'RECEIVED']);
  });

  it('has one complaint that was solved in time, and one of which the cause is overdue and watched', async () => {
    const director = await signIn('director@helix.example');
    const { complaints, signals } = await director.data<{
      complaints: { nodes: { status: string; deadlines: { step: string; breached: boolean }[] }[] };
      signals: { nodes: { account: { name: string }; why: { complaintBreach: { steps: { step: string }[] } } }[] };
    }>(
      `{ complaints { nodes { status deadlines { step breached } } }
         signals(filter: { kind: COMPLAINT_BREACH, open: true }) { nodes { account { name } why { complaintBreach { steps { step } } } } } }`,
    );
    const late = (status: string): string[] =>
      complaints.nodes
        .filter((complaint) => complaint.status === status)
        .flatMap(({ deadlines }) => deadlines.filter(({ breached }) => breached).map(({ step }) => step));
    expect([late('CLOSED'), late('ACKNOWLEDGED')]).toEqual([[], ['D4']]);
    expect(signals.nodes).toContainEqual({
      account: { name: 'Donghai Refining' },
      why: { complaintBreach: { steps: [{ step: 'D4' }] } },
    });
  });

  it('stays as it is when Mortise starts again', async () => {
    const counts = async (): Promise<unknown> =>
      (
        await test.admin
          .query(`select (select count(*) from account) a, (select count(*) from order_line) l, (select count(*) from stage_event) e,
        (select count(*) from complaint) c, (select count(*) from magic_link) m, (select count(*) from staff_member) s, (select count(*) from tenant) t`)
      ).rows[0];
    const before = await counts();
    expect(await ensureDemoTenant(test.app)).toEqual(summary);
    expect(await counts()).toEqual(before);
  });

  it('leaves a tenant alone that has its name but is not the demo', async () => {
    const other = await startTestApp({ env: { MORTISE_DEMO: '1' } });
    try {
      await other.admin.query(
        `insert into tenant (id, slug, name, currency, country, time_zone) values (gen_random_uuid(), 'helix', 'Real Helix', 'EUR', 'DE', 'Europe/Berlin')`,
      );
      await expect(ensureDemoTenant(other.app)).rejects.toMatchObject({ code: 'DEMO_SLUG_TAKEN' });
      const { rows } = await other.admin.query('select count(*)::int from staff_member');
      expect(rows[0].count).toBe(0);
    } finally {
      await other.stop();
    }
  });

  it('goes on where a killed process stopped: after the organisation, before the story', async () => {
    const other = await startTestApp({ env: { MORTISE_DEMO: '1' } });
    try {
      await expect(ensureDemoTenant(dyingAtTheEnd(other))).rejects.toThrow('killed');
      const { rows } = await other.admin.query('select name from counter order by name');
      expect(rows.map(({ name }) => name as string)).toContain('demo.organisation');
      await ensureDemoTenant(other.app);
      const { rows: done } = await other.admin.query(`select count(*)::int from alert where state = 'ALERT'`);
      expect(done[0].count).toBe(3);
      const { rows: waiting } = await other.admin.query(
        `select to_stage from stage_proposal where status = 'EVIDENCE_CHECKED'`,
      );
      expect(waiting).toEqual([{ to_stage: 'STABLE' }]);
    } finally {
      await other.stop();
    }
  });
});

/** The application of which the invitations at the story's end cannot be sent, as when the process is killed there. */
function dyingAtTheEnd(test: TestApp): TestApp['app'] {
  return new Proxy(test.app, {
    get: (app, name) =>
      name === 'get'
        ? (type: { name?: string }, options: object) => {
            if (type.name === 'MagicLinkService') throw new Error('killed');
            return app.get(type as never, options) as unknown;
          }
        : (Reflect.get(app, name) as unknown),
  });
}

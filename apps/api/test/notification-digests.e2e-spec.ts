import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CaseClient } from './case-client.js';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createAlert } from './factories/alert.factory.js';
import { complaintInput } from './factories/complaint.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays } from './factories/trade.factory.js';
import { NotificationWorld } from './notification-world.js';
import { StageClient } from './stage-client.js';
import { until } from './until.js';
import { JOB_QUEUE, type JobQueue } from '../src/platform/jobs/queue.js';

// A Monday on which the digest's hour has come where nothing else is chosen; wishes are told before.
const MONDAY = '2026-11-23T09:00:00.000Z';
const EARLY = '2026-11-23T04:00:00.000Z';
const EVERY_DAY = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const HOUR = 3_600_000;

type Person = Awaited<ReturnType<typeof createStaff>>;

describe('digests', () => {
  let world: NotificationWorld;
  let tenant: { id: string; slug: string };

  beforeAll(async () => {
    world = await NotificationWorld.start(EARLY);
  });
  afterAll(() => world.stop());

  beforeEach(async () => {
    world.setTime(EARLY);
    tenant = await createTenant(world.test, 'Helix');
  });

  /** Somebody who has worked there for long. */
  async function hired(role: Parameters<typeof createStaff>[2], locale = 'en'): Promise<Person> {
    const person = await createStaff(world.test, tenant, role);
    await world.test.admin.query(
      `update staff_member set created_at = '2020-01-01', locale = $2, name = 'Kim' where id = $1`,
      [person.id, locale],
    );
    return person;
  }

  /** Somebody with one account that has an alert to look at; nobody else sees it. */
  async function given(role: Parameters<typeof createStaff>[2] = 'SALES', at = MONDAY): Promise<Person> {
    const person = await hired(role);
    const account = await createAccount(world.test, tenant, { ownerId: person.id, name: `Mill of ${person.email}` });
    await createAlert(world.test, tenant, account, { at });
    return person;
  }

  const subjects = (person: Person) => world.mailsTo(person).map(({ subject }) => subject);

  describe('time', () => {
    it('is seven by everybody’s own wall clock, every day once, also over a change of clocks', async () => {
      const expected: Readonly<Record<string, readonly string[]>> = {
        'Asia/Shanghai': ['2026-10-23T23:00', '2026-10-24T23:00', '2026-10-25T23:00'],
        // Clocks go back on the 25th.
        'Europe/Berlin': ['2026-10-24T05:00', '2026-10-25T06:00', '2026-10-26T06:00'],
        'America/New_York': ['2026-10-24T11:00', '2026-10-25T11:00', '2026-10-26T11:00'],
        'Asia/Kolkata': ['2026-10-24T01:30', '2026-10-25T01:30', '2026-10-26T01:30'],
      };
      const start = Date.parse('2026-10-23T14:00:00.000Z');
      world.setTime(new Date(start).toISOString());
      const people = new Map<string, Person>();
      for (const timeZone of Object.keys(expected)) {
        const person = await given('SALES', '2026-10-20T09:00:00.000Z');
        await world.prefer(person, { timeZone, weekdays: EVERY_DAY, sendHour: 7 });
        people.set(timeZone, person);
      }
      const sent: Record<string, string[]> = Object.fromEntries(Object.keys(expected).map((zone) => [zone, []]));
      for (let half = 0; half < 72 * 2; half += 1) {
        await world.tick(tenant, new Date(start + (half * HOUR) / 2).toISOString());
        for (const [zone, person] of people) {
          const arrived = world.mailsTo(person).length - (sent[zone]?.length ?? 0);
          for (let each = 0; each < arrived; each += 1) sent[zone]?.push(world.time.toISOString().slice(0, 16));
        }
      }
      expect(sent).toEqual(expected);
    });

    it('is one mail on the day on which clocks show the hour twice, and comes where they skip it', async () => {
      const counted = async (from: string, hours: number): Promise<number> => {
        world.setTime(from);
        const person = await given('SALES', '2026-03-01T09:00:00.000Z');
        await world.prefer(person, { timeZone: 'America/New_York', weekdays: EVERY_DAY, sendHour: 2 });
        for (let half = 0; half < hours * 2; half += 1)
          await world.tick(tenant, new Date(Date.parse(from) + (half * HOUR) / 2).toISOString());
        return world.mailsTo(person).length;
      };
      // From 01:00 to 07:00 of the wall clock, on the day with 25 hours and on the one with 23.
      expect(await counted('2026-11-01T05:00:00.000Z', 7)).toBe(1);
      expect(await counted('2026-03-08T06:00:00.000Z', 5)).toBe(1);
    });

    it("is the tenant's wall clock until one's own is chosen, on working days", async () => {
      await world.test.admin.query(`update tenant set time_zone = 'Asia/Shanghai' where id = $1`, [tenant.id]);
      const person = await given('SALES', '2026-11-20T09:00:00.000Z');
      await world.tick(tenant, '2026-11-21T23:15:00.000Z'); // Sunday there
      expect(subjects(person)).toEqual([]);
      await world.tick(tenant, '2026-11-22T22:45:00.000Z'); // Monday 06:45
      expect(subjects(person)).toEqual([]);
      await world.tick(tenant, '2026-11-22T23:00:00.000Z');
      expect(subjects(person)).toEqual(['Helix: what waits for you on November 23, 2026']);
    });

    it('is the one day of a weekly digest, and later the same day where the schedule stood still', async () => {
      const person = await given();
      await world.prefer(person, { digest: 'WEEKLY', weekdays: ['TUESDAY'], sendHour: 8 });
      await world.tick(tenant, '2026-11-23T10:00:00.000Z');
      expect(subjects(person)).toHaveLength(0);
      await world.tick(tenant, '2026-11-24T13:15:00.000Z');
      expect(subjects(person)).toHaveLength(1);
      await world.tick(tenant, '2026-11-25T08:00:00.000Z');
      expect(subjects(person)).toHaveLength(1);
    });
  });

  describe('once', () => {
    it('per person and day, however many schedules run at the same time', async () => {
      const people = [await given(), await given(), await given()];
      world.setTime(MONDAY);
      await Promise.all(Array.from({ length: 8 }, () => world.publish(tenant, 'notifications.due', {})));
      await world.settled(tenant);
      for (const person of people) expect(subjects(person)).toHaveLength(1);
      await world.tick(tenant, '2026-11-23T09:15:00.000Z');
      for (const person of people) expect(subjects(person)).toHaveLength(1);
    });

    it('also when the job that writes it runs again, as after a worker was killed', async () => {
      const person = await given();
      await world.tick(tenant, MONDAY);
      const { rows } = await world.test.admin.query<{ id: string; topic: string }>(
        `select id, topic from outbox where tenant_id = $1 and topic in ('notifications.due', 'notifications.digest')`,
        [tenant.id],
      );
      const { queue } = world.test.app.get<JobQueue>(JOB_QUEUE);
      for (const { id, topic } of rows) {
        const again = await queue.add(topic, { id, tenantId: tenant.id, topic }, { jobId: `${id}-again`, attempts: 1 });
        await until(async () => (await again.getState()) === 'completed');
      }
      await world.settled(tenant);
      expect(rows).toHaveLength(2);
      expect(subjects(person)).toHaveLength(1);
    });
  });

  describe('nobody is mailed', () => {
    it('who has nothing to be told, has switched it off, or no longer works there', async () => {
      const idle = await createStaff(world.test, tenant, 'SALES');
      const off = await given();
      await world.prefer(off, { digest: 'NONE' });
      const gone = await given();
      await world.test.admin.query('update staff_member set disabled_at = now() where id = $1', [gone.id]);
      const present = await given();
      await world.tick(tenant, MONDAY);
      expect([idle, off, gone, present].map((person) => subjects(person).length)).toEqual([0, 0, 0, 1]);
    });

    it('after having switched it off between the look of the schedule and the mail', async () => {
      const person = await given();
      await world.test.admin.query(
        `insert into notification_digest (tenant_id, staff_id, day, at) values ($1, $2, '2026-11-23', now())`,
        [tenant.id, person.id],
      );
      await world.prefer(person, { digest: 'NONE' });
      await world.publish(tenant, 'notifications.digest', { staffId: person.id, day: '2026-11-23' });
      await world.settled(tenant);
      expect(subjects(person)).toEqual([]);
    });
  });

  describe('content', () => {
    it('is of the accounts that the person may see, and of those chosen', async () => {
      const [seller, other, boss] = [await given(), await given(), await createStaff(world.test, tenant, 'MANAGER')];
      const shared = await createAccount(world.test, tenant, {
        name: 'Shared Mill',
        teamIds: [await createTeam(world.test, tenant, [seller.id])],
      });
      const below = await createAccount(world.test, tenant, { name: 'Mill below', parentId: shared });
      await createAlert(world.test, tenant, below);
      await world.prefer(seller, { digestAccounts: 'ALL' });
      await world.prefer(other, { digestAccounts: 'OWNED' });
      await world.prefer(boss, { digestAccounts: 'ALL' });
      await world.tick(tenant, MONDAY);
      const texts = [seller, other, boss].map((person) => world.mailsTo(person)[0]?.text ?? '');
      const names = [`Mill of ${seller.email}`, `Mill of ${other.email}`, 'Mill below'];
      expect(texts.map((text) => names.map((name) => text.includes(name)))).toEqual([
        [true, false, true],
        [false, true, false],
        [true, true, true],
      ]);
    });

    it('tells alerts, approvals, cases, complaints, invitations and changes, to those whose business they are', async () => {
      const [kam, boss] = [await hired('KEY_ACCOUNT_MANAGER', 'zh-CN'), await hired('MANAGER')];
      const account = (name: string) => createAccount(world.test, tenant, { name, ownerId: kam.id });
      const [slipping, confirmed, leaving] = [
        await account('Slipping <b>&'),
        await account('Confirmed'),
        await account('Leaving'),
      ];
      // A first digest on Friday, so that Monday's tells what came after it.
      await world.tick(tenant, '2026-11-20T09:00:00.000Z');
      world.setTime(EARLY);
      const stages = new StageClient((await createStaff(world.test, tenant, 'ADMIN')).client);
      await addOrderDays(world.test, tenant.id, leaving, ['2024-03-01']);
      // Others do order: it is this customer who has stopped, not the data.
      await addOrderDays(world.test, tenant.id, confirmed, ['2026-11-20']);
      expect(await stages.open(leaving, 'INITIAL')).toBeUndefined();
      const proposal = await stages.propose(leaving, 'ENDED', { cause: 'SCOPE_SHRINK' });
      await stages.attest(proposal.id, 'RECOVERABILITY_ASSESSMENT');
      const alert = await createAlert(world.test, tenant, slipping, { at: EARLY });
      await world.test.admin.query(
        `update alert set triage_due_on = '2026-11-23', score = 1.84, exceptional = true where id = $1`,
        [alert],
      );
      const colleague = await createStaff(world.test, tenant, 'MANAGER');
      const [client] = [new CaseClient(colleague.client, colleague.id)];
      expect(await client.triage(await createAlert(world.test, tenant, confirmed), 'CONFIRMED')).toBeUndefined();
      await world.test.admin.query(`update relationship_case set next_due = '2026-11-20' where account_id = $1`, [
        confirmed,
      ]);
      await colleague.client.data(
        'mutation ($input: CreateComplaintInput!) { createComplaint(input: $input) { id } }',
        {
          input: complaintInput({ accountId: slipping, subject: 'Leaking gasket' }),
        },
      );
      await inviteToSpeak(slipping, kam.id, alert);
      await world.tick(tenant, MONDAY);
      const [mail] = world.mailsTo(kam);
      expect(mail?.subject).toBe('Helix：2026年11月23日待办摘要');
      expect(mail?.text.split('\n')).toEqual([
        ...['Kim，您好：', '', '以下是您的客户截至2026年11月23日的情况。', ''],
        ...[
          '待查看的预警（1）',
          '- Slipping <b>&：久未下单；为警戒线的 1.8 倍；请于2026年11月23日前查看；新；突然停单',
          '',
        ],
        ...['您到期的案件（1）', '- Confirmed：待受理；自2026年11月20日起逾期', ''],
        ...[
          '等待我方处理的投诉（1）',
          '- Slipping <b>&：C-2026-000001；Leaking gasket；已收到；2026年11月23日提交',
          '',
        ],
        ...['待邀请沟通的客户（1）', '- Slipping <b>&：请于2026年11月23日前', ''],
        ...['最新变化（2）', '- Confirmed：预警已确认', '- Leaving：阶段 初期合作', ''],
        ...['您收到此邮件是因为您的通知设置如此。可通过 updateMyNotificationPreferences 更改或关闭。', '', 'Helix'],
      ]);
      expect(mail?.html).toContain('<html lang="zh-CN">');
      expect(mail?.html).toContain('<h2>待查看的预警（1）</h2>\n<ul>\n<li>Slipping &lt;b&gt;&amp;：久未下单；');
      // Nothing of this is the manager's own but the approval, which only an executive may give.
      expect(world.mailsTo(boss)[0]?.text).toBe(
        [
          'Hello Kim,',
          'This is how your accounts stand on November 23, 2026.',
          'Stage transitions you may approve (1)\n- Leaving: stage initial → ended',
          'You get this mail because your notification preferences say so. You can change them, or switch it off, with updateMyNotificationPreferences.',
          'Helix',
        ].join('\n\n'),
      );
      // What has changed is told once; what waits is told until it is done.
      await world.tick(tenant, '2026-11-24T09:00:00.000Z');
      const next = world.mailsTo(kam)[1]?.text;
      expect(next).toContain('久未下单；为警戒线的 1.8 倍；请于2026年11月23日前查看；突然停单');
      expect(next).not.toContain('最新变化');
    });

    it('tells a change once, also of a transaction that began before a digest and ended after it', async () => {
      const person = await hired('SALES');
      const [quick, slow] = [
        await createAccount(world.test, tenant, { ownerId: person.id, name: 'Quick' }),
        await createAccount(world.test, tenant, { ownerId: person.id, name: 'Slow' }),
      ];
      const announce = `insert into outbox (tenant_id, id, topic, account_id, payload, relayed_at, at)
        values ($1, gen_random_uuid(), 'stage.changed', $2, '{"from": "INITIAL", "to": "STABLE", "kind": "ADVANCE"}', now(), '2026-11-20T08:00:00Z')`;
      const late = await world.test.admin.connect();
      try {
        await late.query('begin');
        await late.query(announce, [tenant.id, slow]);
        await world.test.admin.query(announce, [tenant.id, quick]);
        await world.tick(tenant, '2026-11-20T09:00:00.000Z');
        await late.query('commit');
      } finally {
        late.release();
      }
      await world.tick(tenant, MONDAY);
      await world.tick(tenant, '2026-11-24T09:00:00.000Z');
      const changes = world.mailsTo(person).map(({ text }) => text.split('\n').filter((line) => line.startsWith('- ')));
      expect(changes).toEqual([['- Quick: stage initial → stable'], ['- Slow: stage initial → stable']]);
    });

    it.each([
      ['en', 'Helix: what waits for you on November 23, 2026', 'Alerts to look at (1)'],
      ['zh-CN', 'Helix：2026年11月23日待办摘要', '待查看的预警（1）'],
      ['zh-TW', 'Helix：2026年11月23日待辦摘要', '待查看的預警（1）'],
    ])('is in %s for those who want it so', async (locale, subject, heading) => {
      const person = await given();
      await world.prefer(person, { locale });
      await world.tick(tenant, MONDAY);
      expect(world.mailsTo(person)).toEqual([
        expect.objectContaining({
          subject,
          text: expect.stringContaining(heading),
          html: expect.stringMatching(
            new RegExp(`<html lang="${locale}">[^]*<title>${subject}</title>[^]*<h1>${subject}</h1>`),
          ),
        }),
      ]);
    });

    it('lists the ten most urgent and counts the others', async () => {
      const person = await hired('SALES');
      for (let each = 0; each < 12; each += 1) {
        const id = await createAccount(world.test, tenant, { ownerId: person.id, name: `Mill ${each}` });
        const alert = await createAlert(world.test, tenant, id);
        await world.test.admin.query('update alert set score = $2 where id = $1', [alert, 2 + each]);
      }
      await world.tick(tenant, MONDAY);
      const lines = world.mailsTo(person)[0]?.text.split('\n') ?? [];
      expect(lines).toContain('Alerts to look at (12)');
      expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(11);
      expect(lines.find((line) => line.startsWith('- '))).toMatch(/^- Mill 11:/);
      expect(lines).toContain('- and 2 more');
    });
  });

  /** As the evaluation would have made one for a signal of the alert. */
  async function inviteToSpeak(accountId: string, ownerId: string, alertId: string): Promise<void> {
    await world.test.admin.query(
      `with s as (
         insert into signal (tenant_id, id, account_id, kind, grade, opened_on, last_seen_on, score, threshold, ratio, basis, explanation, sources, policy_version)
         values ($1, gen_random_uuid(), $2, 'LATE_PAYMENT', 'WATCH', '2026-11-20', '2026-11-20', 2, 1, 2, 'b', '{}', '{}', 0) returning id)
       insert into invitation_to_speak (tenant_id, id, account_id, signal_id, alert_id, made_at, state, owner_id, due_on, next_due, version)
       select $1, gen_random_uuid(), $2, s.id, $4, now(), 'PENDING', $3, '2026-11-23', '2026-11-23', 1 from s`,
      [tenant.id, accountId, ownerId, alertId],
    );
  }
});

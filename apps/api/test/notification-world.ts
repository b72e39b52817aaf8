import { type Mail, readMail } from '../src/platform/mail/eml.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { Outbox } from '../src/platform/jobs/outbox.js';
import type { Topic, TopicPayloads } from '../src/platform/jobs/topics.js';
import type { GraphqlClient } from './graphql-client.js';
import { SmtpServer } from './smtp-server.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const UPDATE = `mutation ($input: UpdateNotificationPreferencesInput!) {
  updateMyNotificationPreferences(input: $input) { digest sendHour weekdays timeZone locale topics mailAccounts digestAccounts quietHours { from to } } }`;

/** A mail as it arrived at the mail server. */
export interface ArrivedMail extends Mail {
  readonly html: string;
}

/** A Mortise whose clock a test moves, whose schedule it winds, and whose mails it reads at a real mail server. */
export class NotificationWorld {
  private constructor(
    readonly test: TestApp,
    private readonly smtp: SmtpServer,
    private readonly clock: { at: Date },
  ) {}

  static async start(at: string): Promise<NotificationWorld> {
    const clock = { at: new Date(at) };
    const smtp = await SmtpServer.start(() => '250 ok');
    const test = await startTestApp({ clock: { now: () => clock.at }, env: { SMTP_URL: smtp.url } });
    return new NotificationWorld(test, smtp, clock);
  }

  async stop(): Promise<void> {
    await this.test.stop();
    await this.smtp.stop();
  }

  setTime(at: string): void {
    this.clock.at = new Date(at);
  }

  get time(): Date {
    return this.clock.at;
  }

  /** Announces something as the feature does in which it happens. */
  publish<T extends Topic>(tenant: { id: string }, topic: T, payload: TopicPayloads[T]): Promise<string> {
    return this.test.app
      .get(ContextFactory)
      .asSystem(tenant.id, 'test', (ctx) =>
        ctx.transaction(() => this.test.app.get(Outbox).publish(ctx, topic, payload)),
      );
  }

  /** What the schedule does each quarter of an hour, at a moment, with everything that follows from it. */
  async tick(tenant: { id: string }, at?: string): Promise<void> {
    if (at !== undefined) this.setTime(at);
    await this.publish(tenant, 'notifications.due', {});
    await this.settled(tenant);
  }

  /** Everything that was announced has been handled, and what came of it. */
  async settled(tenant: { id: string }): Promise<void> {
    await until(async () => {
      const { rows } = await this.test.admin.query(
        `select 1 from outbox o where o.tenant_id = $1 and (o.topic like 'notifications.%'
           or o.topic = any('{mail.send,alert.opened,alert.changed,case.opened,case.changed,complaint.filed,complaint.breached,complaints.clocks,follow-ups.keep,account-plan.changed,advisory.changed}'))
           and not exists (select from handled_message h where h.tenant_id = o.tenant_id and h.handler = o.topic and h.message_id = o.id) limit 1`,
        [tenant.id],
      );
      return rows.length === 0;
    });
  }

  /** Every mail to somebody, in the order of arrival. */
  mailsTo(person: { email: string }): ArrivedMail[] {
    return this.smtp.received
      .map((raw) => raw.replaceAll('\r\n..', '\r\n.'))
      .map((raw) => ({ ...readMail(Buffer.from(raw)), html: htmlOf(raw) }))
      .filter(({ to }) => to === person.email);
  }

  /** Sets what a person wants. */
  async prefer(person: { client: GraphqlClient }, input: object): Promise<Record<string, unknown>> {
    const answer = await person.client.data<{ updateMyNotificationPreferences: Record<string, unknown> }>(UPDATE, {
      input,
    });
    return answer.updateMyNotificationPreferences;
  }

  /** The code and the place of the first reason why a wish was refused. */
  async refusal(person: { client: GraphqlClient }, input: object): Promise<unknown> {
    const { errors } = await person.client.send(UPDATE, { input });
    const [reason] = errors?.[0]?.extensions.reasons ?? [];
    return [errors?.[0]?.extensions.code, (reason?.['path'] as string[] | undefined)?.join('.'), reason?.['code']];
  }
}

function htmlOf(raw: string): string {
  return decoded(raw).replaceAll('\r\n', '\n');
}

function decoded(raw: string): string {
  const part = /Content-Type: text\/html[^]*?\r\n\r\n([^]*?)\r\n--/i.exec(raw);
  const head = part?.[0].split('\r\n\r\n')[0] ?? '';
  const body = part?.[1] ?? '';
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

import type { Locale } from '../../platform/context/request-context.js';
import type { MailMessage } from '../../platform/jobs/topics.js';
import { escapeHtml } from '../../platform/mail/escape-html.js';
import type { WebhookDisabledReason } from './webhook.enums.js';

interface DisabledMail {
  readonly to: string;
  readonly name: string;
  readonly supplier: string;
  readonly url: string;
  readonly description: string;
  readonly reason: Exclude<WebhookDisabledReason, 'BY_HAND'>;
}

interface Words {
  readonly subject: string;
  readonly greeting: string;
  readonly body: readonly string[];
}

const WORDS: Readonly<Record<Locale, (mail: DisabledMail) => Words>> = {
  en: ({ name, supplier, description, url, reason }) => ({
    subject: `${supplier}: webhooks to “${description}” were stopped`,
    greeting: `Hello ${name},`,
    body: [
      reason === 'GONE'
        ? `the endpoint “${description}” (${url}) has answered 410: it does not want webhooks any more. It is disabled.`
        : `nothing has arrived at the endpoint “${description}” (${url}) for five days. It is disabled.`,
      'What happens from now on is not sent to it. When it is in order again, enable it with enableWebhookEndpoint and have what it missed sent with replayWebhookDeliveries: events are kept for seven days, deliveries for thirty.',
      'You get this mail because you may manage webhooks.',
    ],
  }),
  'zh-CN': ({ name, supplier, description, url, reason }) => ({
    subject: `${supplier}：已停止向“${description}”发送 Webhook`,
    greeting: `${name}，您好：`,
    body: [
      reason === 'GONE'
        ? `端点“${description}”（${url}）返回了 410，表示不再接收 Webhook，现已停用。`
        : `端点“${description}”（${url}）已连续五天未能收到任何 Webhook，现已停用。`,
      '此后发生的事件不再发送给它。恢复正常后，请用 enableWebhookEndpoint 启用，并用 replayWebhookDeliveries 补发错过的内容：事件保留七天，投递记录保留三十天。',
      '您收到此邮件是因为您可以管理 Webhook。',
    ],
  }),
  'zh-TW': ({ name, supplier, description, url, reason }) => ({
    subject: `${supplier}：已停止向「${description}」傳送 Webhook`,
    greeting: `${name}，您好：`,
    body: [
      reason === 'GONE'
        ? `端點「${description}」（${url}）回應了 410，表示不再接收 Webhook，現已停用。`
        : `端點「${description}」（${url}）已連續五天未能收到任何 Webhook，現已停用。`,
      '此後發生的事件不再傳送給它。恢復正常後，請用 enableWebhookEndpoint 啟用，並用 replayWebhookDeliveries 補送錯過的內容：事件保留七天，投遞紀錄保留三十天。',
      '您收到此郵件是因為您可以管理 Webhook。',
    ],
  }),
};

/** Tells somebody that nothing is sent to an endpoint any more. */
export function disabledMail(mail: DisabledMail, locale: Locale): MailMessage {
  const { subject, greeting, body } = WORDS[locale](mail);
  const paragraphs = [greeting, ...body, mail.supplier];
  return {
    to: mail.to,
    subject,
    text: paragraphs.join('\n\n'),
    html: `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
</body></html>`,
  };
}

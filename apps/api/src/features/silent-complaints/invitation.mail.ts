import type { Locale } from '../../platform/context/request-context.js';
import type { MailMessage } from '../../platform/jobs/topics.js';
import { escapeHtml } from '../../platform/mail/escape-html.js';

interface InvitationMail {
  readonly to: string;
  readonly name: string;
  readonly supplier: string;
  /** Who looks after the account; null where nobody does. */
  readonly askedBy: string | null;
  readonly url: string;
}

interface Words {
  readonly subject: string;
  readonly greeting: string;
  readonly body: readonly string[];
  readonly button: string;
  readonly note: string;
}

/** It asks how things are going and says nothing of what made us ask. */
const WORDS: Readonly<Record<Locale, (mail: InvitationMail) => Words>> = {
  en: ({ name, supplier }) => ({
    subject: `How are things going with ${supplier}?`,
    greeting: `Hello ${name},`,
    body: [
      'we would like to know how working with us is going for you.',
      'If something is not as it should be, or could simply be better, tell us: it takes less than a minute, and somebody looks after it. If all is well, we are glad to hear that, too.',
    ],
    button: 'Tell us how it is going',
    note: 'The link signs you in until you have answered, for 14 days. Later you only need your e-mail address.',
  }),
  'zh-CN': ({ name, supplier }) => ({
    subject: `与${supplier}的合作还顺利吗？`,
    greeting: `${name}，您好：`,
    body: [
      '我们想听听您与我们合作得如何。',
      '如果有什么不尽如人意，或者可以做得更好，请告诉我们：不到一分钟，我们会有专人跟进。如果一切都好，我们也很高兴知道。',
    ],
    button: '告诉我们',
    note: '在您答复之前，此链接 14 天内可用于登录。以后登录只需您的电子邮箱。',
  }),
  'zh-TW': ({ name, supplier }) => ({
    subject: `與${supplier}的合作還順利嗎？`,
    greeting: `${name}，您好：`,
    body: [
      '我們想聽聽您與我們合作得如何。',
      '如果有什麼不盡如人意，或者可以做得更好，請告訴我們：不到一分鐘，我們會有專人跟進。如果一切都好，我們也很高興知道。',
    ],
    button: '告訴我們',
    note: '在您回覆之前，此連結 14 天內可用於登入。之後登入只需您的電子郵件地址。',
  }),
};

/** The mail that invites somebody to speak, as plain text and as the same in simple HTML. */
export function invitationMail(mail: InvitationMail, language: Locale): MailMessage {
  const { subject, greeting, body, button, note } = WORDS[language](mail);
  const from = [mail.askedBy, mail.supplier].filter((part) => part !== null).join('\n');
  const paragraphs = [greeting, ...body].map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
  return {
    to: mail.to,
    subject,
    text: [greeting, ...body, mail.url, note, from].join('\n\n'),
    html: `<!doctype html><html lang="${language}"><body>${paragraphs}
<p><a href="${escapeHtml(mail.url)}">${escapeHtml(button)}</a></p>
<p>${escapeHtml(note)}</p><p>${escapeHtml(from).replace('\n', '<br>')}</p></body></html>`,
  };
}

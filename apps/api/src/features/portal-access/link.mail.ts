import type { Locale } from '../../platform/context/request-context.js';
import { escapeHtml } from '../../platform/mail/escape-html.js';
import type { MailMessage } from '../../platform/jobs/topics.js';

export type LinkPurpose = 'INVITATION' | 'SIGN_IN';

interface LinkMail {
  readonly purpose: LinkPurpose;
  readonly to: string;
  readonly name: string;
  readonly supplier: string;
  readonly account: string;
  readonly url: string;
}

interface Words {
  readonly subject: string;
  readonly greeting: string;
  readonly body: string;
  readonly button: string;
  readonly note: string;
}

type Wording = (mail: LinkMail) => Words;

const WORDS: Readonly<Record<Locale, Readonly<Record<LinkPurpose, Wording>>>> = {
  en: {
    INVITATION: ({ supplier, account, name }) => ({
      subject: `${supplier} invites you to its customer portal`,
      greeting: `Hello ${name},`,
      body: `${supplier} invites you to its customer portal for ${account}. There you can file a complaint in a minute and follow what becomes of it.`,
      button: 'Open the portal',
      note: 'The link works once, within 14 days. Later you only need your e-mail address to sign in.',
    }),
    SIGN_IN: ({ supplier, account, name }) => ({
      subject: `Your sign-in link for ${supplier}`,
      greeting: `Hello ${name},`,
      body: `This link signs you in to the customer portal of ${supplier} for ${account}.`,
      button: 'Sign in',
      note: 'The link works once, within 15 minutes. If you did not ask for it, you need not do anything.',
    }),
  },
  'zh-CN': {
    INVITATION: ({ supplier, account, name }) => ({
      subject: `${supplier}邀请您使用客户门户`,
      greeting: `${name}，您好：`,
      body: `${supplier}邀请您为${account}使用客户门户。您可以在一分钟内提交投诉，并随时查看处理进展。`,
      button: '打开门户',
      note: '链接仅可使用一次，14 天内有效。以后登录只需您的电子邮箱。',
    }),
    SIGN_IN: ({ supplier, account, name }) => ({
      subject: `${supplier}的登录链接`,
      greeting: `${name}，您好：`,
      body: `使用此链接即可为${account}登录${supplier}的客户门户。`,
      button: '登录',
      note: '链接仅可使用一次，15 分钟内有效。如非您本人申请，无需任何操作。',
    }),
  },
  'zh-TW': {
    INVITATION: ({ supplier, account, name }) => ({
      subject: `${supplier}邀請您使用客戶入口網站`,
      greeting: `${name}，您好：`,
      body: `${supplier}邀請您為${account}使用客戶入口網站。您可以在一分鐘內提出投訴，並隨時查看處理進度。`,
      button: '開啟入口網站',
      note: '連結僅可使用一次，14 天內有效。之後登入只需您的電子郵件地址。',
    }),
    SIGN_IN: ({ supplier, account, name }) => ({
      subject: `${supplier}的登入連結`,
      greeting: `${name}，您好：`,
      body: `使用此連結即可為${account}登入${supplier}的客戶入口網站。`,
      button: '登入',
      note: '連結僅可使用一次，15 分鐘內有效。如非您本人申請，無需任何操作。',
    }),
  },
};

/** The mail that carries a link, as plain text and as the same in simple HTML. */
export function linkMail(mail: LinkMail, language: Locale): MailMessage {
  const { subject, greeting, body, button, note } = WORDS[language][mail.purpose](mail);
  const paragraphs = [greeting, body].map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
  return {
    to: mail.to,
    subject,
    text: [greeting, body, mail.url, note, mail.supplier].join('\n\n'),
    html: `<!doctype html><html lang="${language}"><body>${paragraphs}
<p><a href="${escapeHtml(mail.url)}">${escapeHtml(button)}</a></p>
<p>${escapeHtml(note)}</p><p>${escapeHtml(mail.supplier)}</p></body></html>`,
  };
}

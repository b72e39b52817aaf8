import type { Locale } from '../../platform/context/request-context.js';
import type { MailMessage } from '../../platform/jobs/topics.js';
import { escapeHtml } from '../../platform/mail/escape-html.js';

interface AdvisoryMail {
  readonly to: string;
  readonly name: string;
  readonly supplier: string;
  /** Who sends it; null where nobody is named. */
  readonly sentBy: string | null;
  /** Of the text that this person will read, in its language. */
  readonly title: string;
  readonly language: string;
  readonly url: string;
}

interface Words {
  readonly subject: string;
  readonly greeting: string;
  readonly intro: string;
  readonly button: string;
  readonly note: string;
}

const WORDS: Readonly<Record<Locale, (mail: AdvisoryMail) => Words>> = {
  en: ({ name, supplier, title }) => ({
    subject: `${supplier} would like to point something out: ${title}`,
    greeting: `Hello ${name},`,
    intro: 'we have noticed something that could matter to your business, and would rather tell you early:',
    button: 'Read it',
    note: 'The link signs you in until you say what you did about it, for 14 days. Later you only need your e-mail address.',
  }),
  'zh-CN': ({ name, supplier, title }) => ({
    subject: `${supplier}风险提示：${title}`,
    greeting: `${name}，您好：`,
    intro: '我们注意到一件可能影响贵公司经营的事，希望尽早告诉您：',
    button: '查看内容',
    note: '在您反馈处理情况之前，此链接 14 天内可用于登录。以后登录只需您的电子邮箱。',
  }),
  'zh-TW': ({ name, supplier, title }) => ({
    subject: `${supplier}風險提示：${title}`,
    greeting: `${name}，您好：`,
    intro: '我們注意到一件可能影響貴公司經營的事，希望儘早告訴您：',
    button: '查看內容',
    note: '在您回報處理情況之前，此連結 14 天內可用於登入。之後登入只需您的電子郵件地址。',
  }),
};

/** The mail that leads to an advisory, as plain text and as the same in simple HTML. What it says is read in the portal. */
export function advisoryMail(mail: AdvisoryMail, locale: Locale): MailMessage {
  const { subject, greeting, intro, button, note } = WORDS[locale](mail);
  const from = [mail.sentBy, mail.supplier].filter((part) => part !== null).join('\n');
  return {
    to: mail.to,
    subject: [...subject].slice(0, 200).join(''),
    text: [greeting, intro, mail.title, mail.url, note, from].join('\n\n'),
    html: `<!doctype html><html lang="${locale}"><body><p>${escapeHtml(greeting)}</p>
<p>${escapeHtml(intro)}</p>
<p lang="${escapeHtml(mail.language)}"><strong>${escapeHtml(mail.title)}</strong></p>
<p><a href="${escapeHtml(mail.url)}">${escapeHtml(button)}</a></p>
<p>${escapeHtml(note)}</p><p>${escapeHtml(from).replace('\n', '<br>')}</p></body></html>`,
  };
}

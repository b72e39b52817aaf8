import type { Locale } from '../../platform/context/request-context.js';
import type { MailMessage } from '../../platform/jobs/topics.js';
import { escapeHtml } from '../../platform/mail/escape-html.js';

interface FeedbackAnswerMail {
  readonly to: string;
  readonly name: string;
  readonly supplier: string;
  /** Who answers; null where nobody is named. */
  readonly sentBy: string | null;
  readonly product: string;
  readonly text: string;
  /** Of the text. */
  readonly language: string;
}

interface Words {
  readonly subject: string;
  readonly greeting: string;
  readonly intro: string;
}

const WORDS: Readonly<Record<Locale, (mail: FeedbackAnswerMail) => Words>> = {
  en: ({ name, supplier, product }) => ({
    subject: `${supplier}: what has become of your feedback on ${product}`,
    greeting: `Hello ${name},`,
    intro: `you told us something about ${product}. Here is what has become of it:`,
  }),
  'zh-CN': ({ name, supplier, product }) => ({
    subject: `${supplier}：您对 ${product} 的意见，处理结果`,
    greeting: `${name}，您好：`,
    intro: `感谢您对 ${product} 提出的意见，处理结果如下：`,
  }),
  'zh-TW': ({ name, supplier, product }) => ({
    subject: `${supplier}：您對 ${product} 的意見，處理結果`,
    greeting: `${name}，您好：`,
    intro: `感謝您對 ${product} 提出的意見，處理結果如下：`,
  }),
};

/** The mail that answers a customer's word, as plain text and as the same in simple HTML; an empty line separates paragraphs. */
export function feedbackAnswerMail(mail: FeedbackAnswerMail, locale: Locale): MailMessage {
  const { subject, greeting, intro } = WORDS[locale](mail);
  const from = [mail.sentBy, mail.supplier].filter((part) => part !== null).join('\n');
  const lang = escapeHtml(mail.language);
  const paragraphs = mail.text.split(/\n{2,}/).map((part) => `<p lang="${lang}">${broken(part)}</p>`);
  return {
    to: mail.to,
    subject: [...subject].slice(0, 200).join(''),
    text: [greeting, intro, mail.text, from].join('\n\n'),
    html: `<!doctype html><html lang="${locale}"><body><p>${escapeHtml(greeting)}</p>
<p>${escapeHtml(intro)}</p>
${paragraphs.join('\n')}
<p>${broken(from)}</p></body></html>`,
  };
}

function broken(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

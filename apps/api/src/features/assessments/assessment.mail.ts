import type { IsoDate } from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import type { MailMessage } from '../../platform/jobs/topics.js';
import { escapeHtml } from '../../platform/mail/escape-html.js';

interface AssessmentMail {
  readonly to: string;
  readonly name: string;
  readonly supplier: string;
  readonly url: string;
  readonly deadline: IsoDate;
  readonly questions: number;
  readonly reminder: boolean;
}

interface Words {
  readonly subject: string;
  readonly greeting: string;
  readonly body: readonly string[];
  readonly button: string;
  readonly note: string;
}

const WORDS: Readonly<Record<Locale, (mail: AssessmentMail & { readonly day: string }) => Words>> = {
  en: ({ name, supplier, day, questions, reminder }) => ({
    subject: `${reminder ? 'Reminder: ' : ''}${supplier} asks how you see working together`,
    greeting: `Hello ${name},`,
    body: [
      `${supplier} would like to know how you see the relationship between our companies: ${questions} questions, each with four answers to choose from, and "cannot say" where you cannot.`,
      `Our own people answer the same questions. Nobody sees any answers until all have answered, or until ${day}, the last day to answer.`,
    ],
    button: 'Answer the questions',
    note: `The link signs you in until you have answered, up to ${day}. Later you only need your e-mail address.`,
  }),
  'zh-CN': ({ name, supplier, day, questions, reminder }) => ({
    subject: `${reminder ? '提醒：' : ''}${supplier}想了解您如何看待双方的合作`,
    greeting: `${name}，您好：`,
    body: [
      `${supplier}想了解您如何看待双方公司的关系：共 ${questions} 题，每题四个选项；无法判断时可选“说不清”。`,
      `我方人员也回答同样的问题。在所有人答完或截止日（${day}）之前，任何人都看不到答案。`,
    ],
    button: '开始回答',
    note: `在您作答之前，此链接于${day}前可用于登录。以后登录只需您的电子邮箱。`,
  }),
  'zh-TW': ({ name, supplier, day, questions, reminder }) => ({
    subject: `${reminder ? '提醒：' : ''}${supplier}想了解您如何看待雙方的合作`,
    greeting: `${name}，您好：`,
    body: [
      `${supplier}想了解您如何看待雙方公司的關係：共 ${questions} 題，每題四個選項；無法判斷時可選「說不清」。`,
      `我方人員也回答同樣的問題。在所有人答完或截止日（${day}）之前，任何人都看不到答案。`,
    ],
    button: '開始回答',
    note: `在您作答之前，此連結於${day}前可用於登入。之後登入只需您的電子郵件地址。`,
  }),
};

/** The mail that asks a customer's rater, or reminds her or him, as plain text and as the same in simple HTML. */
export function assessmentMail(mail: AssessmentMail, language: Locale): MailMessage {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(mail.deadline));
  const { subject, greeting, body, button, note } = WORDS[language]({ ...mail, day });
  const paragraphs = [greeting, ...body].map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
  return {
    to: mail.to,
    subject,
    text: [greeting, ...body, mail.url, note, mail.supplier].join('\n\n'),
    html: `<!doctype html><html lang="${language}"><body>${paragraphs}
<p><a href="${escapeHtml(mail.url)}">${escapeHtml(button)}</a></p>
<p>${escapeHtml(note)}</p><p>${escapeHtml(mail.supplier)}</p></body></html>`,
  };
}

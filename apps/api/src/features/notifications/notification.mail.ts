import type { IsoDate } from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import type { MailMessage } from '../../platform/jobs/topics.js';
import { escapeHtml } from '../../platform/mail/escape-html.js';
import type { NoticeItem, Section } from './notice.items.js';
import {
  ADVISORY_LABELS,
  ALERT_LABELS,
  CASE_LABELS,
  COMPLAINT_LABELS,
  COMPLAINT_STEP_LABELS,
  SIGNAL_LABELS,
  STAGE_LABELS,
  WIN_BACK_LABELS,
} from './notice.labels.js';
import { NOTIFICATION_WORDS, type NotificationWords } from './notification.words.js';
import type { Recipient } from './preferences.js';

/** The digest of one day. */
export function digestMail(to: Recipient, day: IsoDate, sections: readonly Section[]): MailMessage {
  const words = NOTIFICATION_WORDS[to.locale];
  const named = longDay(day, to.locale);
  return mail(to, words.digestSubject(to.supplier, named), words.digestIntro(named), sections);
}

/** What somebody wanted to hear at once; several things in one mail where they have waited together. */
export function noticesMail(to: Recipient, sections: readonly Section[]): MailMessage {
  const words = NOTIFICATION_WORDS[to.locale];
  const total = sections.reduce((sum, section) => sum + section.total, 0);
  const [first] = sections.flatMap(({ items }) => items);
  const only = total === 1 && first !== undefined;
  const subject = only ? words.about(to.supplier, lineOf(first, to.locale)) : words.noticesSubject(to.supplier, total);
  return mail(to, oneLine(subject).slice(0, 200), words.noticesIntro, sections);
}

function mail(to: Recipient, subject: string, intro: string, sections: readonly Section[]): MailMessage {
  const words = NOTIFICATION_WORDS[to.locale];
  const parts = sections.map((section) => ({
    heading: words.counted(words.sections[section.kind], section.total),
    lines: linesOf(section, to.locale, words),
  }));
  const greeting = words.greeting(oneLine(to.name));
  const lists = parts.map(({ heading, lines }) => [heading, ...lines.map((line) => `- ${line}`)].join('\n'));
  const html = [
    paragraph(greeting),
    paragraph(intro),
    ...parts.map(
      ({ heading, lines }) =>
        `<h2>${escapeHtml(heading)}</h2>\n<ul>\n${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}\n</ul>`,
    ),
    paragraph(words.why),
    paragraph(to.supplier),
  ];
  return {
    to: to.email,
    subject: oneLine(subject),
    text: [greeting, intro, ...lists, words.why, to.supplier].join('\n\n'),
    html: `<!doctype html><html lang="${to.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head><body>
<h1>${escapeHtml(subject)}</h1>
${html.join('\n')}
</body></html>`,
  };
}

function linesOf({ items, total }: Section, locale: Locale, words: NotificationWords): readonly string[] {
  const lines = items.map((item) => oneLine(lineOf(item, locale)));
  return total > items.length ? [...lines, words.more(total - items.length)] : lines;
}

function lineOf(item: NoticeItem, locale: Locale): string {
  const words = NOTIFICATION_WORDS[locale];
  const day = (date: IsoDate) => longDay(date, locale);
  return words.about(item.account, words.joined(partsOf(item, locale, words, day)));
}

function partsOf(
  item: NoticeItem,
  locale: Locale,
  words: NotificationWords,
  day: (date: IsoDate) => string,
): readonly string[] {
  const stage = (position: keyof typeof STAGE_LABELS): string => STAGE_LABELS[position][locale];
  switch (item.kind) {
    case 'ALERT': {
      const score = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(item.score);
      const marks = [...(item.isNew ? [words.isNew] : []), ...(item.exceptional ? [words.suddenStop] : [])];
      const due = item.dueOn === null ? [] : [words.lookBy(day(item.dueOn))];
      return [SIGNAL_LABELS[item.leading][locale], words.score(score), ...due, ...marks];
    }
    case 'CASE':
      return [
        CASE_LABELS[item.state][locale],
        item.overdue ? words.overdue(day(item.dueOn)) : words.due(day(item.dueOn)),
      ];
    case 'APPROVAL':
      return [words.move(stage(item.from), stage(item.to))];
    case 'COMPLAINT':
      return [item.number, item.subject, COMPLAINT_LABELS[item.status][locale], words.filed(day(item.filedOn))];
    case 'OVERDUE_COMPLAINT':
      return [item.number, item.subject, COMPLAINT_STEP_LABELS[item.step][locale], words.overdue(day(item.dueOn))];
    case 'ACTION':
      return [item.text, item.overdue ? words.overdue(day(item.dueOn)) : words.due(day(item.dueOn))];
    case 'PLAN_APPROVAL':
      return [item.objective, words.from(day(item.startsOn))];
    case 'INVITATION':
      return [words.inviteBy(day(item.dueOn))];
    case 'ASSESSMENT':
      return [words.due(day(item.dueOn))];
    case 'ADVISORY':
      return [ADVISORY_LABELS[item.about][locale], item.action];
    case 'ADVISORY_APPROVAL':
      return [ADVISORY_LABELS[item.about][locale], item.title];
    case 'STAGE':
      return [item.from === null ? words.opened(stage(item.to)) : words.move(stage(item.from), stage(item.to))];
    case 'ALERT_STATE':
      return [ALERT_LABELS[item.state][locale]];
    case 'WIN_BACK':
      return [WIN_BACK_LABELS[item.state][locale]];
  }
}

function longDay(date: IsoDate, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

/** Names and subjects are other people's words: whatever breaks lines or hides in them becomes a blank. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

import { describe, expect, it } from '@jest/globals';
import { LOCALES } from '../../platform/context/request-context.js';
import { digestMail, noticesMail } from './notification.mail.js';
import type { NoticeItem, Section } from './notice.items.js';
import { DEFAULT_PREFERENCES, type Recipient } from './preferences.js';

const KIM: Recipient = {
  ...{ staffId: 's', name: 'Kim', email: 'kim@helix.example', role: 'SALES', supplier: 'Helix' },
  ...{ preferences: DEFAULT_PREFERENCES, locale: 'en', timeZone: 'UTC', since: new Date(0) },
};

function complaint(account: string, subject: string): NoticeItem {
  return { kind: 'COMPLAINT', account, number: 'C-1', subject, status: 'RECEIVED', filedOn: '2026-11-23' };
}

const section = (items: readonly NoticeItem[], total = items.length): Section => ({
  kind: 'COMPLAINTS_FILED',
  items,
  total,
});

describe(noticesMail.name, () => {
  it('says in the subject what it is when it is one thing', () => {
    expect(noticesMail(KIM, [section([complaint('Mill', 'Leak')])]).subject).toBe(
      'Helix: Mill: C-1; Leak; received; filed on November 23, 2026',
    );
    expect(noticesMail(KIM, [section([complaint('Mill', 'Leak')]), section([complaint('Mill', 'Rust')])]).subject).toBe(
      'Helix: 2 notices',
    );
  });

  it('lets nobody who writes a subject add headers, lines or markup', () => {
    const { subject, text, html } = noticesMail(KIM, [
      section([complaint('Mill\r\nBcc: all@helix.example', '<img src=x>\u2028- Other\u0000Mill: ended')]),
    ]);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      '- Mill Bcc: all@helix.example: C-1; <img src=x> - Other Mill: ended; received; filed on November 23, 2026',
    ]);
    expect(html).not.toContain('<img');
  });

  it('never has a subject that is too long for a mailbox', () => {
    expect(noticesMail(KIM, [section([complaint('M'.repeat(300), 'Leak')])]).subject).toHaveLength(200);
  });
});

describe(digestMail.name, () => {
  it.each(LOCALES)('names the language and has a heading above each list in %s', (locale) => {
    const { html = '' } = digestMail({ ...KIM, locale }, '2026-11-23', [
      section([complaint('Mill', 'Leak')], 4),
      section([complaint('Mill', 'Rust')]),
    ]);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<h2>[^<]+<\/h2>\n<ul>/g)).toHaveLength(2);
    expect(html.match(/<li>/g)).toHaveLength(3);
  });
});

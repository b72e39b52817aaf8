import { createHash } from 'node:crypto';
import type { StoredMail } from '../../platform/mail/mail-folder.js';
import { escapeHtml } from '../../platform/mail/escape-html.js';

const STYLE =
  'body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}' +
  'pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}td{padding:.2rem .8rem .2rem 0;vertical-align:top}';

/** The pages run nothing and load nothing; the one inline style is named by its hash. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** The list of mails, newest first. */
export function listPage(mails: readonly StoredMail[]): string {
  const rows = mails.map(
    ({ name, to, subject, date }) =>
      `<tr><td>${escapeHtml(date)}</td><td>${escapeHtml(to)}</td><td><a href="/mail/${escapeHtml(name)}">${escapeHtml(subject)}</a></td></tr>`,
  );
  return page('Mail', rows.length > 0 ? `<table>${rows.join('\n')}</table>` : '<p>No mail yet.</p>');
}

/** One mail with links to click. */
export function mailPage({ to, subject, date, text }: StoredMail): string {
  return page(
    subject,
    `<p>${escapeHtml(date)}<br>${escapeHtml(to)}</p><pre>${withLinks(text)}</pre><p><a href="/mail">All mail</a></p>`,
  );
}

function page(title: string, body: string): string {
  const escaped = escapeHtml(title);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped}</title><style>${STYLE}</style><h1>${escaped}</h1>${body}</html>`;
}

function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((piece, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(piece)}">${escapeHtml(piece)}</a>` : escapeHtml(piece),
    )
    .join('');
}

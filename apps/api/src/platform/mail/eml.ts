/** What people want to see of a mail. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** RFC 5322 date as written. */
  readonly date: string;
  /** The plain text part. */
  readonly text: string;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Reads a mail as the folder mailer writes it: headers, and one text part alone or the first of several. */
export function readMail(content: Buffer): Mail {
  const mail = splitPart(content.toString('latin1'));
  const header = (name: string): string => decodeWords(mail.headers.get(name) ?? '');
  return { to: header('to'), subject: header('subject'), date: header('date'), text: decodeBody(textPart(mail)) };
}

function splitPart(text: string): Part {
  const end = text.indexOf('\r\n\r\n');
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
  const headers = new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { headers, body: end < 0 ? '' : text.slice(end + 4) };
}

function textPart(part: Part): Part {
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(part.headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return part;
  const parts = part.body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((each) => splitPart(each.replace(/^\r\n/, '')));
  return (
    parts.find((each) => each.headers.get('content-type')?.startsWith('text/plain')) ?? { headers: new Map(), body: '' }
  );
}

function decodeBody({ headers, body }: Part): string {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body.replace(/=\r\n/g, ''))
        : Buffer.from(body, 'latin1');
  return bytes.toString('utf8').replaceAll('\r\n', '\n').trimEnd();
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
}

/** Encoded words of RFC 2047: `=?UTF-8?B?…?=`; blanks between two of them are not part of the text. */
function decodeWords(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/(=\?utf-8\?([bq])\?[^?]*\?=)+/gi, (words) => {
    const bytes = [...words.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind, text]) =>
      kind?.toLowerCase() === 'b'
        ? Buffer.from(text ?? '', 'base64')
        : quotedPrintable((text ?? '').replaceAll('_', ' ')),
    );
    return Buffer.concat(bytes).toString('utf8');
  });
}

import { namedZone } from '@mortise/domain';
import { describe, expect, it } from '@jest/globals';
import { keyOf } from './found-touch.js';
import { headerOf, readMessage } from './message-header.js';

const SHANGHAI = { now: new Date('2026-11-22T09:00:00Z'), zone: namedZone('Asia/Shanghai') };
const LINES = [
  'From: Wei Zhang <Wei@Helix.example>',
  'To: Chen Mei <mei@mill.example>, "Plant: North" <north@mill.example>',
  'Cc: Team: li@mill.example, wei@helix.example;',
  'Subject: Offer',
  'Message-ID: <one@helix.example>',
  'Date: Fri, 20 Nov 2026 17:30:00 +0000',
];

/** A message of these header lines, handed over in pieces of a size. */
async function* message(lines: readonly string[], { size = 7, end = '\r\n' } = {}): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(`${lines.join(end)}${end}${end}Secret: body\r\n\r\nSubject: not this one`, 'latin1');
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const read = async (lines: readonly string[], options = {}) =>
  readMessage(await headerOf(message(lines, options)), SHANGHAI);
/** The lines with some in place of those of the same name. */
const saying = (...more: readonly string[]): readonly string[] => {
  const names = more.map((line) => line.split(':')[0]);
  return [...LINES.filter((line) => !names.includes(line.split(':')[0])), ...more];
};

describe(headerOf.name, () => {
  it.each([1, 7, 1_000])('ends where the body begins, in pieces of %i bytes', async (size) => {
    for (const end of ['\r\n', '\n']) {
      const header = (await headerOf(message(LINES, { size, end }))).toString();
      expect(header).toBe(`${LINES.join(end)}${end}${end}`);
    }
  });

  it('is the whole of a message without a body', async () => {
    expect((await headerOf(pieces('From: a@b.example'))).toString()).toBe('From: a@b.example');
  });

  it.each([
    ['nothing', pieces(), 'FILE_EMPTY'],
    ['a header without end', pieces(...Array<string>(40).fill('X: '.padEnd(10_000, 'x'))), 'MESSAGE_HEADER_TOO_LARGE'],
    ['a large header', pieces('X: '.padEnd(300_000, 'x'), '\n\n'), 'MESSAGE_HEADER_TOO_LARGE'],
    [
      'a body without end',
      pieces('From: a@b.example\n\n', ...Array<string>(51).fill(' '.repeat(1024 ** 2))),
      'FILE_TOO_LARGE',
    ],
  ])('refuses %s', async (_, content, code) => {
    await expect(headerOf(content)).rejects.toMatchObject({ code });
  });
});

describe(readMessage.name, () => {
  it('tells who wrote to whom, on the day that it was here', async () => {
    expect(await read(LINES)).toEqual({
      key: keyOf('<one@helix.example>'),
      ...{ kind: 'MESSAGE', channel: 'EMAIL', minutes: null, subject: 'Offer' },
      ...{ at: new Date('2026-11-20T17:30:00Z'), on: '2026-11-21' },
      people: [
        { address: 'wei@helix.example', name: 'Wei Zhang', part: 'FROM' },
        { address: 'mei@mill.example', name: 'Chen Mei', part: 'TO' },
        { address: 'north@mill.example', name: 'Plant: North', part: 'TO' },
        { address: 'li@mill.example', name: null, part: 'CC' },
      ],
    });
  });

  it.each([
    ['Subject: =?UTF-8?B?5oql5Lu3?=', '报价'],
    ['Subject: =?gb2312?B?sai82w==?=', '报价'],
    ['Subject: =?big5?B?s/i7+Q==?=', '報價'],
    ['Subject: =?iso-8859-1?Q?Gr=FC=DFe_?=\r\n =?iso-8859-1?Q?aus_K=F6ln?=', 'Grüße aus Köln'],
    ['Subject: =?no-such-charset?Q?a=00b?=', 'a b'],
    ['Subject:   ', null],
    [`Subject: ${'x'.repeat(400)}`, 'x'.repeat(150)],
    [`Subject: =?UTF-8?B?${Buffer.from(`x${'😀'.repeat(90)}`).toString('base64')}?=`, `x${'😀'.repeat(74)}`],
  ])('reads %j', async (line, subject) => {
    expect(await read(saying(line))).toMatchObject({ subject });
  });

  it.each([
    'Auto-Submitted: auto-replied',
    'Precedence: bulk',
    'List-Unsubscribe: <https://x.example>',
    'List-Id: <news>',
  ])('passes over what no person wrote to another: %s', async (line) => {
    expect(await read(saying(line))).toBe('AUTOMATIC');
    expect(await read(saying('Auto-Submitted: no'))).toMatchObject({ kind: 'MESSAGE' });
  });

  it('knows a message without an identity by its header, and takes a clock ahead for ours', async () => {
    const without = LINES.filter((line) => !line.startsWith('Message-ID'));
    const [first, again, other] = await Promise.all(
      [without, without, [...without, 'X: y']].map((lines) => read(lines)),
    );
    expect(first).toMatchObject({ key: expect.stringMatching(/^[\w-]{43}$/) as unknown });
    expect(again).toEqual(first);
    expect(other).not.toMatchObject({ key: (first as { key: string }).key });
    expect(await read(saying('Date: Sun, 22 Nov 2026 18:00:00 +0000'))).toMatchObject({ at: SHANGHAI.now });
    expect(await read(saying('Date: Wed, 25 Nov 2026 18:00:00 +0000'))).toBe('IN_FUTURE');
  });

  it('leaves out the address that the copy went to, and what is none', async () => {
    const own = `copy+mi${'a2'.repeat(26)}@in.example`;
    const found = await read(saying(`To: ${own}, nobody, mei@mill.example, ${'x'.repeat(300)}@mill.example`, 'Cc: '));
    expect((found as { people: readonly object[] }).people).toHaveLength(2);
    const many = Array.from({ length: 101 }, (_, i) => `p${i}@mill.example`).join(', ');
    expect(await read(saying(`To: ${many}`))).toBe('TOO_MANY_PEOPLE');
  });

  it.each([[['Date: soon']], [['Date: Mon, 01 Jan 1900 00:00:00 +0000']], [['From: nobody']], [['From: ']]])(
    'refuses %j',
    async (lines) => {
      await expect(read(saying(...lines))).rejects.toMatchObject({ code: 'MESSAGE_BROKEN' });
    },
  );

  it('refuses what is no message', async () => {
    const noise = pieces(Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 37) % 256)).toString('latin1'));
    await expect(headerOf(noise).then((header) => readMessage(header, SHANGHAI))).rejects.toMatchObject({
      code: 'MESSAGE_BROKEN',
    });
  });
});

async function* pieces(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text, 'latin1');
}

import { describe, expect, it } from '@jest/globals';
import { TextDecoding } from './decode-text.js';
import { MAX_RECORD_LENGTH } from './file-records.js';

/** Text of bytes that arrive in pieces. */
function decode(bytes: Buffer, pieceLength: number): string {
  const decoding = new TextDecoding();
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceLength) text += decoding.write(bytes.subarray(at, at + pieceLength));
  return text + decoding.end();
}

describe(TextDecoding.name, () => {
  const text = 'Größe,名前\n€ 5,𝄞\nend';

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('reads %s in pieces of any length', (_name, bytes) => {
    for (const pieceLength of [1, 2, 3, 7, 1_000]) expect(decode(bytes, pieceLength)).toBe(text);
  });

  it('reads a line that is not UTF-8 as Windows-1252, and only that line', () => {
    const bytes = Buffer.concat([
      Buffer.from('Größe\n'),
      Buffer.from([0x47, 0x72, 0xf6, 0x80, 0x0a]),
      Buffer.from('名前'),
    ]);
    for (const pieceLength of [1, 4, 100]) expect(decode(bytes, pieceLength)).toBe('Größe\nGrö€\n名前');
  });

  it('hands on what has no line end, instead of keeping all of it', () => {
    const decoding = new TextDecoding();
    let length = 0;
    for (let i = 0; i < 96; i++) length += decoding.write(Buffer.alloc(64 * 1024, 'x')).length;
    expect(length).toBeGreaterThan(3 * 1024 * 1024);
  });

  it('reads a line of any length that a record may have in one encoding', () => {
    const line = `Müller;${'名'.repeat(MAX_RECORD_LENGTH - 10)}`;
    expect(decode(Buffer.from(`${line}\nend`), 64 * 1024)).toBe(`${line}\nend`);
  });

  it.each([
    ['LE', Buffer.from('id,name\n1,Größe 名', 'utf16le')],
    ['BE', Buffer.from('id,name\n1,Größe 名', 'utf16le').swap16()],
  ])('knows UTF-16 %s by its zeros when it has no mark', (_name, bytes) => {
    for (const pieceLength of [1, 3, 100]) expect(decode(bytes, pieceLength)).toBe('id,name\n1,Größe 名');
  });

  it.each(['', 'a', '\ufeff'])('reads %j', (short) => {
    expect(decode(Buffer.from(short), 1)).toBe(short.replace('\ufeff', ''));
  });
});

import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { FontSlices } from './font-slices.js';
import { Outlines } from './outlines.js';
import { nearestWidth, type PictureLook, PictureRenderer } from './picture-renderer.js';
import { FRAME, inTheme, picture, text } from './svg.js';

/** A picture with a title and a word in its middle. */
const emptyPicture = (title: string, language: string): string =>
  picture(title, '', language, [
    text(24, 32, title, 'text title'),
    text(FRAME.width / 2, FRAME.height / 2, 'Nothing to show yet', 'soft', 'middle'),
  ]);

/** Width, height and the colour of the pixel in the middle of the upper edge of a PNG without interlacing. */
function lookAt(png: Buffer): { width: number; height: number; edge: string } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const pixels = inflateSync(Buffer.concat(parts));
  // The first row is either as it is, or told by what lies to the left of each pixel.
  const row = [...pixels.subarray(1, 1 + 4 * width)];
  if (pixels[0] === 1) for (let i = 4; i < row.length; i++) row[i] = ((row[i] ?? 0) + (row[i - 4] ?? 0)) & 255;
  return { width, height, edge: Buffer.from(row.slice(2 * width, 2 * width + 3)).toString('hex') };
}

describe(PictureRenderer.name, () => {
  const renderer = new PictureRenderer();
  const svg = emptyPicture('Steel & Söhne', 'en');
  const look = { width: 720, theme: 'light', locale: 'en' } as const;
  const drawn = async (other: Partial<PictureLook>) => lookAt(await renderer.png(svg, { ...look, ...other }));

  it('draws light and dark ones, as wide as is asked for, within bounds', async () => {
    expect(await drawn({})).toEqual({ width: 720, height: 356, edge: 'ffffff' });
    expect(await drawn({ width: 1_440, theme: 'dark' })).toEqual({ width: 1_440, height: 712, edge: '12181f' });
    expect(await drawn({ width: 100_000 })).toMatchObject({ width: 1_440 });
    expect(await drawn({ width: -3 })).toMatchObject({ width: 180 });
    expect(nearestWidth(Number.NaN)).toBe(720);
  });

  it('draws names with characters that XML cannot hold, and shows where they are', async () => {
    const name = 'bell \u0007, half a pair \uD800, no character \uFFFF, a whole one 𠮷';
    const odd = emptyPicture(name, 'en');
    expect(odd).toContain('bell \uFFFD, half a pair \uFFFD, no character \uFFFD, a whole one 𠮷');
    expect(lookAt(await renderer.png(odd, look))).toMatchObject({ width: 720 });
  });

  it('draws many one after the other, the same each time', async () => {
    const pictures = await Promise.all(Array.from({ length: 12 }, () => renderer.png(svg, { ...look, width: 180 })));
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(1);
  });

  it('refuses what would wait for too long, and goes on with the others', async () => {
    class WithLittleRoom extends PictureRenderer {
      protected override readonly mostWaiting = 3;
    }
    const small = new WithLittleRoom();
    const asked = Array.from({ length: 6 }, () => small.png(svg, { ...look, width: 180 }));
    const ended = await Promise.allSettled(asked);
    const refused = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toEqual([expect.objectContaining({ code: 'PICTURES_BUSY' })]);
    expect((await small.png(svg, { ...look, width: 180 })).length).toBeGreaterThan(0);
  });
});

describe(Outlines.name, () => {
  const outlines = new Outlines();
  const of = async (title: string, locale: 'en' | 'zh-CN' | 'zh-TW') =>
    outlines.of(inTheme(emptyPicture(title, locale), 'light'), locale);
  const glyphs = (svg: string): string[] => [...svg.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path as string);

  it('leaves no word that a typeface of the machine would have to draw', async () => {
    const svg = await of('臺灣 & <Söhne> Żółć', 'zh-TW');
    expect(svg).not.toMatch(/<text|font/);
    expect(glyphs(svg).length).toBeGreaterThan(12);
  });

  it('draws the same character as it is drawn where the language is spoken', async () => {
    const [simplified, traditional] = [await of('骨', 'zh-CN'), await of('骨', 'zh-TW')];
    expect(glyphs(simplified)[0]).not.toBe(glyphs(traditional)[0]);
  });

  it('draws a box for a character that no typeface has', async () => {
    const [unknown, box] = [await of('\u{12000}', 'en'), await of('□', 'en')];
    expect(glyphs(unknown)[0]).toBe(glyphs(box)[0]);
  });

  it('puts a text at its end where that is what it hangs on', async () => {
    const start = (svg: string): number => Number(/class="soft" transform="translate\(([\d.]+)/.exec(svg)?.[1]);
    // In the middle of the picture: it begins left of there.
    const svg = await of('x', 'en');
    expect(start(svg)).toBeGreaterThan(200);
    expect(start(svg)).toBeLessThan(360);
  });
});

describe(FontSlices.name, () => {
  it('has every character that is written in the languages of Mortise', async () => {
    const slices = new FontSlices();
    const characters = [...'ÀŁőŞΩЯ€–·：，。臺灣鐵户骨龍龙数計计ひカー'];
    for (const locale of ['en', 'zh-CN', 'zh-TW'] as const)
      for (const character of characters)
        expect([character, await slices.fileOf(character.codePointAt(0) as number, locale)]).toEqual([
          character,
          expect.stringMatching(/\.woff2$/),
        ]);
  });
});

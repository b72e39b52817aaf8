import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readTypeface } from './read-typeface.js';

const folder = join(dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans')), 'files');

describe(readTypeface.name, () => {
  it('gives each its own content, however many are read at once', async () => {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('wght-normal.woff2'))
      .map((file) => join(folder, file));
    const alone: Buffer[] = [];
    for (const file of files) alone.push(Buffer.from(await readTypeface(file)));
    const together = await Promise.all(files.map((file) => readTypeface(file)));
    expect(files.length).toBeGreaterThan(5);
    expect(alone.map((content, index) => Buffer.compare(content, together[index] as Uint8Array))).toEqual(
      files.map(() => 0),
    );
  });

  it('goes on after a file that is none', async () => {
    const [none, one] = await Promise.allSettled([
      readTypeface(join(folder, 'none.woff2')),
      readTypeface(join(folder, 'noto-sans-latin-wght-normal.woff2')),
    ]);
    expect([none.status, one.status]).toEqual(['rejected', 'fulfilled']);
  });
});

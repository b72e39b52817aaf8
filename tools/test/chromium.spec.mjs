import { describe, expect, it } from '@jest/globals';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../lib/chromium.mjs';
import { temporaryFolder } from './support/processes.mjs';

describe(findChromium.name, () => {
  it('finds a browser that shows a page on a phone, letters included', async () => {
    const { executablePath, args, env } = await findChromium();
    const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
    try {
      const page = await browser.newPage({ viewport: { width: 360, height: 200 } });
      await page.setContent('<p style="font: 32px sans-serif">Reklamation</p>');
      const filled = await page.screenshot();
      expect(filled.readUInt32BE(16)).toBe(360);
      await page.setContent('<p style="font: 32px sans-serif; color: transparent">Reklamation</p>');
      expect(filled.equals(await page.screenshot())).toBe(false);
      // One context can be closed and another used: not so with --single-process.
      await page.context().close();
      const offline = await browser.newContext({ offline: true });
      await expect((await offline.newPage()).goto('http://127.0.0.1:9/')).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
    } finally {
      await browser.close();
    }
  });

  it('takes the one of CHROMIUM_PATH, else one of the system, and says so when none starts', async () => {
    using folder = temporaryFolder();
    const browser = join(folder.path, 'chromium');
    const broken = join(folder.path, 'broken');
    for (const [path, code] of /** @type {const} */ ([
      [browser, 0],
      [broken, 1],
    ])) {
      writeFileSync(path, `#!/bin/sh\nexit ${code}\n`);
      chmodSync(path, 0o755);
    }
    expect((await findChromium({ env: { CHROMIUM_PATH: browser } })).executablePath).toBe(browser);
    const both = { CHROMIUM_PATH: broken, PATH: folder.path };
    expect((await findChromium({ env: both })).executablePath).toBe(browser);
    await expect(findChromium({ env: { CHROMIUM_PATH: broken } })).rejects.toMatchObject({
      code: 'CHROMIUM_MISSING',
      message: expect.stringContaining(broken),
    });
  });
});

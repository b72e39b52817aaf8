import { findChromium } from '@mortise/tools/lib/chromium.mjs';
import { chromium } from 'playwright-core';

/** One Chromium for a whole test run; spec files connect to it by the address in MORTISE_TEST_BROWSER. */
export async function startChromium() {
  const { executablePath, args, env } = await findChromium();
  const server = await chromium.launchServer({ executablePath, args, env: { ...process.env, ...env } });
  process.env.MORTISE_TEST_BROWSER = server.wsEndpoint();
  return { stop: () => server.close() };
}

import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A browser window of its own (cookies, storage), which notes everything that must not happen. */
export interface BrowserWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors on the console, uncaught errors and violations of the content security policy. */
  readonly faults: readonly string[];
  /** Another tab of the same window. */
  newTab(): Promise<Page>;
}

/** What the browser itself reports when a test cuts the network or lets the API answer with an error status. */
const REPORTED_BY_BROWSER = /^Failed to load resource: (net::ERR_|the server responded with a status of)/;

/** The browser of the test run. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(process.env['MORTISE_TEST_BROWSER'] ?? '');
}

export async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserWindow> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  // A test that waits in vain should say for what, before the test runner cuts it off.
  context.setDefaultTimeout(10_000);
  const faults: string[] = [];
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      reportError(new Error(`CSP violation: ${violatedDirective} ${blockedURI} ${sourceFile}`));
    });
  });
  context.on('weberror', (error) => faults.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' && !REPORTED_BY_BROWSER.test(message.text())) faults.push(message.text());
  });
  const newTab = (): Promise<Page> => context.newPage();
  return { context, page: await newTab(), faults, newTab };
}

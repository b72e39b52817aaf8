import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { type BrowserWindow, connectBrowser, openWindow } from '@mortise/ui/test/browser-page.js';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { PortalServer } from './portal-server.js';

const DIST = fileURLToPath(new URL('../out-tsc/portal', import.meta.url));

/** What each test works with: its own server, its own browser window. */
export interface PortalWindow {
  readonly server: PortalServer;
  readonly window: BrowserWindow;
  readonly page: Page;
  /** Opens an address below /portal/. */
  open(path: string, page?: Page): Promise<void>;
  /** The same with a session, as after a spent link. */
  openSignedIn(path: string): Promise<void>;
}

/** A portal for each test of a spec file; a test during which the browser reports a fault fails. */
export function usePortal(options: BrowserContextOptions = {}): PortalWindow {
  let browser: Browser;
  let server: PortalServer;
  let window: BrowserWindow;

  beforeAll(async () => {
    browser = await connectBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    server = new PortalServer(DIST);
    await server.start();
    window = await openWindow(browser, options);
  });
  afterEach(async () => {
    await window.context.close();
    await server.stop();
    expect(window.faults).toEqual([]);
  });

  const open = async (path: string, page = window.page): Promise<void> => {
    await page.goto(`${server.origin}/portal/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  return {
    get server() {
      return server;
    },
    get window() {
      return window;
    },
    get page() {
      return window.page;
    },
    open,
    openSignedIn: async (path) => {
      const cookie = { name: 'mortise_portal', value: server.session(), domain: 'localhost', path: '/portal' };
      await window.context.addCookies([cookie]);
      await open(path);
    },
  };
}

/** Whether an element has the focus, inside whatever components it is. */
export function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((node) => (node.getRootNode() as Document | ShadowRoot).activeElement === node);
}

/** A real picture of this size, drawn and encoded by the browser. */
export async function photo(page: Page, name: string, width: number, height: number) {
  const bytes = await page.evaluate(
    async ([w, h]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: w, height: h });
      const context = canvas.getContext('2d')!;
      for (let x = 0; x < w; x += 100) {
        for (let y = 0; y < h; y += 100) {
          context.fillStyle = `hsl(${(x * 7 + y * 13) % 360} 60% ${(x * y) % 100}%)`;
          context.fillRect(x, y, 100, 100);
        }
      }
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
      return [...new Uint8Array(await blob!.arrayBuffer())];
    },
    [width, height] as const,
  );
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}

/** Fills what a complaint needs. */
export async function fillComplaint(page: Page, subject = 'Weld seam leaks'): Promise<void> {
  await page.getByRole('textbox', { name: 'What is wrong?' }).fill(subject);
  await page.getByRole('textbox', { name: 'What happened?' }).fill('A fine mist at the lower flange');
}

export const COMPLAINT_NUMBER = /^C-2026-\d{6}$/;

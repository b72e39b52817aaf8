import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { type BrowserWindow, connectBrowser, openWindow } from './browser-page.js';
import { STRICT_CSP } from './strict-csp.js';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Components</title>
<link rel="stylesheet" href="/components.css"><script type="module" src="/components.js"></script><body></body></html>`;
const TYPES = { js: 'text/javascript', css: 'text/css' } as const;

export interface ComponentPage {
  readonly page: Page;
  /** Adds a component with these properties and this text to the page, inside a form. */
  mount(tag: string, properties?: object, text?: string): Promise<void>;
  /** Sets properties of the component. */
  set(tag: string, properties: object): Promise<void>;
  /** The `value` (or named member) of every event of this type so far. */
  heard(type: string): Promise<unknown[]>;
}

/** A page under the strict policy for each test of a spec file; a test that causes a fault in the browser fails. */
export function useComponents(): ComponentPage {
  let server: Server;
  let browser: Browser;
  let opened: BrowserWindow;

  beforeAll(async () => {
    server = await serveComponents();
    browser = await connectBrowser();
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    opened = await openWindow(browser);
    await opened.page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  });
  afterEach(async () => {
    await opened.context.close();
    expect(opened.faults).toEqual([]);
  });

  return {
    get page() {
      return opened.page;
    },
    mount: (tag, properties = {}, text = '') => opened.page.evaluate(mountInPage, { tag, properties, text }),
    set: (tag, properties) =>
      opened.page.evaluate(([name, values]) => void Object.assign(document.querySelector(name)!, values), [
        tag,
        properties,
      ] as const),
    heard: (type) =>
      opened.page.evaluate((name) => (window as { heard?: Record<string, unknown[]> }).heard?.[name] ?? [], type),
  };
}

/** Runs in the page. */
async function mountInPage({
  tag,
  properties,
  text,
}: {
  tag: string;
  properties: object;
  text: string;
}): Promise<void> {
  await customElements.whenDefined(tag);
  const heard: Record<string, unknown[]> = {};
  Object.assign(window, { heard });
  for (const type of [
    'click',
    'submit',
    'mortise-change',
    'mortise-search',
    'mortise-files-add',
    'mortise-file-remove',
  ]) {
    heard[type] = [];
    addEventListener(type, (event) => {
      if (type === 'submit') event.preventDefault();
      const named = ['value', 'text', 'key', 'files'].find((name) => name in event);
      const content = named ? (event as Event & Record<string, unknown>)[named] : true;
      heard[type]?.push(named === 'files' ? (content as File[]).map(({ name }) => name) : content);
    });
  }
  const element = Object.assign(document.createElement(tag), properties);
  element.append(text);
  const form = document.createElement('form');
  form.append(element);
  document.body.append(form);
  await (element as HTMLElement & { updateComplete?: Promise<unknown> }).updateComplete;
}

async function serveComponents(): Promise<Server> {
  const built = new URL('../out-tsc/components/', import.meta.url);
  const server = createServer(async (request, response) => {
    response.setHeader('content-security-policy', STRICT_CSP);
    const file = /^\/(components\.(js|css))$/.exec(request.url ?? '');
    response.setHeader('content-type', file ? TYPES[file[2] as keyof typeof TYPES] : 'text/html');
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else response.end(file ? await readFile(new URL(file[1] ?? '', built)) : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

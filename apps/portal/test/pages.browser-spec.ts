import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hasFocus, usePortal } from './portal-window.js';

/** Controls smaller than 44 by 44 pixels, links inside running text aside. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        const { width, height } = element.getBoundingClientRect();
        const shown = element.matches('a[href], button, select, input, textarea') && element.checkVisibility();
        const hiddenControl = element.matches('.visually-hidden, .skip');
        if (shown && !hiddenControl && (width < 43.9 || height < 43.9)) small.push(element.outerHTML.slice(0, 80));
      }
    };
    visit(document);
    return small;
  });
}

describe('pages of the portal', () => {
  const portal = usePortal();

  it('follow a complaint live, on the list and on its own page', async () => {
    const { id } = portal.server.addComplaint('RECEIVED', 'Leaks');
    await portal.openSignedIn('harbour/');
    const row = portal.page.getByRole('link', { name: /C-2026-000001/ });
    await row.getByText('Received').waitFor();
    portal.server.moveOn(id, 'ACKNOWLEDGED');
    await row.getByText('Acknowledged').waitFor();
    await row.click();
    const current = portal.page.locator('[aria-current="step"]');
    await current.getByText('Acknowledged').waitFor();
    portal.server.moveOn(id, 'ANALYSED');
    await current.getByText('Cause analysed').waitFor();
  });

  it('go on following after the supplier has refused the stream for a while', async () => {
    const { id } = portal.server.addComplaint('RECEIVED', 'Leaks');
    portal.server.failNext('events', 'UNAVAILABLE');
    await portal.openSignedIn('harbour/');
    await portal.page.getByRole('link', { name: /C-2026-000001/ }).waitFor();
    portal.server.moveOn(id, 'ACKNOWLEDGED');
    await portal.page.getByRole('link', { name: /C-2026-000001.*Acknowledged/s }).waitFor();
  });

  it('show more of a long list on request', async () => {
    for (let n = 1; n <= 25; n++) portal.server.addComplaint('RECEIVED', `Complaint ${n}`);
    await portal.openSignedIn('harbour/');
    const rows = portal.page.getByRole('link', { name: /C-2026-/ });
    await rows.nth(19).waitFor();
    expect(await rows.count()).toBe(20);
    await portal.page.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(24).waitFor();
    expect(await hasFocus(rows.nth(20))).toBe(true);
    expect(await portal.page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });

  it('say what is wrong and try again when the list cannot be read', async () => {
    portal.server.failNext('Complaints', 'UNAVAILABLE');
    await portal.openSignedIn('harbour/');
    await portal.page.getByText('Your complaints cannot be shown right now').waitFor();
    await portal.page.getByRole('button', { name: 'Try again' }).click();
    await portal.page.getByRole('heading', { name: 'No complaints so far' }).waitFor();
    expect(await hasFocus(portal.page.getByRole('heading', { level: 1 }))).toBe(true);
  });

  it('have a heading also when the portal cannot be reached', async () => {
    portal.server.failNext('Supplier', 'UNAVAILABLE');
    await portal.open('harbour/');
    await portal.page.getByRole('heading', { level: 1, name: 'The portal cannot be reached right now' }).waitFor();
    await portal.page.getByRole('button', { name: 'Try again' }).click();
    await portal.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });

  it('keep what has the focus clear of the button at the bottom of a phone', async () => {
    await portal.page.setViewportSize({ width: 360, height: 640 });
    for (let n = 1; n <= 12; n++) portal.server.addComplaint('RECEIVED', `Complaint ${n}`);
    await portal.openSignedIn('harbour/');
    const rows = portal.page.getByRole('link', { name: /C-2026-/ });
    await rows.nth(11).waitFor();
    const top = async () => (await portal.page.getByRole('link', { name: 'File a complaint' }).boundingBox())?.y ?? 0;
    for (const row of await rows.all()) {
      await row.focus();
      const box = await row.boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(await top());
    }
  });

  it('start with the focus on the heading, and name the window after it', async () => {
    await portal.openSignedIn('harbour/');
    await portal.page.getByRole('link', { name: 'File a complaint' }).click();
    const heading = portal.page.getByRole('heading', { level: 1, name: 'File a complaint' });
    await heading.waitFor();
    await portal.page.waitForFunction(() => document.title === 'File a complaint · Harbour Heat Exchangers');
    expect(await hasFocus(heading)).toBe(true);
    await portal.page.goBack();
    await portal.page.getByRole('heading', { level: 1, name: 'Complaints' }).waitFor();
  });

  it('change their language and remember it', async () => {
    await portal.openSignedIn('harbour/');
    await portal.page.getByRole('combobox', { name: 'Language' }).selectOption('zh-TW');
    await portal.page.getByRole('heading', { level: 1, name: '我的客訴' }).waitFor();
    expect(await portal.page.evaluate(() => document.documentElement.lang)).toBe('zh-TW');
    await portal.page.reload();
    await portal.page.getByRole('heading', { level: 1, name: '我的客訴' }).waitFor();
    await portal.page.waitForFunction(() => document.title.startsWith('我的客訴'));
  });

  it.each([320, 360, 1280])('fit into %i pixels, with targets of 44 pixels', async (width) => {
    await portal.page.setViewportSize({ width, height: 740 });
    portal.server.addComplaint(
      'REOPENED',
      'Pressure drop above the data sheet after cleaning, both exchangers of line 3',
    );
    await portal.open('');
    const { id: asked } = portal.server.ask();
    const { id: assessed } = portal.server.assess();
    const { id: warned } = portal.server.warn();
    const paths = [
      'harbour/',
      `harbour/assess/${assessed}`,
      `harbour/speak/${asked}`,
      'harbour/advisories',
      `harbour/advisories/${warned}`,
      'harbour/complaints/new',
      `harbour/complaints/${portal.server.complaints[0]!.id}`,
    ];
    await portal.open('harbour/sign-in');
    for (const path of ['', ...paths]) {
      if (path) await portal.openSignedIn(path);
      await portal.page.evaluate(() => document.fonts.ready);
      const { scroll, client } = await portal.page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect({ path, scroll }).toEqual({ path, scroll: client });
      expect({ path, small: await smallTargets(portal.page) }).toEqual({ path, small: [] });
    }
  });
});

describe('the language of the browser', () => {
  const portal = usePortal({ locale: 'zh-HK' });

  it('is followed, with its script', async () => {
    await portal.open('harbour/');
    expect(await portal.page.getByRole('heading', { level: 1 }).textContent()).toBe('登入');
  });
});

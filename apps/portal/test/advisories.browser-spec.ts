import { describe, expect, it } from '@jest/globals';
import { hasFocus, usePortal } from './portal-window.js';

const TITLE = 'Your stock lasts for about 146 days';

describe('advisories', () => {
  const portal = usePortal();
  const heading = (name: string) => portal.page.getByRole('heading', { level: 1, name });
  const field = () => portal.page.getByRole('textbox', { name: 'What have you done?' });
  const tell = () => portal.page.getByRole('button', { name: 'Tell the supplier' }).click();
  const called = (operation: string) => portal.server.calls.filter((call) => call === operation).length;

  it('SV-05: is reached from the link of the mail, and is read by being opened', async () => {
    const { id } = portal.server.warn();
    await portal.open(`harbour/advisories/${id}#token=${portal.server.link()}`);
    await heading('Sign in').waitFor();
    expect(portal.server.calls).not.toContain('RedeemMagicLink');
    await portal.page.getByRole('button', { name: 'Sign in now' }).click();
    await heading(TITLE).waitFor();
    expect(new URL(portal.page.url()).href).toBe(`${portal.server.origin}/portal/harbour/advisories/${id}`);
    await portal.page.getByText('Anna Berg · Harbour Heat Exchangers').waitFor();
    await portal.page.getByText('We would like to look at it with you.').waitFor();
    await portal.page.waitForFunction((title) => document.title === `${title} · Harbour Heat Exchangers`, TITLE);
    expect(portal.server.advisories).toMatchObject([{ state: 'READ' }]);
    expect(called('OpenAdvisory')).toBe(1);
  });

  it('SV-05: stands on the first page until it is read, and in the list afterwards', async () => {
    portal.server.warn();
    portal.server.warn({ state: 'ACTED', texts: [{ language: 'en', title: 'Older one', body: 'It is over.' }] });
    await portal.openSignedIn('harbour/');
    await portal.page.getByRole('heading', { name: 'New advisories for you' }).waitFor();
    expect(await portal.page.getByRole('link', { name: 'Older one' }).count()).toBe(0);
    await portal.page.getByRole('link', { name: TITLE }).click();
    await heading(TITLE).waitFor();
    await portal.page.getByRole('link', { name: 'Advisories' }).click();
    await heading('Advisories').waitFor();
    const rows = portal.page.getByRole('listitem');
    await rows.first().waitFor();
    expect((await rows.allInnerTexts()).map((text) => text.split(/\s*\n\s*/).at(-1))).toEqual(['Acted on', 'Read']);
    await portal.page.getByRole('link', { name: 'Complaints' }).click();
    await portal.page.getByRole('link', { name: 'Advisories for you (2)' }).waitFor();
    expect(await portal.page.getByRole('heading', { name: 'New advisories for you' }).count()).toBe(0);
  });

  it('SV-05: is read in the language of the reader, as soon as it is chosen', async () => {
    const { id } = portal.server.warn();
    await portal.openSignedIn(`harbour/advisories/${id}`);
    await heading(TITLE).waitFor();
    await portal.page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
    await heading('贵公司库存约可用 146 天').waitFor();
    expect(await portal.page.locator('article').getAttribute('lang')).toBe('zh-CN');
    await portal.page.getByRole('textbox', { name: '您做了什么？' }).waitFor();
    await portal.page.getByRole('combobox').selectOption('zh-TW');
    await portal.page.getByRole('textbox', { name: '您做了什麼？' }).waitFor();
    await heading(TITLE).waitFor();
    expect(await portal.page.locator('article').getAttribute('lang')).toBe('en');
  });

  it('SV-05: what was done is told by keyboard alone, asked for where it is missing, and told once', async () => {
    const { id } = portal.server.warn();
    await portal.openSignedIn(`harbour/advisories/${id}`);
    await field().waitFor();
    await tell();
    await portal.page.getByRole('alert').getByText('Tell us in a few words').waitFor();
    expect(await hasFocus(field())).toBe(true);
    await portal.page.keyboard.type('We held two orders back');
    // The words arrive, their acknowledgement is lost; the page is opened anew.
    portal.server.failNext('ReportAdvisoryAction', 'NETWORK', { afterWork: true });
    await portal.page.keyboard.press('Tab');
    await portal.page.keyboard.press('Enter');
    await portal.page.getByText('cannot be reached').waitFor();
    expect(await field().inputValue()).toBe('We held two orders back');
    await tell();
    await portal.page.getByRole('heading', { name: /^What you told us on/ }).waitFor();
    await portal.page.getByText('We held two orders back').waitFor();
    expect(await hasFocus(heading(TITLE))).toBe(true);
    expect(
      await portal.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('advisory'))),
    ).toEqual([]);
  });

  it('SV-05: keeps what was begun for when the page is opened again, and shows what a colleague was first to tell', async () => {
    const { id } = portal.server.warn();
    await portal.openSignedIn(`harbour/advisories/${id}`);
    await field().fill('We sell it off');
    await portal.page.reload();
    await heading(TITLE).waitFor();
    expect(await field().inputValue()).toBe('We sell it off');
    const acted = { state: 'ACTED', action: 'Two orders were held', actedAt: '2026-11-21T08:00:00.000Z' } as const;
    portal.server.advisories[0] = { ...portal.server.advisories[0]!, ...acted };
    await tell();
    await portal.page.getByRole('heading', { name: /^What your company told us on/ }).waitFor();
    await portal.page.getByText('Two orders were held').waitFor();
  });

  it('SV-05: can be read again when it could not be read, and that it was read is noted later', async () => {
    const { id } = portal.server.warn();
    portal.server.failNext('Advisory', 'UNAVAILABLE');
    portal.server.failNext('OpenAdvisory', 'NETWORK');
    await portal.openSignedIn(`harbour/advisories/${id}`);
    await portal.page.getByText('The advisory cannot be shown right now').waitFor();
    await portal.page.getByRole('button', { name: 'Try again' }).click();
    await heading(TITLE).waitFor();
    expect(await hasFocus(heading(TITLE))).toBe(true);
    expect(portal.server.advisories).toMatchObject([{ state: 'UNREAD' }]);
    const noted = portal.page.waitForResponse(
      (response) => response.request().postData()?.includes('OpenAdvisory') === true,
    );
    await portal.page.evaluate(() => dispatchEvent(new Event('online')));
    await noted;
    expect(portal.server.advisories).toMatchObject([{ state: 'READ' }]);
    await portal.open('harbour/advisories/nothing');
    await heading('This advisory is not there').waitFor();
  });

  it('SV-05: says that there is none, that they cannot be read, and shows more on request', async () => {
    await portal.openSignedIn('harbour/advisories');
    await portal.page.getByRole('heading', { name: 'No advisories so far' }).waitFor();
    portal.server.failNext('Advisories', 'UNAVAILABLE');
    await portal.page.reload();
    await portal.page.getByText('Advisories cannot be shown right now').waitFor();
    for (let n = 1; n <= 21; n += 1) {
      portal.server.warn({ texts: [{ language: 'en', title: `Number ${n}`, body: 'Text' }] });
    }
    await portal.page.getByRole('button', { name: 'Try again' }).click();
    await portal.page.getByRole('link', { name: 'Number 21' }).waitFor();
    await portal.page.getByRole('button', { name: 'Show more' }).click();
    const last = portal.page.getByRole('link', { name: /^Number 1 / });
    await last.waitFor();
    expect(await hasFocus(last)).toBe(true);
  });
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import { COMPLAINT_NUMBER, fillComplaint, photo, usePortal } from './portal-window.js';

describe('delivering a complaint', () => {
  const portal = usePortal();
  const send = () => portal.page.getByRole('button', { name: 'Send complaint' }).click();
  const badge = (text: string) => portal.page.getByRole('status').getByText(text, { exact: true });
  const number = (page = portal.page) => page.locator('output');
  const times = (operation: string) => portal.server.calls.filter((call) => call === operation).length;

  /** Waits until the list of the supplier has the complaint and nothing else has. */
  const standsOnce = async (page = portal.page) => {
    await page.getByRole('link', { name: /C-2026-000001.*Received/s }).waitFor();
    expect(await page.getByRole('link', { name: /Weld seam leaks/ }).count()).toBe(1);
  };

  beforeEach(async () => {
    await portal.openSignedIn('harbour/complaints/new');
    await fillComplaint(portal.page);
    await portal.page.getByLabel('Take or choose photos').setInputFiles([await photo(portal.page, 'a.jpg', 80, 60)]);
    await portal.page.getByRole('img', { name: 'a.jpg' }).waitFor();
  });

  it('waits for the network and arrives once when it is back', async () => {
    // With the clock stopped no retry is due: it is the network's return that sends.
    await portal.page.clock.install();
    await portal.page.clock.pauseAt(Date.now() + 1_000);
    await portal.window.context.setOffline(true);
    await portal.page.getByRole('status').getByText('No connection').waitFor();
    await send();
    await badge('Waiting for the network').waitFor();
    expect(portal.server.complaints).toEqual([]);
    await portal.window.context.setOffline(false);
    await number().waitFor();
    expect(await number().textContent()).toMatch(COMPLAINT_NUMBER);
    expect(portal.server.complaints).toMatchObject([{ subject: 'Weld seam leaks', files: [{ name: 'a.jpg' }] }]);
  });

  it('arrives after the tab was closed, and the number is shown later', async () => {
    await portal.window.context.setOffline(true);
    await send();
    await badge('Waiting for the network').waitFor();
    await portal.page.close();
    await portal.window.context.setOffline(false);
    const later = await portal.window.newTab();
    await portal.open('harbour/', later);
    await standsOnce(later);
    expect(portal.server.complaints).toHaveLength(1);
  });

  it('stands on the list once: as a note while the list cannot be read, then as the complaint', async () => {
    await send();
    await number().waitFor();
    portal.server.failNext('Complaints', 'UNAVAILABLE');
    await portal.page.getByRole('link', { name: 'Complaints', exact: true }).click();
    await portal.page.getByRole('link', { name: /C-2026-000001.*Weld seam leaks.*Delivered/s }).waitFor();
    await portal.page.getByRole('button', { name: 'Try again' }).click();
    await standsOnce();
    await portal.page.goBack();
    expect(await number().textContent()).toBe('C-2026-000001');
  });

  it('arrives once although an answer was lost', async () => {
    portal.server.failNext('upload', 'NETWORK', { afterWork: true });
    await send();
    await badge('Waiting for the network').waitFor();
    portal.server.failNext('FileComplaint', 'NETWORK', { afterWork: true });
    await portal.page.getByRole('button', { name: 'Try now' }).click();
    await number().waitFor();
    expect(portal.server.complaints).toHaveLength(1);
    expect(portal.server.files).toHaveLength(1);
    expect(times('FileComplaint')).toBe(2);
  });

  it('is sent by one tab of two', async () => {
    await portal.window.context.setOffline(true);
    await send();
    await badge('Waiting for the network').waitFor();
    await portal.window.context.setOffline(false);
    const other = await portal.window.newTab();
    await portal.open('harbour/', other);
    await Promise.all([number().waitFor(), standsOnce(other)]);
    expect(times('FileComplaint')).toBe(1);
    expect(times('upload')).toBe(1);
  });

  it('waits for the buyer to sign in again and is sent then', async () => {
    portal.server.endSessions();
    await send();
    await badge('Waiting for you to sign in').waitFor();
    await portal.page.getByRole('button', { name: 'Sign in again' }).click();
    await portal.page.getByText('Complaints waiting on this device: 1').waitFor();
    await portal.open(`harbour/sign-in#token=${portal.server.link()}`);
    await portal.page.reload();
    await portal.page.getByRole('button', { name: 'Sign in now' }).click();
    await standsOnce();
    expect(portal.server.complaints).toHaveLength(1);
  });

  it('shows a refusal at the field, keeps everything, and is sent corrected', async () => {
    const reasons = [{ path: ['input', 'subject'], code: 'TOO_BIG', message: 'Too long' }];
    portal.server.failNext('FileComplaint', 'INPUT_INVALID', { reasons });
    await send();
    await portal.page.getByRole('alert').getByText('Not sent yet').waitFor();
    await portal.page.getByRole('alert').getByText('Say in a few words').waitFor();
    const subject = portal.page.getByRole('textbox', { name: 'What is wrong?' });
    expect(await subject.inputValue()).toBe('Weld seam leaks');
    await portal.page.getByRole('img', { name: 'a.jpg' }).waitFor();
    await subject.fill('Leaks');
    await send();
    await number().waitFor();
    expect(portal.server.complaints).toMatchObject([{ subject: 'Leaks', files: [{ name: 'a.jpg' }] }]);
    expect(times('upload')).toBe(1);
  });

  it('opens and takes complaints without a network, after a first visit', async () => {
    // Ready means installed, and installed means that the page is kept.
    await portal.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await portal.page.locator('form[aria-busy="false"]').waitFor();
    await portal.window.context.setOffline(true);
    await portal.page.reload();
    await portal.page.getByRole('img', { name: 'a.jpg' }).waitFor();
    await send();
    await badge('Waiting for the network').waitFor();
    await portal.window.context.setOffline(false);
    await number().waitFor();
    expect(portal.server.complaints).toHaveLength(1);
  });
});

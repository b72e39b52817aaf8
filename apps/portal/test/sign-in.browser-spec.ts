import { describe, expect, it } from '@jest/globals';
import { hasFocus, usePortal } from './portal-window.js';

describe('signing in', () => {
  const portal = usePortal();
  const heading = (name: string) => portal.page.getByRole('heading', { level: 1, name });
  const press = (name: string) => portal.page.getByRole('button', { name }).click();

  it('needs the link of a supplier', async () => {
    await portal.open('');
    expect(await heading('Your supplier’s portal').isVisible()).toBe(true);
    await portal.open('nobody/');
    expect(await heading('This page does not exist').isVisible()).toBe(true);
  });

  it('asks for an address and always answers the same', async () => {
    await portal.open('harbour/');
    await press('Send me the link');
    await portal.page.getByRole('alert').getByText('Enter your e-mail address').waitFor();
    const field = portal.page.getByRole('textbox', { name: 'Your e-mail address at work' });
    expect(await hasFocus(field)).toBe(true);
    await field.fill('anybody@example.com');
    await field.press('Enter');
    await heading('Look into your mailbox').waitFor();
    expect(portal.server.calls.filter((call) => call === 'RequestMagicLink')).toHaveLength(1);
  });

  it('says so when the request for a link cannot be sent', async () => {
    await portal.open('harbour/');
    await portal.page.getByRole('textbox').fill('anybody@example.com');
    portal.server.failNext('RequestMagicLink', 'NETWORK');
    await press('Send me the link');
    await portal.page.locator('mortise-notice').getByText('cannot be reached').waitFor();
  });

  it('spends the link only when the button is pressed, and takes it out of the address', async () => {
    await portal.open(`harbour/sign-in#token=${portal.server.link()}`);
    expect(portal.server.calls).not.toContain('RedeemMagicLink');
    await press('Sign in now');
    await heading('Complaints').waitFor();
    expect(new URL(portal.page.url()).href).toBe(`${portal.server.origin}/portal/harbour/`);
    await portal.page.goBack();
    expect(portal.page.url()).not.toContain('token');
  });

  it.each([
    ['USED', 'already used'],
    ['EXPIRED', 'has expired'],
  ] as const)('says what to do about a link that is %s', async (state, text) => {
    await portal.open(`harbour/sign-in#token=${portal.server.link(state)}`);
    await press('Sign in now');
    await portal.page.locator('mortise-notice').getByText(text).waitFor();
    await press('Request a new link');
    expect(await portal.page.getByRole('textbox').isVisible()).toBe(true);
    expect(portal.page.url()).not.toContain('token');
  });

  it('keeps the link for another try when the network fails', async () => {
    await portal.open(`harbour/sign-in#token=${portal.server.link()}`);
    portal.server.failNext('RedeemMagicLink', 'NETWORK');
    await press('Sign in now');
    await portal.page.locator('mortise-notice').getByText('cannot be reached').waitFor();
    await press('Sign in now');
    await heading('Complaints').waitFor();
  });

  it('notices in one tab that somebody else has signed in in another, and keeps their drafts apart', async () => {
    await portal.openSignedIn('harbour/complaints/new');
    const subject = () => portal.page.getByRole('textbox', { name: 'What is wrong?' });
    await subject().fill('Written by Li Wei');
    await portal.page.locator('form[aria-busy="false"]').waitFor();
    portal.server.buyer = { ...portal.server.buyer, id: 'ac2', name: 'Wang Fang' };
    // The same as a tab that is looked at again.
    await portal.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await portal.page.getByText('Wang Fang · Rivertown Dairy').waitFor();
    expect(await subject().inputValue()).toBe('');
    portal.server.buyer = { ...portal.server.buyer, id: 'ac1', name: 'Li Wei' };
    await portal.page.reload();
    await portal.page.getByText('Li Wei · Rivertown Dairy').waitFor();
    expect(await subject().inputValue()).toBe('Written by Li Wei');
  });

  it('shows every page to whoever is signed in only, and signs out', async () => {
    await portal.open('harbour/complaints/new');
    expect(await heading('Sign in').isVisible()).toBe(true);
    await portal.openSignedIn('harbour/complaints/new');
    expect(await heading('File a complaint').isVisible()).toBe(true);
    await press('Sign out');
    await heading('Sign in').waitFor();
  });
});

import { describe, expect, it } from '@jest/globals';
import { hasFocus, usePortal } from './portal-window.js';

describe('the question how things are going', () => {
  const portal = usePortal();
  const heading = (name: string) => portal.page.getByRole('heading', { level: 1, name });
  const choice = (name: string) => portal.page.getByRole('radio', { name });
  const send = () => portal.page.getByRole('button', { name: 'Send' }).click();
  const answers = () => portal.server.calls.filter((call) => call === 'AnswerInvitation').length;

  it('CP-03: is reached from the link of the mail, which signs in when the button is pressed', async () => {
    const { id } = portal.server.ask();
    await portal.open(`harbour/speak/${id}#token=${portal.server.link()}`);
    await heading('Sign in').waitFor();
    expect(portal.server.calls).not.toContain('RedeemMagicLink');
    await portal.page.getByRole('button', { name: 'Sign in now' }).click();
    await heading('How are things going?').waitFor();
    expect(new URL(portal.page.url()).href).toBe(`${portal.server.origin}/portal/harbour/speak/${id}`);
    await portal.page.getByText('Anna Berg of Harbour Heat Exchangers').waitFor();
    await portal.page.waitForFunction(() => document.title === 'How are things going? · Harbour Heat Exchangers');
    expect(portal.server.calls).toContain('OpenInvitation');
  });

  it('CP-03: does not keep the token of somebody who is signed in already', async () => {
    const { id } = portal.server.ask(null);
    await portal.openSignedIn(`harbour/speak/${id}#token=${portal.server.link()}`);
    await portal.page.getByText('Harbour Heat Exchangers would like to hear').waitFor();
    expect(portal.page.url()).not.toContain('token');
    expect(portal.server.calls).not.toContain('RedeemMagicLink');
  });

  it('CP-03: is asked on the list, until it is answered', async () => {
    portal.server.ask();
    await portal.openSignedIn('harbour/');
    await portal.page.getByRole('link', { name: 'Answer' }).click();
    await heading('How are things going?').waitFor();
    await choice('All is well').check();
    await send();
    await heading('Thank you').waitFor();
    expect(await hasFocus(heading('Thank you'))).toBe(true);
    await portal.page.getByText('That is good to hear').waitFor();
    await portal.page.getByRole('link', { name: 'To your complaints' }).click();
    await heading('Complaints').waitFor();
    expect(await portal.page.getByRole('link', { name: 'Answer' }).count()).toBe(0);
  });

  it('CP-03: becomes a complaint with a number to follow, by keyboard alone', async () => {
    const { id } = portal.server.ask();
    await portal.openSignedIn(`harbour/speak/${id}`);
    await choice('All is well').focus();
    await portal.page.keyboard.press('ArrowDown');
    expect(await choice('Something is not right').isChecked()).toBe(true);
    await portal.page.keyboard.press('Tab');
    await portal.page.keyboard.type('The gaskets leak again');
    await portal.page.keyboard.press('Tab');
    await portal.page.keyboard.press('Enter');
    await heading('Thank you').waitFor();
    await portal.page.getByRole('link', { name: 'Follow C-2026-000001' }).click();
    await heading('The gaskets leak again').waitFor();
  });

  it('CP-03: asks for what is missing where it is missing', async () => {
    const { id } = portal.server.ask();
    await portal.openSignedIn(`harbour/speak/${id}`);
    await send();
    await portal.page.locator('mortise-notice').getByText('Choose one of the three.').waitFor();
    expect(await hasFocus(choice('All is well'))).toBe(true);
    await choice('Something is not right').check();
    await send();
    await portal.page.getByRole('alert').getByText('Tell us in a few words').waitFor();
    expect(await hasFocus(portal.page.getByRole('textbox', { name: 'What is not right?' }))).toBe(true);
    expect(answers()).toBe(0);
  });

  it('CP-03: keeps what was written when the network fails and the page is opened anew, and is answered once', async () => {
    const { id } = portal.server.ask();
    await portal.openSignedIn(`harbour/speak/${id}`);
    await choice('I would rather talk').check();
    await portal.page.getByRole('textbox', { name: 'When and at which number?' }).fill('Mornings, 0123');
    // The answer arrives, its acknowledgement is lost.
    portal.server.failNext('AnswerInvitation', 'NETWORK', { afterWork: true });
    await send();
    await portal.page.getByText('cannot be reached').waitFor();
    expect(await portal.page.getByRole('textbox').inputValue()).toBe('Mornings, 0123');
    await send();
    await heading('Thank you').waitFor();
    await portal.page.getByText('next working day at the latest').waitFor();
    expect(portal.server.invitations).toMatchObject([{ answer: 'CALL_ME', note: 'Mornings, 0123' }]);
  });

  it('CP-03: keeps what was begun for when the page is opened again', async () => {
    const { id } = portal.server.ask();
    await portal.openSignedIn(`harbour/speak/${id}`);
    await choice('Something is not right').check();
    await portal.page.getByRole('textbox').fill('It leaks');
    await portal.page.reload();
    await heading('How are things going?').waitFor();
    expect(await choice('Something is not right').isChecked()).toBe(true);
    expect(await portal.page.getByRole('textbox').inputValue()).toBe('It leaks');
    await send();
    await heading('Thank you').waitFor();
    expect(await portal.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('speak')))).toEqual(
      [],
    );
  });

  it('CP-03: shows what is there when it was answered elsewhere, and says so when it is gone', async () => {
    const { id } = portal.server.ask();
    await portal.openSignedIn(`harbour/speak/${id}`);
    await choice('All is well').check();
    portal.server.invitations[0] = { ...portal.server.invitations[0]!, state: 'ANSWERED' };
    await send();
    await heading('Thank you').waitFor();
    await portal.page.getByText('We have talked about it.').waitFor();
    await portal.open('harbour/speak/nothing');
    await heading('This question is no longer open').waitFor();
  });

  it('CP-03: can be read again when it could not be read', async () => {
    const { id } = portal.server.ask();
    portal.server.failNext('Invitation', 'UNAVAILABLE');
    await portal.openSignedIn(`harbour/speak/${id}`);
    await portal.page.getByText('The question cannot be shown right now').waitFor();
    await portal.page.getByRole('button', { name: 'Try again' }).click();
    await choice('All is well').waitFor();
    expect(await hasFocus(heading('How are things going?'))).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import { hasFocus, usePortal } from './portal-window.js';

describe('the assessment of the relationship', () => {
  const portal = usePortal();
  const heading = (name: string) => portal.page.getByRole('heading', { level: 1, name });
  const question = (code: string) => portal.page.getByRole('group', { name: `How about ${code}?` });
  const handIn = () => portal.page.getByRole('button', { name: 'Hand in' }).click();
  const kept = () =>
    portal.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('assess')).length);

  it('AS-02: is reached from the link of the mail, answered by keyboard alone, and shown no more on the list', async () => {
    const { id } = portal.server.assess();
    await portal.open(`harbour/assess/${id}#token=${portal.server.link()}`);
    await heading('Sign in').waitFor();
    await portal.page.getByRole('button', { name: 'Sign in now' }).click();
    await heading('How do you see working together?').waitFor();
    expect(new URL(portal.page.url()).href).toBe(`${portal.server.origin}/portal/harbour/assess/${id}`);
    await question('trust').getByRole('radio', { name: 'Some of it' }).focus();
    const { keyboard } = portal.page;
    for (const key of ['ArrowDown', 'ArrowDown', 'Tab']) await keyboard.press(key);
    await keyboard.type('They opened their stock figures');
    await keyboard.press('Tab');
    await keyboard.press('ArrowUp');
    await portal.page.getByText('2 of 2 answered').waitFor();
    await portal.page.getByText('With fewer than 2 answers').waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await heading('Thank you').waitFor();
    expect(await hasFocus(heading('Thank you'))).toBe(true);
    expect(portal.server.sheets).toEqual([
      [
        { item: 'TRUST', answer: 4, evidence: 'They opened their stock figures' },
        { item: 'INFORMATION', answer: null, evidence: null },
      ],
    ]);
    expect(await kept()).toBe(0);
    await portal.page.getByRole('link', { name: 'To your complaints' }).click();
    await heading('Complaints').waitFor();
    expect(await portal.page.getByRole('link', { name: 'Go to the questions' }).count()).toBe(0);
  });

  it('AS-02: asks for what is missing where it is missing, and keeps what was chosen for when it is opened again', async () => {
    portal.server.assess();
    await portal.openSignedIn('harbour/');
    await portal.page.getByRole('link', { name: 'Go to the questions' }).click();
    await question('trust').getByRole('radio', { name: 'All of it' }).check();
    await handIn();
    await portal.page.getByRole('alert').getByText('needs an example').waitFor();
    expect(await hasFocus(question('trust').getByRole('textbox'))).toBe(true);
    await question('trust').getByRole('textbox').fill('Joint line');
    await handIn();
    await question('information').getByText('Choose what comes closest').waitFor();
    expect(await hasFocus(question('information').getByRole('radio').first())).toBe(true);
    await question('information').getByRole('radio', { name: 'Much of it' }).check();
    await portal.page.reload();
    await portal.page.getByText('2 of 2 answered').waitFor();
    expect(await question('trust').getByRole('textbox').inputValue()).toBe('Joint line');
    // The sheet arrives, its acknowledgement is lost.
    portal.server.failNext('AnswerAssessment', 'NETWORK', { afterWork: true });
    await handIn();
    await portal.page.getByText('cannot be reached').waitFor();
    expect(await question('information').getByRole('radio', { name: 'Much of it' }).isChecked()).toBe(true);
    await handIn();
    await heading('Thank you').waitFor();
    expect([portal.server.sheets.length, await kept()]).toEqual([1, 0]);
  });

  it('AS-02: says what there is when the time is over, when it was called off, and when it cannot be read', async () => {
    const { id } = portal.server.assess();
    portal.server.failNext('Assessment', 'UNAVAILABLE');
    await portal.openSignedIn(`harbour/assess/${id}`);
    await portal.page.getByText('The questions cannot be shown right now').waitFor();
    await portal.page.getByRole('button', { name: 'Try again' }).click();
    for (const code of ['trust', 'information'])
      await question(code).getByRole('radio', { name: 'Some of it' }).check();
    portal.server.assessments[0] = { ...portal.server.assessments[0]!, state: 'CLOSED' };
    await handIn();
    await heading('The time to answer is over').waitFor();
    await portal.page.getByText('Answers were taken until').waitFor();
    await portal.open('harbour/assess/nothing');
    await heading('There is nothing to answer here').waitFor();
    await portal.page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
    await heading('这里没有需要回答的问题').waitFor();
    portal.server.endSessions();
    await portal.open(`harbour/assess/${id}#token=${portal.server.link('EXPIRED')}`);
    await portal.page.getByRole('button', { name: '立即登录' }).click();
    await heading('此链接已失效').waitFor();
  });
});

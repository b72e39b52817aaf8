import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

describe('mortise-text-field', () => {
  const components = useComponents();
  const field = () => components.page.getByRole('textbox', { name: 'Subject' });

  it('has a label, a hint, and an error that is announced', async () => {
    await components.mount('mortise-text-field', { label: 'Subject', hint: 'In a few words' });
    expect(await field().getAttribute('aria-invalid')).toBeNull();
    await components.set('mortise-text-field', { error: 'Say what is wrong' });
    await components.page.getByRole('alert').getByText('Say what is wrong').waitFor();
    expect(await field().getAttribute('aria-invalid')).toBe('true');
    const description = await field().evaluate((control) =>
      control
        .getAttribute('aria-describedby')
        ?.split(' ')
        .map((id) => (control.getRootNode() as ShadowRoot).getElementById(id)?.textContent?.trim()),
    );
    expect(description).toEqual(['In a few words', 'Say what is wrong']);
  });

  it('has its new value when the input event arrives', async () => {
    await components.mount('mortise-text-field', { label: 'Subject', value: 'old' });
    await components.page.evaluate(() => {
      addEventListener('input', (event) => (document.title = (event.target as HTMLInputElement).value));
    });
    await field().fill('leaks');
    expect(await components.page.title()).toBe('leaks');
  });

  it('submits with Enter, but not when it has several lines', async () => {
    await components.mount('mortise-text-field', { label: 'Subject' });
    await field().press('Enter');
    expect(await components.heard('submit')).toHaveLength(1);
    await components.set('mortise-text-field', { multiline: true });
    await components.page.locator('textarea').press('Enter');
    expect(await components.heard('submit')).toHaveLength(1);
  });

  it('passes the focus on to its control', async () => {
    await components.mount('mortise-text-field', { label: 'Subject' });
    await components.page.locator('mortise-text-field').evaluate((element) => (element as HTMLElement).focus());
    await components.page.keyboard.type('x');
    expect(await field().inputValue()).toBe('x');
  });
});

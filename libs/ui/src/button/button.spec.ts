import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

describe('mortise-button', () => {
  const components = useComponents();

  it('is a button of at least 44 by 44 pixels that the keyboard presses', async () => {
    await components.mount('mortise-button', {}, 'OK');
    const button = components.page.getByRole('button', { name: 'OK' });
    await components.page.keyboard.press('Tab');
    await components.page.keyboard.press('Enter');
    expect(await components.heard('click')).toEqual([true]);
    const box = await button.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect(box?.height).toBeGreaterThanOrEqual(44);
  });

  it('is a link with an address', async () => {
    await components.mount('mortise-button', { href: '/elsewhere' }, 'Go');
    expect(await components.page.getByRole('link', { name: 'Go' }).getAttribute('href')).toBe('/elsewhere');
  });

  it('submits the form around it, and not while busy', async () => {
    await components.mount('mortise-button', { type: 'submit', busyLabel: 'Sending' }, 'Send');
    const button = components.page.getByRole('button', { name: 'Send' });
    await button.click();
    expect(await components.heard('submit')).toHaveLength(1);
    await components.set('mortise-button', { busy: true });
    await components.page.getByText('Sending').waitFor();
    await button.focus();
    await components.page.keyboard.press('Enter');
    expect(await components.heard('submit')).toHaveLength(1);
  });

  it('does nothing when disabled', async () => {
    await components.mount('mortise-button', { type: 'submit', disabled: true }, 'Send');
    await components.page.getByRole('button', { name: 'Send' }).click({ force: true });
    expect(await components.heard('submit')).toEqual([]);
  });
});

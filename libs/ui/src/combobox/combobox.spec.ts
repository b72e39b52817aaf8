import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

const OPTIONS = [
  { value: '1', label: 'Plate heat exchanger', detail: 'PO-1 / 10' },
  { value: '2', label: 'Tube bundle', detail: 'PO-2 / 20' },
];
const PROPERTIES = { label: 'Order', clearLabel: 'Take back', options: OPTIONS };

describe('mortise-combobox', () => {
  const components = useComponents();
  const input = () => components.page.getByRole('combobox', { name: 'Order' });
  const active = () =>
    input().evaluate((control) => {
      const id = control.getAttribute('aria-activedescendant');
      return id && (control.getRootNode() as ShadowRoot).getElementById(id)?.textContent?.replace(/\s+/g, ' ').trim();
    });

  it('asks for options when it is opened and while somebody types', async () => {
    await components.mount('mortise-combobox', PROPERTIES);
    expect(await input().getAttribute('aria-expanded')).toBe('false');
    await input().click();
    await input().pressSequentially('tu');
    expect(await components.heard('mortise-search')).toEqual(['', 't', 'tu']);
    expect(await input().getAttribute('aria-expanded')).toBe('true');
  });

  it('is worked with the keyboard alone', async () => {
    await components.mount('mortise-combobox', PROPERTIES);
    await input().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await input().press(key);
    expect(await active()).toBe('Tube bundlePO-2 / 20');
    await input().press('ArrowDown');
    expect(await active()).toContain('Plate heat exchanger');
    await input().press('Enter');
    expect(await components.heard('mortise-change')).toEqual([OPTIONS[0]]);
    expect(await input().inputValue()).toBe('Plate heat exchanger');
    expect(await components.heard('submit')).toEqual([]);
    await input().press('ArrowDown');
    await input().press('Escape');
    expect(await input().getAttribute('aria-expanded')).toBe('false');
  });

  it('keeps its place when the page hands over the same options again', async () => {
    await components.mount('mortise-combobox', PROPERTIES);
    await input().press('ArrowDown');
    await input().press('ArrowDown');
    await components.set('mortise-combobox', { options: [...OPTIONS], message: 'again' });
    await components.page.getByText('again').waitFor();
    expect(await active()).toContain('Plate heat exchanger');
    await components.set('mortise-combobox', { options: OPTIONS.slice(1), message: 'other' });
    await components.page.getByText('other').waitFor();
    expect(await active()).toBeNull();
  });

  it('chooses with a click and takes the choice back', async () => {
    await components.mount('mortise-combobox', PROPERTIES);
    await input().click();
    await components.page.getByRole('option', { name: 'Tube bundle' }).click();
    await components.page.getByRole('button', { name: 'Take back' }).click();
    expect(await components.heard('mortise-change')).toEqual([OPTIONS[1], null]);
    expect(await input().inputValue()).toBe('');
  });

  it('keeps no text that is not a choice', async () => {
    await components.mount('mortise-combobox', PROPERTIES);
    await input().fill('something');
    await input().blur();
    await expect(input().inputValue()).resolves.toBe('');
    expect(await components.heard('mortise-change')).toEqual([]);
  });

  it('says what the page says when there are no options', async () => {
    await components.mount('mortise-combobox', { ...PROPERTIES, options: [], message: 'No order found' });
    await input().click();
    await components.page.getByRole('status').getByText('No order found').waitFor();
  });

  it('is empty when the page takes the choice back', async () => {
    await components.mount('mortise-combobox', { ...PROPERTIES, selected: OPTIONS[0] });
    expect(await input().inputValue()).toBe('Plate heat exchanger');
    await components.set('mortise-combobox', { selected: null });
    await components.page.getByRole('button', { name: 'Take back' }).waitFor({ state: 'detached' });
    expect(await input().inputValue()).toBe('');
  });

  it('keeps what is typed over a choice', async () => {
    await components.mount('mortise-combobox', { ...PROPERTIES, selected: OPTIONS[0] });
    await input().press('End');
    await input().pressSequentially('s');
    expect(await components.heard('mortise-change')).toEqual([null]);
    expect(await input().inputValue()).toBe('Plate heat exchangers');
  });
});

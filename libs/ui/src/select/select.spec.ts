import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

const OPTIONS = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'zh-CN', label: '简体中文', lang: 'zh-CN' },
];

describe('mortise-select', () => {
  const components = useComponents();

  it('shows the value it is given and tells which one was chosen', async () => {
    await components.mount('mortise-select', { label: 'Language', options: OPTIONS, value: 'zh-CN' });
    const select = components.page.getByRole('combobox', { name: 'Language' });
    expect(await select.inputValue()).toBe('zh-CN');
    await select.selectOption('en');
    expect(await components.heard('mortise-change')).toEqual(['en']);
  });

  it('marks the language of each option', async () => {
    await components.mount('mortise-select', { label: 'Language', options: OPTIONS, value: 'en' });
    expect(await components.page.locator('option:lang(zh)').textContent()).toBe('简体中文');
  });
});

import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

const PROPERTIES = { value: 'C-2026-000123', copyLabel: 'Copy', copiedLabel: 'Copied' };

describe('mortise-copy-value', () => {
  const components = useComponents();
  const copy = () => components.page.getByRole('button', { name: 'Copy' });

  it('puts the value on the clipboard and says so', async () => {
    await components.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await components.mount('mortise-copy-value', PROPERTIES);
    await copy().click();
    await components.page.getByRole('status').getByText('Copied').waitFor();
    expect(await components.page.evaluate(() => navigator.clipboard.readText())).toBe('C-2026-000123');
  });

  it('selects the value where there is no clipboard', async () => {
    await components.page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await components.mount('mortise-copy-value', PROPERTIES);
    await copy().click();
    await components.page.waitForFunction(() => String(getSelection()).includes('C-2026-000123'));
    expect(await components.page.getByRole('status').getByText('Copied').count()).toBe(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

describe('mortise-brand-mark', () => {
  const components = useComponents();

  it('is decoration, hidden from assistive technology', async () => {
    await components.mount('mortise-brand-mark');
    expect(await components.page.locator('svg').getAttribute('aria-hidden')).toBe('true');
    expect(await components.page.locator('mortise-brand-mark').ariaSnapshot()).toBe('');
  });
});

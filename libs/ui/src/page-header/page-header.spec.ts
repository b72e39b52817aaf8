import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

describe('mortise-page-header', () => {
  const components = useComponents();

  it('has the one heading of the page, which takes the focus without being a tab stop', async () => {
    await components.mount('mortise-page-header', { heading: 'Complaints' });
    await components.page.locator('mortise-page-header').evaluate((element) => (element as HTMLElement).focus());
    const heading = components.page.getByRole('heading', { level: 1, name: 'Complaints' });
    expect(await heading.evaluate((h1) => (h1.getRootNode() as ShadowRoot).activeElement === h1)).toBe(true);
    expect(await heading.getAttribute('tabindex')).toBe('-1');
  });

  it('leads back only where there is a way back', async () => {
    await components.mount('mortise-page-header', { heading: 'One' });
    expect(await components.page.getByRole('link').count()).toBe(0);
    await components.set('mortise-page-header', { backHref: '/list', backLabel: 'Complaints' });
    await components.page.getByRole('link', { name: 'Complaints' }).waitFor();
  });
});

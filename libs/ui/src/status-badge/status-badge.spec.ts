import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';
import { contrastOf } from '../../test/contrast.js';

describe('mortise-status-badge', () => {
  const components = useComponents();

  it.each(['light', 'dark'] as const)('is readable in every tone when it is %s', async (colorScheme) => {
    await components.page.emulateMedia({ colorScheme });
    await components.mount('mortise-status-badge', {}, 'Received');
    for (const tone of ['active', 'neutral', 'success', 'warning', 'danger']) {
      await components.set('mortise-status-badge', { tone });
      const badge = components.page.locator(`.badge.${tone}`);
      await badge.waitFor();
      expect(await contrastOf(badge)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

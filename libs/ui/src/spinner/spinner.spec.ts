import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

describe('mortise-spinner', () => {
  const components = useComponents();

  it('says what is under way, also when the words are hidden from sight', async () => {
    await components.mount('mortise-spinner', { label: 'Loading', labelHidden: true });
    const words = components.page.getByRole('status');
    expect(await words.textContent()).toBe('Loading');
    expect((await words.boundingBox())?.width).toBe(1);
  });

  it('does not turn for those who want less motion', async () => {
    await components.page.emulateMedia({ reducedMotion: 'reduce' });
    await components.mount('mortise-spinner', { label: 'Loading' });
    const animation = await components.page.locator('.ring').evaluate((ring) => getComputedStyle(ring).animationName);
    expect(animation).toBe('breathe');
  });
});

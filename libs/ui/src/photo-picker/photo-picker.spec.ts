import { describe, expect, it } from '@jest/globals';
import { useComponents } from '../../test/components.js';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const PROPERTIES = { label: 'Photos', addLabel: 'Take or choose photos', removeLabel: 'Remove {name}' };
const file = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from('x') });

describe('mortise-photo-picker', () => {
  const components = useComponents();

  it('hands over what was chosen, the same photo again too', async () => {
    await components.mount('mortise-photo-picker', PROPERTIES);
    const input = components.page.getByLabel('Take or choose photos');
    await input.setInputFiles([file('a.png'), file('b.png')]);
    await input.setInputFiles([file('a.png')]);
    expect(await components.heard('mortise-files-add')).toEqual([['a.png', 'b.png'], ['a.png']]);
  });

  it('shows thumbnails and asks to remove one', async () => {
    const pictures = [{ key: 'k1', name: 'seam.jpg', url: PIXEL }];
    await components.mount('mortise-photo-picker', { ...PROPERTIES, pictures });
    await components.page.getByRole('img', { name: 'seam.jpg' }).waitFor();
    await components.page.getByRole('button', { name: 'Remove seam.jpg' }).click();
    expect(await components.heard('mortise-file-remove')).toEqual(['k1']);
  });

  it('offers no more than the page can take', async () => {
    const pictures = [{ key: 'k1', name: 'seam.jpg', url: PIXEL }];
    await components.mount('mortise-photo-picker', { ...PROPERTIES, pictures, max: 1 });
    expect(await components.page.getByLabel('Take or choose photos').count()).toBe(0);
  });

  it('keeps the focus in its place when the picture that had it is gone', async () => {
    const pictures = ['a', 'b', 'c'].map((key) => ({ key, name: `${key}.jpg`, url: PIXEL }));
    await components.mount('mortise-photo-picker', { ...PROPERTIES, pictures });
    const focused = () =>
      components.page.evaluate(() => {
        const control = document.activeElement?.shadowRoot?.activeElement;
        return control?.getAttribute('aria-label') ?? control?.id;
      });
    const remove = async (name: string, left: readonly string[]) => {
      await components.page.getByRole('button', { name }).press('Enter');
      await components.set('mortise-photo-picker', { pictures: pictures.filter(({ key }) => left.includes(key)) });
      await components.page.getByRole('button', { name }).waitFor({ state: 'detached' });
      return focused();
    };
    expect(await remove('Remove b.jpg', ['a', 'c'])).toBe('Remove c.jpg');
    expect(await remove('Remove c.jpg', ['a'])).toBe('Remove a.jpg');
    expect(await remove('Remove a.jpg', [])).toBe('control');
  });
});

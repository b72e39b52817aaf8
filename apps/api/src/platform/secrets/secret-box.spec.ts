import { describe, expect, it } from '@jest/globals';
import { SecretBox } from './secret-box.js';

const SECRET = 'a secret of at least thirty-two characters';
const CONTENT = Buffer.from('what nobody else may read');

describe(SecretBox.name, () => {
  const box = new SecretBox(SECRET, 'tests');

  it('opens what it has sealed, and shows nothing of it', () => {
    const sealed = box.seal(CONTENT, 'me');
    expect(box.open(sealed, 'me')).toEqual(CONTENT);
    expect(sealed.includes(CONTENT)).toBe(false);
    expect(box.seal(CONTENT, 'me').equals(sealed)).toBe(false);
  });

  it('opens nothing for another owner, purpose or server', () => {
    const sealed = box.seal(CONTENT, 'me');
    expect(box.open(sealed, 'you')).toBeUndefined();
    expect(new SecretBox(SECRET, 'other').open(sealed, 'me')).toBeUndefined();
    expect(new SecretBox(`${SECRET}!`, 'tests').open(sealed, 'me')).toBeUndefined();
  });

  it('opens nothing that was changed or cut', () => {
    const sealed = box.seal(CONTENT, 'me');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] as number) ^ 1;
      expect(box.open(changed, 'me')).toBeUndefined();
      expect(box.open(sealed.subarray(0, at), 'me')).toBeUndefined();
    }
  });
});

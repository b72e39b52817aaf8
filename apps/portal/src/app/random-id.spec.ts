import { afterEach, describe, expect, it } from '@jest/globals';
import { randomId } from './random-id.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe(randomId.name, () => {
  const original = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(crypto), 'randomUUID')!;

  afterEach(() => Object.defineProperty(Object.getPrototypeOf(crypto), 'randomUUID', original));

  it('is a UUID, and never the same, also where browsers hide their own', () => {
    expect(randomId()).toMatch(UUID);
    Object.defineProperty(Object.getPrototypeOf(crypto), 'randomUUID', { value: undefined, configurable: true });
    const ids = Array.from({ length: 100 }, randomId);
    for (const id of ids) expect(id).toMatch(UUID);
    expect(new Set(ids).size).toBe(100);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomIndex, resample, seededRandom } from './random.js';

const draw = (seed: number, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

describe(seededRandom.name, () => {
  it('gives the numbers of mulberry32', () => {
    expect(draw(1, 3)).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  });

  it('repeats itself with the same seed and not with another, by the lower 32 bits', () => {
    expect(draw(7, 50)).toEqual(draw(7, 50));
    expect(draw(7, 5)).not.toEqual(draw(8, 5));
    expect(draw(2 ** 32 + 7, 5)).toEqual(draw(7, 5));
    expect(draw(-1, 5)).toEqual(draw(2 ** 32 - 1, 5));
  });

  it('two generators do not disturb each other', () => {
    const [a, b] = [seededRandom(3), seededRandom(3)];
    const first = [a(), a(), a()];
    expect([b(), b(), b()]).toEqual(first);
  });

  it('is uniform and without memory, as far as 20,000 numbers show', () => {
    for (const seed of [0, 1, 42, -5]) {
      const numbers = draw(seed, 20_000);
      const bins = Array<number>(20).fill(0);
      for (const number of numbers) bins[Math.floor(number * 20)] = (bins[Math.floor(number * 20)] as number) + 1;
      // Chi-square with 19 degrees of freedom: 43.8 is exceeded once in a thousand.
      expect(bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8);
      const follows = numbers
        .slice(1)
        .reduce((sum, number, i) => sum + (number - 0.5) * ((numbers[i] as number) - 0.5), 0);
      expect(Math.abs((12 * follows) / numbers.length)).toBeLessThan(3.3 / Math.sqrt(numbers.length));
    }
  });

  it('stays in [0, 1) whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const number of draw(seed, 20)) expect(number >= 0 && number < 1).toBe(true);
      }),
    );
  });
});

describe(randomIndex.name, () => {
  it('is a whole number below the limit, every one of them', () => {
    const random = seededRandom(5);
    const drawn = new Set(Array.from({ length: 200 }, () => randomIndex(random, 6)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(randomIndex(() => 0.999999, 6)).toBe(5);
    expect(randomIndex(() => 0, 6)).toBe(0);
  });
});

describe(resample.name, () => {
  it('draws with replacement, as many as there are', () => {
    const drawn = resample([1, 2, 3, 4, 5, 6], seededRandom(1));
    expect(drawn).toHaveLength(6);
    expect(new Set(drawn).size).toBeLessThan(6);
    expect(resample([], seededRandom(1))).toEqual([]);
    expect(resample(['a'], seededRandom(1))).toEqual(['a']);
  });

  it('draws only what is there, and leaves it alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (values, seed) => {
        const before = [...values];
        const drawn = resample(values, seededRandom(seed));
        expect(drawn).toHaveLength(values.length);
        expect(drawn.every((value) => values.includes(value))).toBe(true);
        expect(values).toEqual(before);
      }),
    );
  });
});

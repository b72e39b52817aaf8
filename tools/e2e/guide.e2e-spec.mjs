// @ts-check
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../lib/launcher.mjs';
import { graphql, signIn } from './support/graphql.mjs';
import { fillIn, guideSteps, valueAt } from './support/guide.mjs';
import { home, removeData, startProduct } from './support/product.mjs';

/** @import { Product } from './support/product.mjs' */

describe('the guides', () => {
  const folder = home();
  /** @type {Product} */
  let product;
  beforeAll(async () => {
    product = await startProduct(folder);
  });
  afterAll(async () => {
    await product?.stop();
    removeData(folder);
  });

  for (const path of globSync('docs/guides/*.md', { cwd: REPOSITORY })) {
    it(`${path}: every document runs on the demo, one after the other`, async () => {
      const steps = guideSteps(readFileSync(join(REPOSITORY, path), 'utf8'));
      expect(steps.length).toBeGreaterThan(0);
      /** @type {Record<string, string>} */
      const kept = {};
      let token = await signIn(product, /admin/i);
      for (const { document, variables, endpoint, keep, line } of steps) {
        const data = await graphql(product.url, document, JSON.parse(fillIn(variables, kept)), {
          token,
          endpoint,
        }).catch((error) => {
          throw new Error(`${path}:${line}: ${error.message}`);
        });
        for (const [name, at] of keep) {
          const value = valueAt(data, at);
          if (typeof value !== 'string' && typeof value !== 'number')
            throw new Error(`${path}:${line}: no value at ${at}`);
          kept[name] = String(value);
          if (name === 'accessToken') token = String(value);
        }
      }
    });
  }
});

// @ts-check
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { REPOSITORY } from '../lib/launcher.mjs';
import { graphql, signIn } from './support/graphql.mjs';
import { fillIn, guideSteps, sendRequest, valueAt } from './support/guide.mjs';
import { home, removeData, startProduct } from './support/product.mjs';

/** @import { Product } from './support/product.mjs' */

/**
 * What there is nothing of in the demo, and why.
 * @type {Readonly<Record<string, string>>}
 */
const EMPTY = {
  'account-plan accounts.nodes.plays.unmetGuards': 'no play of its stage asks for what is not given',
  'account-plan accounts.nodes.communicationPlan.unregistered': 'hospitality belongs into the register',
  'first-account accounts.nodes.health.signals': 'the account of the guide is well',
  'first-account accounts.nodes.alerts.nodes': 'the account of the guide is well',
  'first-account alerts.nodes.why.pastAlerts': 'each alert of the demo is the first one of its account',
  'first-account alerts.nodes.why.causes': 'causes need more than a demo has',
  'first-account jobs.nodes': 'small jobs are listed when they fail',
  'interface accounts.nodes.relationshipInterface.missing': 'there is no form after the last one',
  'interface account.diamond.missing': 'there is no form after the last one',
  'operations jobs.nodes': 'no job of the demo has failed',
  'operations policy.holidays': 'nobody has set any',
  'operations policy.workdays': 'nobody has set any',
  'people accounts.nodes.decisionMakingUnit.gaps': 'every role is known',
  'people accounts.nodes.decisionMakingUnit.rolesUnassigned': 'every role has its counterpart',
  'people accounts.nodes.decisionMakingUnit.threadWarnings': 'it does not hang on one person',
  'people account.decisionMakingUnit.ifLeaves.missing': 'the form stays as it is',
  'promotions account.financials.nodes.ratios.missing': 'nothing is missing',
  'receivables account.receivables.daysSalesOutstanding.missing': 'nothing is missing',
  'receivables account.receivables.paymentBehaviour.missing': 'nothing is missing',
  'recording passedOver': 'the appointment of the guide has taken place',
  'slipping-account healthBoard.after.entries': 'nobody has been won back yet',
  'slipping-account addCaseCauses.objectiveCauses': 'the guide names a cause of the other kind',
  'slipping-account assessWinBack.reasons': 'nothing speaks against it',
  'slipping-account account.repairPlans': 'the account has not fallen back a stage',
  'value account.nextProducts.fresh': 'everybody buys everything: there are six products',
  'value launchAudience.candidates': 'everybody buys everything: there are six products',
  'standing account.next.tasks': 'nothing is open at the account with the most to lose',
  'webhooks webhookDeliveries.nodes.attempts': 'the endpoint of the demo is switched off',
  'webhooks webhookDelivery.attempts': 'the endpoint of the demo is switched off',
};

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
        const asked =
          endpoint === 'http'
            ? sendRequest(product.url, fillIn(document, kept), token)
            : graphql(product.url, document, JSON.parse(fillIn(variables, kept)), { token, endpoint });
        const data = await asked.catch((error) => {
          throw new Error(`${path}:${line}: ${error.message}`);
        });
        const nothing = emptyLists(data).filter((at) => !(`${basename(path, '.md')} ${at}` in EMPTY));
        if (nothing.length > 0) throw new Error(`${path}:${line}: nothing at ${nothing.join(', ')}`);
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

/**
 * @param {unknown} value
 * @param {string} path
 * @returns {string[]} where an answer has a list without anything in it
 */
function emptyLists(value, path = '') {
  if (Array.isArray(value)) {
    if (value.length === 0) return [path];
    const each = value.map((item) => emptyLists(item, path));
    return each.some((paths) => paths.length === 0) ? [] : [...new Set(each.flat())];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => emptyLists(part, path === '' ? name : `${path}.${name}`));
}

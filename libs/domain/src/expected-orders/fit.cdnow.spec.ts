import { describe, expect, it } from '@jest/globals';
import {
  CDNOW_MISSING,
  cdnowIsThere,
  ordersAfter,
  readCdnowPurchases,
  readCdnowSummary,
} from '../../test/expected-order-data.js';
import { holdOut } from '../../test/hold-out.js';
import { fitExpectedOrders } from './fit-expected-orders.js';
import { fitBgNbd, fitMbgCnbd, fitNbd, fitParetoNbd } from './fit-families.js';
import { DEFAULT_ORDER_FIT_POLICY } from './fit-parameters.js';
import type { OrderModel } from './models.js';
import { summariseLedger } from './order-summary.js';

const PLAIN_LIKELIHOOD = { ...DEFAULT_ORDER_FIT_POLICY, logPriorDeviation: Infinity };

describe('§10.1: CDNOW, 2,357 customers, 39 weeks', () => {
  if (!cdnowIsThere) {
    it.skip(CDNOW_MISSING, () => undefined);
    return;
  }
  const summaries = readCdnowSummary();
  const ledger = readCdnowPurchases();
  const held = [...summariseLedger(ledger, '1997-09-30')];
  const actual = ordersAfter(ledger, '1997-09-30', '1998-06-30');
  const heldActual = held.map(([account]) => actual.get(account) ?? 0);
  const heldSummaries = held.map(([, summary]) => summary);

  it('§10.1: BG/NBD r .243, α 4.414, a .793, b 2.426 with LL −9 582.4', () => {
    const fit = fitBgNbd(summaries, PLAIN_LIKELIHOOD);
    expect(fit?.logLikelihood).toBeCloseTo(-9582.4, 1);
    expect(fit?.model.r).toBeCloseTo(0.243, 3);
    expect(fit?.model.alpha).toBeCloseTo(4.414, 2);
    expect(fit?.model.a).toBeCloseTo(0.793, 3);
    expect(fit?.model.b).toBeCloseTo(2.426, 3);
    expect(fit?.accounts).toBe(2357);
    expect(fit?.degeneracy).toEqual([]);
  });

  it('§10.1: Pareto/NBD .553, 10.58, .606, 11.67 with LL −9 595.0', () => {
    const fit = fitParetoNbd(summaries, PLAIN_LIKELIHOOD);
    expect(fit?.logLikelihood).toBeCloseTo(-9595, 1);
    expect(fit?.model.r).toBeCloseTo(0.553, 3);
    expect(fit?.model.alpha).toBeCloseTo(10.58, 2);
    expect(fit?.model.s).toBeCloseTo(0.606, 3);
    expect(fit?.model.beta).toBeCloseTo(11.67, 2);
    expect(fit?.degeneracy).toEqual([]);
  });

  it('§8.4: NBD LL −9 763.7, MBG/NBD LL −9 582.1, and the hold-out beside them', () => {
    const nbd = fitNbd(summaries);
    const mbg = fitMbgCnbd(summaries, 1);
    expect(nbd?.logLikelihood).toBeCloseTo(-9763.7, 1);
    expect(mbg?.logLikelihood).toBeCloseTo(-9582.1, 1);
    expect(held).toHaveLength(2357);
    const plain = holdOut(nbd?.model as OrderModel, heldSummaries, heldActual, 39);
    const chosen = holdOut(mbg?.model as OrderModel, heldSummaries, heldActual, 39);
    expect(plain.mae).toBeCloseTo(1.041, 2);
    expect(chosen.mae).toBeCloseTo(0.765, 2);
    expect(chosen.auc).toBeCloseTo(0.773, 2);
    expect(chosen.aucAlive).toBeCloseTo(0.687, 2);
  });

  it('§8.4: P(alive) of the BG/NBD orders accounts worse than chance, so it is no alert', () => {
    const model = { family: 'BG_NBD', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } as const;
    const { mae, aucAlive } = holdOut(model, heldSummaries, heldActual, 39);
    expect(mae).toBeCloseTo(0.786, 2);
    expect(aucAlive).toBeCloseTo(0.316, 2);
  });

  it('§8.4: forecasts from summaries without intervals by k = 1 alone, hardly moved by the default priors', () => {
    const fit = fitExpectedOrders(summaries);
    expect(fit).toMatchObject({ fitted: true, fallback: false, fit: { model: { family: 'MBG_CNBD', k: 1 } } });
    expect(fit.fitted && fit.candidates).toHaveLength(1);
    expect(fit.fitted && fit.fit.logLikelihood).toBeCloseTo(-9582.1, 1);
  });
});

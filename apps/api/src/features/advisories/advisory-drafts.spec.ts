import { describe, expect, it } from '@jest/globals';
import { draftsOf } from './advisory-drafts.js';
import type { FigureReading } from './advisory-figures.service.js';

const OFFERED = ['zh-CN', 'de', 'en'];
const period = (value: number, fiscalYear: number) =>
  ({
    code: 'COLLECTION_PERIOD',
    value,
    days: null,
    fiscalYear,
    on: null,
    source: 'customer_financials',
    sourceId: '',
  }) as const;
const slower: FigureReading = {
  ...{ kind: 'CASH_COLLECTION_CYCLE', measured: 15.6, limit: 10, beyond: true, reason: null },
  facts: [period(55.7, 2024), period(71.3, 2025)],
};

describe(draftsOf.name, () => {
  it('SV-05: has a text in each language that is offered and known, with the figures it rests on', () => {
    const drafts = draftsOf(slower, OFFERED);
    expect(drafts.map(({ language }) => language)).toEqual(['en', 'zh-CN']);
    for (const { title, body } of drafts) {
      expect(title).toContain('16');
      for (const figure of ['71', '56', '2025']) expect(body).toContain(figure);
    }
  });

  it('SV-05: does not round a figure onto the limit that it is beyond', () => {
    const stock = { ...slower, kind: 'STOCK_CEILING', measured: 1_090.4, limit: 1_090, facts: [] } as const;
    expect(draftsOf(stock, ['en'])[0]?.body).toMatch(/about 1,090\.4 days\. We take 1,090 days/);
  });

  it('SV-05: warns of nothing within the limit, or unknown', () => {
    expect(draftsOf({ ...slower, beyond: false }, OFFERED)).toEqual([]);
    expect(draftsOf({ ...slower, measured: null }, OFFERED)).toEqual([]);
  });
});

// @ts-check
import { describe, expect, it } from '@jest/globals';
import { categoryOf, centsOf } from '../lib/iowa-data.mjs';
import { progressBar } from '../lib/progress-bar.mjs';

describe(centsOf.name, () => {
  it.each([
    ['103.92', 10_392n],
    ['5.9', 590n],
    ['7', 700n],
    ['442.67999999999995', 44_268n],
    ['85.24000000000001', 8_524n],
    ['0.005', 1n],
    ['12345678901234567.89', 1_234_567_890_123_456_789n],
  ])('reads %s to the cent', (dollars, cents) => expect(centsOf(dollars)).toBe(cents));
});

describe(categoryOf.name, () => {
  it.each([
    ['JIM BEAM SIGNATURE CRAFT BRANDY FINISH', 'whiskey'],
    ["MCCORMICK'S IRISH CREAM", 'liqueur'],
    ['MCCORMICK WHIPPED CREAM FLAVORED VODKA', 'vodka'],
    ['ADMIRAL NELSON SPICED 101', 'rum'],
    ['ADMIRAL NELSON EGG NOG', 'liqueur'],
    ['RHUM BARBANCOURT FIVE STAR W 2 GLASSES', 'rum'],
    ['METAXA FIVE STAR LIQUEUR', 'liqueur'],
    ['MR BOSTON FIVE STAR BRANDY', 'brandy'],
    ['FIVE STAR', 'whiskey'],
    ['PHILLIPS GIN-KA', 'gin'],
    ['PHILLIPS UNION CHERRY FLAVORED WHISKEY', 'whiskey'],
    ['PHILLIPS LONG ISLAND ICED TEA', 'other'],
  ])('puts %s under %s', (item, category) => expect(categoryOf(item)).toBe(category));
});

describe(progressBar.name, () => {
  it('says where it is every ten percent when nobody watches a terminal', () => {
    /** @type {string[]} */
    const lines = [];
    const stream = /** @type {NodeJS.WriteStream} */ (/** @type {unknown} */ ({ isTTY: false }));
    const bar = progressBar({ total: 1_000, label: 'Rows', stream, log: (line) => lines.push(line) });
    for (let i = 0; i < 100; i++) bar.add(10);
    bar.done();
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toMatch(/^Rows █{30} 1,000 \/ 1,000 {2}100 %/);
  });

  it.each([50, 80, 100, 200])('stays on one line of a terminal with %d columns', (columns) => {
    /** @type {string[]} */
    const written = [];
    const stream = { isTTY: true, columns, write: (/** @type {string} */ text) => written.push(text) };
    let time = 0;
    const bar = progressBar({ total: 2e9, label: 'order lines of last year.csv', stream, now: () => (time += 500) });
    for (let i = 0; i < 20; i++) bar.add(1e8);
    bar.done();
    const lines = written.slice(0, -1).map((text) => text.replace('\r\x1b[2K', ''));
    for (const line of lines) expect(line.length).toBeLessThan(columns);
    if (columns === 200) expect(lines.at(-1)).toContain('█'.repeat(30));
  });
});

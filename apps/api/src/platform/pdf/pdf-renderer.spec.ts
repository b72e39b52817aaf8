import { describe, expect, it } from '@jest/globals';
import { pdfContents, pdfText } from '../../../test/support/pdf-text.js';
import { PdfRenderer } from './pdf-renderer.js';
import type { Block, Report } from './pdf-report.js';

const LONG = '不锈钢'.repeat(200);

describe(PdfRenderer.name, () => {
  const renderer = new PdfRenderer();
  const report = (...blocks: Block[]): Report => ({
    ...{ title: 'Report', author: 'Works', language: 'zh-CN', madeAt: new Date('2026-10-12T09:00:00Z'), blocks },
    foot: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  });
  const textOf = async (...blocks: Block[]) => pdfText(await renderer.render(report(...blocks)));

  it('embeds what it draws so that it can be copied, in whatever script it comes', async () => {
    const said = 'Zürich – Łódź – Ελλάδα – Москва – 华东换热器 – 東亞換熱器 – ﬁne office';
    expect(await textOf({ kind: 'title', text: said, under: [] }, { kind: 'text', text: said })).toContain(
      `\n${said.slice(0, 20)}`,
    );
    expect((await textOf({ kind: 'text', text: said })).replaceAll('\n', '')).toContain(said);
  });

  it('a character that no typeface has is a box, and a line that is too long is broken anywhere', async () => {
    expect(await textOf({ kind: 'text', text: 'a\u{1f600}b\t\u200bc\r\nd' })).toContain('a□b cd');
    const endless = 'x'.repeat(500);
    expect(await textOf({ kind: 'text', text: endless }, { kind: 'text', text: LONG })).toContain(endless);
  });

  it('goes on over pages, with the head of a table on each and numbers at their feet', async () => {
    const columns = [
      { title: '编号', width: 1 },
      { title: '数量', width: 1, align: 'right' },
    ] as const;
    const rows = Array.from({ length: 80 }, (_, index) => [`N-${index}`, index % 7 === 0 ? LONG.slice(0, 60) : '1']);
    const text = await textOf({ kind: 'heading', text: '表' }, { kind: 'table', columns, rows });
    const pages = Number(/第 1 页，共 (\d+) 页/.exec(text)?.[1]);
    expect(pages).toBeGreaterThan(3);
    expect(text.match(/编号/g)).toHaveLength(pages);
    expect(rows.every(([number]) => text.includes(`\n${number}\n`))).toBe(true);
  });

  it('goes on with a row that is higher than a page on the next one', async () => {
    const columns = [
      { title: '编号', width: 1 },
      { title: '依据', width: 1 },
    ];
    const words = Array.from({ length: 2_000 }, (_, index) => `W${index}`);
    const text = await textOf({ kind: 'table', columns, rows: [['1', words.join(' ')]] });
    expect(Number(/第 1 页，共 (\d+) 页/.exec(text)?.[1])).toBeGreaterThan(3);
    expect(text.match(/W\d+/g)).toEqual(words);
  });

  it('tags what goes on over a page on either side of it', async () => {
    const pdf = await renderer.render(
      report({ kind: 'text', text: LONG.repeat(20) }, { kind: 'heading', text: 'End' }),
    );
    const contents = pdfContents(pdf);
    expect(contents.length).toBeGreaterThan(1);
    for (const content of contents) {
      expect(content.match(/^EMC$/gm)).toHaveLength(content.match(/ BDC$/gm)?.length ?? 0);
      expect(content).toMatch(/^\/P <<[^]*?\/MCID 0/m);
    }
  });

  it('figures stay in their boxes, however long', async () => {
    const figures = [1, 2, 3, 4, 5].map((each) => ({
      label: `L${each}`,
      value: `CN¥${'9'.repeat(each * 4)}`,
      note: 'n',
    }));
    const text = await textOf({ kind: 'figures', figures }, { kind: 'figures', figures: [] });
    for (const { label, value } of figures) expect(text).toContain(`${label}${value}n`);
  });

  it('makes the same bytes of the same report, also while others are drawn', async () => {
    const all = report({ kind: 'text', text: '准时足额交付率' }, { kind: 'heading', text: 'On time' });
    const [first, ...others] = await Promise.all([all, all, all].map((each) => new PdfRenderer().render(each)));
    for (const other of others) expect(other.equals(first as Buffer)).toBe(true);
    expect((await renderer.render({ ...all, madeAt: new Date(0) })).equals(first as Buffer)).toBe(false);
  });
});

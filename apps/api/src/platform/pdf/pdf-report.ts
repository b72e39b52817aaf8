import type { Locale } from '../context/request-context.js';

/** A figure that stands out, with what it is and what it is to be compared with. */
export interface KeyFigure {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** A column of a table; widths are parts of the whole. */
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

/** What a report is made of, from top to bottom. */
export type Block =
  | { readonly kind: 'title'; readonly text: string; readonly under: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string }
  /** Paragraphs are separated by line feeds. `soft`: small and grey. */
  | { readonly kind: 'text'; readonly text: string; readonly soft?: boolean }
  | { readonly kind: 'figures'; readonly figures: readonly KeyFigure[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };

/** A document of words and numbers on A4. */
export interface Report {
  readonly title: string;
  readonly author: string;
  readonly language: Locale;
  readonly madeAt: Date;
  readonly blocks: readonly Block[];
  /** What stands at the foot of each page. */
  readonly foot: (page: number, pages: number) => string;
}

/** Every text of a report but its foot. */
export function textsOf({ blocks }: Report): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'title':
        return [block.text, ...block.under];
      case 'heading':
      case 'text':
        return [block.text];
      case 'figures':
        return block.figures.flatMap(({ label, value, note = '' }) => [label, value, note]);
      case 'table':
        return [...block.columns.map(({ title }) => title), ...block.rows.flat()];
    }
  });
}

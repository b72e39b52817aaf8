import type { KeptFigure } from './kept-figure.js';
import { OTHER_FIGURES } from './other-figures.js';
import { RECEIVABLE_FIGURES } from './receivable-figures.js';
import { SALES_FIGURES } from './sales-figures.js';

/** Everything that is kept beside facts as their plain sums; shares and values follow from more than sums. */
export const KEPT_FIGURES: readonly KeptFigure[] = [...SALES_FIGURES, ...RECEIVABLE_FIGURES, ...OTHER_FIGURES];

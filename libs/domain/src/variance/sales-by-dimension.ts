import { compareText } from '../text/compare-text.js';
import { decomposeSalesChange, type SalesCell, type SalesChange } from './decomposition.js';

/** A sales cell with what it can be cut by: region, country, size of customer, salesperson, postcode … */
export interface DimensionedCell<Dimension extends string> extends SalesCell {
  readonly dimensions: Readonly<Record<Dimension, string>>;
}

export interface SalesCut extends SalesChange {
  readonly value: string;
}

/**
 * The change of net sales by the values of a dimension, each decomposed for itself, largest loss first (equal ones by
 * name): where the change came from, and of what kind. Changes of all rows add up to the change of all. A customer that
 * moved from one value to another is lost in the one and new in the other. O(cells + values · log values).
 *
 * @throws InvalidValueError as {@link decomposeSalesChange}
 */
export function salesChangeBy<Dimension extends string>(
  dimension: Dimension,
  before: readonly DimensionedCell<Dimension>[],
  after: readonly DimensionedCell<Dimension>[],
): readonly SalesCut[] {
  const cuts = new Map<string, { before: SalesCell[]; after: SalesCell[] }>();
  const cutOf = (cell: DimensionedCell<Dimension>): { before: SalesCell[]; after: SalesCell[] } => {
    const value = cell.dimensions[dimension];
    const cut = cuts.get(value) ?? { before: [], after: [] };
    cuts.set(value, cut);
    return cut;
  };
  for (const cell of before) cutOf(cell).before.push(cell);
  for (const cell of after) cutOf(cell).after.push(cell);
  return [...cuts]
    .map(([value, cut]) => ({ value, ...decomposeSalesChange(cut.before, cut.after) }))
    .sort((a, b) => {
      if (a.changeMinor !== b.changeMinor) return a.changeMinor < b.changeMinor ? -1 : 1;
      return compareText(a.value, b.value);
    });
}

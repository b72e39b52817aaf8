import type { StagedValue } from '../import-kind.js';

/** Columns of the staging table of references, besides `row_number`: a row tells of an account or of a product. */
export const STAGED_REFERENCE = {
  // Its number among the batch's accounts or products, by which order lines refer to it.
  n: 'integer not null',
  account_ref: 'text',
  account_name: 'text',
  product_ref: 'text',
  product_name: 'text',
  category_ref: 'text',
  category_name: 'text',
} as const;

/** A longer text may be a mere window on the piece of the file it was cut from, and would keep all of that in memory. */
const OWN_LENGTH = 12;
const NOTHING: readonly (readonly StagedValue[])[] = [];

interface Known {
  readonly n: number;
  named: boolean;
  categorised: boolean;
}

/**
 * The accounts and products that a batch's rows refer to, each told once and by number from then on: the database looks up
 * some hundred texts instead of two per row. One is told again where a row has its name or category for the first time.
 */
export class LineReferences {
  private readonly accounts = new Map<string, Known>();
  private readonly products = new Map<string, Known>();
  private readonly namedCategories = new Set<string>();
  private told: StagedValue[][] = [];

  /** @returns the account's number */
  account(ref: string, name: string | null): number {
    const before = this.accounts.get(ref);
    const known = before ?? add(this.accounts, ref);
    if (!before || (name !== null && !known.named)) {
      this.told.push([known.n, ref, name, null, null, null, null]);
      known.named ||= name !== null;
    }
    return known.n;
  }

  /** @returns the product's number */
  product(ref: string, name: string | null, category: string | null, categoryName: string | null): number {
    const before = this.products.get(ref);
    const known = before ?? add(this.products, ref);
    const namesCategory = category !== null && categoryName !== null && !this.namedCategories.has(category);
    if (!before || (name !== null && !known.named) || (category !== null && !known.categorised) || namesCategory) {
      this.told.push([known.n, null, null, ref, name, category, categoryName]);
      known.named ||= name !== null;
      known.categorised ||= category !== null;
      if (namesCategory) this.namedCategories.add(owned(category));
    }
    return known.n;
  }

  /** What has been told since the last call, in the columns of {@link STAGED_REFERENCE}. */
  take(): readonly (readonly StagedValue[])[] {
    if (this.told.length === 0) return NOTHING;
    const { told } = this;
    this.told = [];
    return told;
  }

  /** Another batch begins: its rows refer to nothing yet. */
  clear(): void {
    this.accounts.clear();
    this.products.clear();
    this.namedCategories.clear();
  }
}

function add(all: Map<string, Known>, ref: string): Known {
  const known = { n: all.size + 1, named: false, categorised: false };
  all.set(owned(ref), known);
  return known;
}

function owned(text: string): string {
  return text.length > OWN_LENGTH ? Buffer.from(text).toString() : text;
}

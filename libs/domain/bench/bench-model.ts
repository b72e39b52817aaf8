/** Which way a figure is good: as close to its anchor as can be, or as low or as high as can be. */
export type Better = 'EQUAL' | 'LOWER' | 'HIGHER';

/** What a model reaches on real data, beside what it is held against. */
export interface Measurement {
  readonly figure: number;
  /** Published, or measured by others on the same data unless `anchorElsewhere`. */
  readonly anchor: number;
  /** What users would do instead, on the same data; undefined where there is no such rule. */
  readonly simple: number | undefined;
  readonly unit: string;
  readonly better: Better;
  /** How far from the anchor still counts as reaching it; half of its last digit, as a rule. */
  readonly tolerance: number;
  /** True where the anchor comes from another ledger: it shows the order of magnitude and is not judged. */
  readonly anchorElsewhere?: boolean;
  /** Data, what the simple rule is, and what else one must know to read the row. */
  readonly note: string;
}

/** The production function over synthetic accounts. */
export interface Workload {
  /** What one run does, in a few words. */
  readonly run: string;
  /** How many are timed; the result is scaled to 100,000. */
  readonly accounts: number;
  /** Makes the accounts, outside of the time that counts. */
  readonly prepare: (accounts: number) => () => unknown;
}

export interface BenchModel {
  readonly name: string;
  /** Why the model cannot be measured here, such as a data set that is missing; else undefined. */
  readonly missing: string | undefined;
  readonly measure: () => Measurement;
  readonly workload: Workload;
}

/** The reason, where the data are not there. */
export function unless(there: boolean, reason: string): string | undefined {
  return there ? undefined : reason;
}

/** The same function, run at its first call only: several models share what was read or computed. */
export function once<T>(compute: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: compute() }).value;
}

/** A value that only bad data could leave out. */
export function known<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`${what} cannot be computed on these data`);
  return value;
}

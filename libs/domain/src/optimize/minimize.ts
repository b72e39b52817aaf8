import { allSteps, type Steps } from './steps.js';

/** A function of several numbers; where it has no finite value the search treats it as a wall. */
export type Objective = (point: readonly number[]) => number;

export interface MinimizeOptions {
  /** How far the first corners stand from the start, along each axis; 0.5 unless told. */
  readonly step?: number;
  /** The search rests once the values of all corners differ by no more than this, relative to their size; 1e-10. */
  readonly tolerance?: number;
  /** Most calls of the function, over all restarts; 800 per dimension unless told. */
  readonly maximumEvaluations?: number;
}

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly evaluations: number;
  /** False where the calls ran out before the search came to rest. */
  readonly converged: boolean;
}

interface Corner {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * A local minimum without derivatives: the simplex of Nelder & Mead (1965) with coefficients that follow the dimension
 * (Gao & Han 2012), started anew at its own answer until a fresh simplex no longer finds anything lower. Deterministic.
 * Undefined where the function has no finite value at the start nor around it. Cost: the calls of `f`.
 */
export function minimize(f: Objective, start: readonly number[], options: MinimizeOptions = {}): Minimum | undefined {
  return allSteps(minimizeInSteps(f, start, options));
}

/** {@link minimize} step by step, one call of the function each, so that whoever has others to serve can do so in between. */
export function* minimizeInSteps(
  f: Objective,
  start: readonly number[],
  { step = 0.5, tolerance = 1e-10, maximumEvaluations = 800 * Math.max(1, start.length) }: MinimizeOptions = {},
): Steps<Minimum | undefined> {
  let evaluations = 0;
  function* corner(point: readonly number[]): Steps<Corner> {
    evaluations++;
    const value = f(point);
    yield;
    return { point, value: Number.isFinite(value) ? value : Infinity };
  }
  const spent = (): boolean => evaluations >= maximumEvaluations;
  let best = yield* corner(start);
  if (start.length === 0) return finished(best, evaluations, true);
  for (let size = step; ; size = Math.max(size / 4, step / 64)) {
    const { lowest, rests } = yield* descend(corner, best, size, tolerance, spent);
    const gain = best.value - lowest.value;
    best = lowest;
    if (!rests || best.value === Infinity) return finished(best, evaluations, false);
    if (gain <= tolerance * (1 + Math.abs(best.value))) return finished(best, evaluations, true);
  }
}

/** The value of the function at a point, as one step. */
type CornerAt = (point: readonly number[]) => Steps<Corner>;

function finished({ point, value }: Corner, evaluations: number, converged: boolean): Minimum | undefined {
  return value === Infinity ? undefined : { point, value, evaluations, converged };
}

/** One descent of a fresh simplex; answers its lowest corner, and whether it came to rest. */
function* descend(
  corner: CornerAt,
  start: Corner,
  step: number,
  tolerance: number,
  spent: () => boolean,
): Steps<{ readonly lowest: Corner; readonly rests: boolean }> {
  const dimensions = start.point.length;
  const { shrinkage, ...moves } = coefficients(dimensions);
  const simplex = [start];
  for (let axis = 0; axis < dimensions; axis++) simplex.push(yield* corner(shifted(start.point, axis, step)));
  simplex.sort(byValue);
  let rests = atRest(simplex, tolerance);
  for (; !rests && !spent(); rests = atRest(simplex, tolerance)) {
    const next = yield* replacement(corner, simplex, moves);
    const [lowest] = simplex as [Corner];
    if (next !== undefined) simplex[dimensions] = next;
    else
      for (let index = 1; index <= dimensions; index++)
        simplex[index] = yield* corner(nearer(lowest, simplex[index] as Corner, shrinkage));
    simplex.sort(byValue);
  }
  return { lowest: simplex[0] as Corner, rests };
}

/** What takes the place of the worst corner: it reflected, expanded or contracted; undefined where none of it helps. */
function* replacement(
  corner: CornerAt,
  simplex: readonly Corner[],
  { expansion, contraction }: { readonly expansion: number; readonly contraction: number },
): Steps<Corner | undefined> {
  const [lowest, second, worst] = [simplex[0], simplex.at(-2), simplex.at(-1)] as [Corner, Corner, Corner];
  const centre = centroid(simplex.slice(0, -1));
  const towards = (scale: number): Steps<Corner> =>
    corner(centre.map((value, axis) => value + scale * (value - (worst.point[axis] as number))));
  const reflected = yield* towards(1);
  if (reflected.value < lowest.value) return lower(reflected, yield* towards(expansion));
  if (reflected.value < second.value) return reflected;
  const outside = reflected.value < worst.value;
  const contracted = yield* towards(outside ? contraction : -contraction);
  const helps = outside ? contracted.value <= reflected.value : contracted.value < worst.value;
  return helps ? contracted : undefined;
}

/** Expansion, contraction and shrinkage; those of Nelder & Mead up to two dimensions. */
function coefficients(dimensions: number): {
  readonly expansion: number;
  readonly contraction: number;
  readonly shrinkage: number;
} {
  const n = Math.max(2, dimensions);
  return { expansion: 1 + 2 / n, contraction: 0.75 - 1 / (2 * n), shrinkage: 1 - 1 / n };
}

/** Corners of the same value and close to each other: equal values alone may lie on both sides of a valley. */
function atRest(simplex: readonly Corner[], tolerance: number): boolean {
  const [low, high] = [simplex[0] as Corner, simplex[simplex.length - 1] as Corner];
  if (!(high.value - low.value <= tolerance * (1 + Math.abs(low.value)))) return false;
  const reach = Math.sqrt(tolerance);
  return simplex.every(({ point }) =>
    point.every((value, axis) => {
      const other = low.point[axis] as number;
      return Math.abs(value - other) <= reach * (1 + Math.abs(other)) * 10;
    }),
  );
}

function shifted(point: readonly number[], axis: number, step: number): readonly number[] {
  return point.map((value, index) => (index === axis ? value + step : value));
}

function nearer(goal: Corner, from: Corner, share: number): readonly number[] {
  return goal.point.map((value, axis) => value + share * ((from.point[axis] as number) - value));
}

function centroid(corners: readonly Corner[]): readonly number[] {
  const [first] = corners as readonly [Corner];
  return first.point.map(
    (_, axis) => corners.reduce((total, { point }) => total + (point[axis] as number), 0) / corners.length,
  );
}

function lower(a: Corner, b: Corner): Corner {
  return b.value < a.value ? b : a;
}

function byValue(a: Corner, b: Corner): number {
  return a.value - b.value;
}

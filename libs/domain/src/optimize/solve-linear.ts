import { InvalidValueError } from '../errors/invalid-value.error.js';

/** A pivot smaller than this times the largest entry of the matrix counts as zero. */
const SINGULAR_BELOW = 1e-13;

/**
 * Solves A·x = b by Gaussian elimination with partial pivoting (Golub & Van Loan, "Matrix Computations"). Undefined
 * where the matrix is singular to working precision, or where an entry or the solution is not finite. O(n³).
 *
 * @param matrix A, row by row, square
 * @param vector b, as long as the matrix has rows
 * @throws InvalidValueError `INVALID_LENGTH` unless the shapes fit
 */
export function solveLinear(
  matrix: readonly (readonly number[])[],
  vector: readonly number[],
): readonly number[] | undefined {
  const size = vector.length;
  if (matrix.length !== size) throw new InvalidValueError('INVALID_LENGTH', matrix.length);
  const rows = matrix.map((row, index) => {
    if (row.length !== size) throw new InvalidValueError('INVALID_LENGTH', row.length);
    return [...row, vector[index] as number];
  });
  if (!rows.every((row) => row.every(Number.isFinite))) return undefined;
  const scale = rows.reduce((largest, row) => Math.max(largest, ...row.slice(0, size).map(Math.abs)), 0);
  for (let column = 0; column < size; column++) {
    if (!eliminate(rows, column, SINGULAR_BELOW * scale)) return undefined;
  }
  const solution = substitute(rows, size);
  return solution.every(Number.isFinite) ? solution : undefined;
}

/** Brings the largest remaining entry of the column to the diagonal and clears what is below it. */
function eliminate(rows: number[][], column: number, zero: number): boolean {
  const entry = (row: number): number => (rows[row] as number[])[column] as number;
  let best = column;
  for (let row = column + 1; row < rows.length; row++) {
    if (Math.abs(entry(row)) > Math.abs(entry(best))) best = row;
  }
  if (!(Math.abs(entry(best)) > zero)) return false;
  const pivot = rows[best] as number[];
  rows[best] = rows[column] as number[];
  rows[column] = pivot;
  for (let row = column + 1; row < rows.length; row++) {
    const factor = entry(row) / (pivot[column] as number);
    rows[row] = (rows[row] as number[]).map((value, place) => value - factor * (pivot[place] as number));
  }
  return true;
}

function substitute(rows: readonly (readonly number[])[], size: number): number[] {
  const solution = new Array<number>(size).fill(0);
  for (let index = size - 1; index >= 0; index--) {
    const row = rows[index] as readonly number[];
    const known = solution.reduce((total, value, place) => total + (row[place] as number) * value, 0);
    solution[index] = ((row[size] as number) - known) / (row[index] as number);
  }
  return solution;
}

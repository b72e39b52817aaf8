import { ANY_NUMBER, BOUNDS, GROUPS, type PolicyBound } from './policy-bound-table.js';

/** The bound of the number at a path. O(length of the path). */
export function policyBound(path: string): PolicyBound {
  const group = GROUPS.find(([prefix]) => path.startsWith(prefix));
  if (group !== undefined) return group[1];
  const parts = path.split('.');
  const ends = parts.map((_, i) => parts.slice(i).join('.'));
  const end = ends.find((one) => Object.hasOwn(BOUNDS, one));
  return (end === undefined ? undefined : BOUNDS[end]) ?? ANY_NUMBER;
}

/** Order of two texts by their code units: the same everywhere, unlike that of a locale. O(length). */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

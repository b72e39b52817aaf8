import { compareText } from '../text/compare-text.js';

/** Values by a key; the groups, and the values in each, in the order in which they first come. O(n). */
export function groupBy<Value, Key>(
  values: Iterable<Value>,
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, readonly [Value, ...Value[]]> {
  const groups = new Map<Key, [Value, ...Value[]]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Values by a name, the groups in ascending order of the names. O(n + groups · log groups). */
export function groupByName<Value>(
  values: Iterable<Value>,
  nameOf: (value: Value) => string,
): readonly (readonly [name: string, values: readonly [Value, ...Value[]]])[] {
  return [...groupBy(values, nameOf)].sort(([a], [b]) => compareText(a, b));
}

import { InvalidValueError } from '../errors/invalid-value.error.js';
import { compareText } from '../text/compare-text.js';

/** "Baskets with these items also hold that one." For explanation only: ranked by lift they recommend badly. */
export interface AssociationRule {
  /** Ascending by name, at least one. */
  readonly antecedent: readonly string[];
  readonly consequent: string;
  /** Share of baskets with all items of the rule. */
  readonly support: number;
  /** Share of the baskets with the antecedent that also hold the consequent. */
  readonly confidence: number;
  /** Confidence ÷ the consequent's share of all baskets; 1 = no association. */
  readonly lift: number;
  readonly baskets: number;
}

export interface AssociationRuleOptions {
  /** In (0, 1]. */
  readonly minimumSupport: number;
  /** In [0, 1]. */
  readonly minimumConfidence: number;
  /** Items per rule, both sides together; 10 unless told. */
  readonly maximumLength?: number;
}

/** A set of items, by ascending place, with the baskets that hold all of them. */
interface ItemSet {
  readonly places: readonly number[];
  readonly baskets: Int32Array;
}

/**
 * Association rules with one item on the right by Apriori (Agrawal & Srikant 1994), counted on lists of baskets per
 * item. Labels are trimmed, repetitions within a basket count once. Best lift first, then support, then by name.
 * Output-sensitive: O(candidates · baskets) at worst.
 *
 * @throws InvalidValueError `INVALID_NUMBER`, `INVALID_LENGTH`
 */
export function associationRules(
  baskets: readonly (readonly string[])[],
  { minimumSupport, minimumConfidence, maximumLength = 10 }: AssociationRuleOptions,
): readonly AssociationRule[] {
  if (!(minimumSupport > 0 && minimumSupport <= 1)) throw new InvalidValueError('INVALID_NUMBER', minimumSupport);
  if (!(minimumConfidence >= 0 && minimumConfidence <= 1))
    throw new InvalidValueError('INVALID_NUMBER', minimumConfidence);
  if (!Number.isInteger(maximumLength) || maximumLength < 2)
    throw new InvalidValueError('INVALID_LENGTH', maximumLength);
  const { items, level: singles } = singleItems(baskets);
  const frequent = (sets: readonly ItemSet[]): readonly ItemSet[] =>
    sets.filter((set) => set.baskets.length / baskets.length >= minimumSupport);
  const counts = new Map<string, number>();
  const rules: AssociationRule[] = [];
  let level = frequent(singles);
  for (let length = 1; level.length > 0; length++) {
    for (const set of level) counts.set(keyOf(set.places), set.baskets.length);
    for (const set of length > 1 ? level : [])
      for (const rule of rulesOf(set, items, counts, baskets.length))
        if (rule.confidence >= minimumConfidence) rules.push(rule);
    level = length < maximumLength ? frequent(joined(level, counts)) : [];
  }
  return rules.sort((a, b) => b.lift - a.lift || b.support - a.support || compareText(nameOf(a), nameOf(b)));
}

function singleItems(baskets: readonly (readonly string[])[]): {
  readonly items: readonly string[];
  readonly level: readonly ItemSet[];
} {
  const places = new Map<string, number[]>();
  baskets.forEach((basket, number) => {
    for (const label of new Set(basket.map((item) => item.trim()))) {
      if (label === '') continue;
      const list = places.get(label);
      if (list === undefined) places.set(label, [number]);
      else list.push(number);
    }
  });
  const items = [...places.keys()].sort();
  return {
    items,
    level: items.map((item, place) => ({ places: [place], baskets: Int32Array.from(places.get(item) ?? []) })),
  };
}

/** Sets that agree in all but the last item, joined, if every part of the new set is frequent. */
function joined(level: readonly ItemSet[], counts: ReadonlyMap<string, number>): readonly ItemSet[] {
  return level.flatMap((a, first) => {
    const prefix = keyOf(a.places.slice(0, -1));
    const found: ItemSet[] = [];
    for (let second = first + 1; second < level.length; second++) {
      const b = level[second] as ItemSet;
      if (keyOf(b.places.slice(0, -1)) !== prefix) break;
      const places = [...a.places, b.places.at(-1) as number];
      if (places.every((_, left) => counts.has(keyOf(without(places, left)))))
        found.push({ places, baskets: intersection(a.baskets, b.baskets) });
    }
    return found;
  });
}

function rulesOf(
  { places, baskets }: ItemSet,
  items: readonly string[],
  counts: ReadonlyMap<string, number>,
  total: number,
): readonly AssociationRule[] {
  return places.map((consequent, place) => {
    const antecedent = without(places, place);
    const count = baskets.length;
    const confidence = count / (counts.get(keyOf(antecedent)) as number);
    return {
      antecedent: antecedent.map((left) => items[left] as string),
      consequent: items[consequent] as string,
      support: count / total,
      confidence,
      lift: (confidence * total) / (counts.get(keyOf([consequent])) as number),
      baskets: count,
    };
  });
}

function intersection(a: Int32Array, b: Int32Array): Int32Array {
  const both: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i] as number, b[j] as number];
    if (left === right) both.push(left);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return Int32Array.from(both);
}

const keyOf = (places: readonly number[]): string => places.join();
const without = (places: readonly number[], place: number): number[] => places.filter((_, at) => at !== place);
const nameOf = (rule: AssociationRule): string => [...rule.antecedent, rule.consequent].join('\u0000');

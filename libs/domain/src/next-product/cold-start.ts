import { InvalidValueError } from '../errors/invalid-value.error.js';
import { compareText } from '../text/compare-text.js';

/** What an item is, before anyone has bought it. */
export interface ItemDescription {
  readonly item: string;
  /** From the widest to the narrowest class: `['Heat exchangers', 'Plate', 'Brazed']`. */
  readonly category: readonly string[];
  /** Further traits by name: `{ material: '316L', pressure: 'PN16' }`. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * How alike two items are by category and attributes: cosine of their sets of traits, |A ∩ B| ÷ √(|A| · |B|), in
 * [0, 1], where each class of the category path is one trait. 0 where either has none. O(traits).
 */
export function attributeSimilarity(a: ItemDescription, b: ItemDescription): number {
  return traitSimilarity(traitsOf(a), traitsOf(b));
}

function traitSimilarity(traits: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const trait of traits) if (others.has(trait)) shared += 1;
  return shared === 0 ? 0 : Math.min(1, shared / Math.sqrt(traits.size * others.size));
}

/** A class counts with all above it, so that two "Other" of different branches are not the same. */
function traitsOf({ category, attributes = {} }: ItemDescription): ReadonlySet<string> {
  return new Set([
    ...category.map((_, depth) => JSON.stringify(category.slice(0, depth + 1))),
    ...Object.entries(attributes).map(([name, value]) => JSON.stringify({ [name]: value })),
  ]);
}

/** An account that may be interested in a new item, with the items it buys that say so. */
export interface LaunchCandidate {
  readonly account: string;
  /** In (0, 1]; 1 = the most interested account of the audience. */
  readonly score: number;
  /** The three most similar items it buys, best first. */
  readonly because: readonly { readonly item: string; readonly similarity: number }[];
}

/**
 * Audience for the launch of an item nobody has bought: accounts by Σ similarity to the items they buy, relative to
 * the best. The similarity of the closest items stands in for the cosine of buyers (Mortise's own proposal). Accounts
 * that buy nothing alike are left out. O(items · traits + Σ|basket| · log).
 *
 * @param keep similar items that count, as neighbours do for known items
 * @throws InvalidValueError `INVALID_LENGTH` for a limit or keep below 1
 */
export function launchAudience(
  launched: ItemDescription,
  catalogue: readonly ItemDescription[],
  baskets: ReadonlyMap<string, { readonly keys: () => Iterable<string> }>,
  { limit = 50, keep = 50 }: { readonly limit?: number; readonly keep?: number } = {},
): readonly LaunchCandidate[] {
  for (const length of [limit, keep])
    if (!Number.isInteger(length) || length < 1) throw new InvalidValueError('INVALID_LENGTH', length);
  const similar = similarItems(launched, catalogue, keep);
  const scored = Array.from(baskets, ([account, basket]) => {
    const owned = new Set(basket.keys());
    const because = similar.filter(({ item }) => owned.has(item));
    return { account, because, sum: because.reduce((sum, { similarity }) => sum + similarity, 0) };
  }).filter(({ sum }) => sum > 0);
  const best = scored.reduce((most, { sum }) => Math.max(most, sum), 0);
  return scored
    .sort((a, b) => b.sum - a.sum || compareText(a.account, b.account))
    .slice(0, limit)
    .map(({ account, sum, because }) => ({ account, score: sum / best, because: because.slice(0, 3) }));
}

/** The items of a catalogue most like this one, itself left out; best first, equals by name. O(items · traits). */
export function similarItems(
  described: ItemDescription,
  catalogue: readonly ItemDescription[],
  keep = 50,
): readonly { readonly item: string; readonly similarity: number }[] {
  const traits = traitsOf(described);
  return catalogue
    .filter(({ item }) => item !== described.item)
    .map((other) => ({ item: other.item, similarity: traitSimilarity(traits, traitsOf(other)) }))
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || compareText(a.item, b.item))
    .slice(0, keep);
}

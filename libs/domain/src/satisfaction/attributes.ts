import { mean } from '../statistics/descriptive.js';

/** What customers expect something of: behaviour, surroundings, quality, price, lead time, use. */
export const EXPECTATION_ATTRIBUTES = ['BEHAVIOUR', 'ENVIRONMENT', 'QUALITY', 'PRICE', 'LEAD_TIME', 'USE'] as const;

/** What makes an industrial customer glad to stay. */
export const HAPPINESS_LEVERS = [
  'QUALITY',
  'TECHNICAL_ABILITY',
  'SERVICE_LEVEL',
  'TERMS',
  'ADVANCED_SOLUTION',
] as const;

/** What a customer weighs when it buys: right product, price, time and place, complete service, brand and culture. */
export const PURCHASE_FACTORS = ['PRODUCT', 'PRICE', 'TIME_AND_PLACE', 'SERVICE', 'BRAND_AND_CULTURE'] as const;

export type ExpectationAttribute = (typeof EXPECTATION_ATTRIBUTES)[number];
export type HappinessLever = (typeof HAPPINESS_LEVERS)[number];
export type PurchaseFactor = (typeof PURCHASE_FACTORS)[number];

/** Attributes of a satisfaction survey unless a tenant has its own. Quality stands in both lists and is asked once. */
export const DEFAULT_SATISFACTION_ATTRIBUTES: readonly (ExpectationAttribute | HappinessLever)[] = [
  ...new Set([...EXPECTATION_ATTRIBUTES, ...HAPPINESS_LEVERS]),
];

/** Where an expectation comes from. */
export const EXPECTATION_SOURCES = ['PAST_EXPERIENCE', 'WORD_OF_MOUTH', 'PERSONAL_NEEDS'] as const;
export type ExpectationSource = (typeof EXPECTATION_SOURCES)[number];

/** Needs beyond the goods, as tags on a contact or account. */
export const PSYCHOLOGICAL_NEEDS = ['EMOTIONAL', 'SAFETY', 'RESPECT', 'INDIVIDUALISED_SERVICE'] as const;
export type PsychologicalNeed = (typeof PSYCHOLOGICAL_NEEDS)[number];

/** How often each tag was given. */
export interface TagShare<Tag extends string> {
  readonly tag: Tag;
  readonly count: number;
  /** Of all tags given, in [0, 1]. */
  readonly share: number;
}

/**
 * How tags are spread over a code list, in the order of the list; tags nobody gave count zero. All shares are zero
 * where none was given. O(tags + list).
 */
export function tagBreakdown<Tag extends string>(
  list: readonly Tag[],
  given: readonly Tag[],
): readonly TagShare<Tag>[] {
  const counts = new Map(list.map((tag) => [tag, 0]));
  for (const tag of given) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return Array.from(counts, ([tag, count]) => ({ tag, count, share: given.length === 0 ? 0 : count / given.length }));
}

/**
 * Weight of each attribute: the mean of what was said of its importance. Attributes of which nobody said any weigh as the
 * others do on average, so that being asked about does not make one matter. O(attributes · said).
 */
export function statedImportance(
  attributes: readonly string[],
  said: readonly { readonly attribute: string; readonly importance: number }[],
): Readonly<Record<string, number>> {
  const stated = new Map(
    attributes.flatMap((attribute): [string, number][] => {
      const own = mean(said.filter((each) => each.attribute === attribute).map(({ importance }) => importance));
      return own === undefined ? [] : [[attribute, own]];
    }),
  );
  const usual = mean([...stated.values()]) ?? 1;
  return Object.fromEntries(attributes.map((attribute) => [attribute, stated.get(attribute) ?? usual]));
}

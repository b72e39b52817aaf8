/** What contacts and issues are about, from the shallow to the deep. */
export const CONTACT_TOPICS = ['PRODUCT', 'DELIVERY', 'PRICE', 'PROCESS', 'RELATIONSHIP'] as const;
export type ContactTopic = (typeof CONTACT_TOPICS)[number];

/** Topics of which only deeper relationships talk. */
export const DEEP_TOPICS: readonly ContactTopic[] = ['PROCESS', 'RELATIONSHIP'];

export interface TopicMix {
  /** Part of each topic, together 1. */
  readonly shares: Readonly<Record<ContactTopic, number>>;
  /** Part that is about process and relationship, 0…1. */
  readonly depth: number;
  readonly tags: number;
}

/** Mix of topics over the tags of contacts and issues; undefined where nothing is tagged. Order does not matter. O(n). */
export function topicMix(tags: readonly ContactTopic[]): TopicMix | undefined {
  if (tags.length === 0) return undefined;
  const count = (topics: readonly ContactTopic[]): number => tags.filter((tag) => topics.includes(tag)).length;
  const share = (topic: ContactTopic): number => count([topic]) / tags.length;
  const shares = {
    ...{ PRODUCT: share('PRODUCT'), DELIVERY: share('DELIVERY'), PRICE: share('PRICE') },
    ...{ PROCESS: share('PROCESS'), RELATIONSHIP: share('RELATIONSHIP') },
  };
  return { shares, depth: count(DEEP_TOPICS) / tags.length, tags: tags.length };
}

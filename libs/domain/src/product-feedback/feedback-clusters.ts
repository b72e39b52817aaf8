import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { FEEDBACK_SEVERITY } from './product-feedback.decide.js';
import { FEEDBACK_TYPES, type FeedbackNote, type FeedbackType } from './product-feedback.model.js';

/** Words of the same kind about the same product. */
export interface FeedbackCluster {
  readonly product: string;
  readonly feedbackType: FeedbackType;
  readonly notes: number;
  readonly accounts: number;
  /** Σ over accounts of their part of all value × their gravest word ÷ 5; 0…1. */
  readonly weight: number;
}

/**
 * The words of customers by product and kind, heaviest first: an account counts once in each cluster, with the part it has
 * in the value of all accounts given, so that a customer who repeats himself weighs no more. An account without a value
 * counts among the accounts and weighs nothing. Mortise's own proposal. O(n log n).
 *
 * @param accountValue value of each account in one currency, such as its yearly contribution; losses weigh nothing
 * @throws InvalidValueError `INVALID_NUMBER` for a value that is none, or a severity outside 1…5
 */
export function feedbackClusters(
  notes: readonly Pick<FeedbackNote, 'accountId' | 'product' | 'feedbackType' | 'severity'>[],
  accountValue: ReadonlyMap<string, number>,
): readonly FeedbackCluster[] {
  const values = new Map([...accountValue].map(([account, value]) => [account, Math.max(0, finite(value))] as const));
  const largest = [...values.values()].reduce((most, value) => Math.max(most, value), 0);
  // Divided by the largest first, so that the sum of huge values does not overflow.
  const total = largest === 0 ? 0 : sum([...values.values()].map((value) => value / largest));
  const clusters = new Map<
    string,
    { readonly of: (typeof notes)[number]; notes: number; gravest: Map<string, number> }
  >();
  for (const note of notes) {
    const { accountId, product, feedbackType, severity } = note;
    if (!(severity >= FEEDBACK_SEVERITY.min && severity <= FEEDBACK_SEVERITY.max)) {
      throw new InvalidValueError('INVALID_NUMBER', severity);
    }
    const key = JSON.stringify([product, feedbackType]);
    const cluster = clusters.get(key) ?? { of: note, notes: 0, gravest: new Map<string, number>() };
    cluster.notes += 1;
    cluster.gravest.set(accountId, Math.max(severity, cluster.gravest.get(accountId) ?? 0));
    clusters.set(key, cluster);
  }
  const weightOf = (gravest: ReadonlyMap<string, number>): number => {
    if (total === 0) return 0;
    // Accounts in one order, so that the order of the notes does not show in the last digit.
    const accounts = [...gravest].sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = accounts.map(([account, severity]) => {
      return ((values.get(account) ?? 0) / largest / total) * (severity / FEEDBACK_SEVERITY.max);
    });
    return Math.min(1, sum(parts));
  };
  return [...clusters.values()]
    .map(({ of: { product, feedbackType }, notes: count, gravest }) => {
      return { product, feedbackType, notes: count, accounts: gravest.size, weight: weightOf(gravest) };
    })
    .sort((a, b) => b.weight - a.weight || b.notes - a.notes || byName(a, b));
}

function byName(a: FeedbackCluster, b: FeedbackCluster): number {
  if (a.product !== b.product) return a.product < b.product ? -1 : 1;
  return FEEDBACK_TYPES.indexOf(a.feedbackType) - FEEDBACK_TYPES.indexOf(b.feedbackType);
}

import { type FeedbackCluster, feedbackClusters, type FeedbackNote, groupBy } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AccountContributions, type Contributions } from '../value/account-contributions.service.js';

/** Why a weight is not known. */
export type FeedbackWeightReason = 'VALUES_MISSING' | 'NOT_PERMITTED';

/** What some words amount to. */
export interface WeighedFeedback {
  readonly words: number;
  readonly accounts: number;
  /** How many of the accounts have a value that is known. */
  readonly valuedAccounts: number;
  /** 0…1; null with the reason where no account's value is known. */
  readonly weight: number | null;
  readonly reason: FeedbackWeightReason | null;
}

/** The name of everybody else in the sum of all values; no account's identifier is like that. */
const OTHERS = '';

/** Weighs customers' words by what the customers contribute. */
@Injectable()
export class FeedbackWeights {
  constructor(@Inject(AccountContributions) private readonly contributions: AccountContributions) {}

  /** What the words of a cluster amount to, of all accounts. */
  async of(ctx: RequestContext, notes: readonly FeedbackNote[]): Promise<WeighedFeedback> {
    const contributions = await this.contributions.of(ctx, accountsOf(notes), 'TENANT');
    const [cluster] = weighed(notes, contributions);
    if (cluster === undefined) throw new TypeError('There are words to weigh.');
    return cluster.figures;
  }
}

/** By product and kind, the heaviest first. @param contributions null where the caller may not know them */
export function weighed(
  notes: readonly FeedbackNote[],
  contributions: Contributions | null,
): readonly { readonly of: FeedbackCluster; readonly figures: WeighedFeedback }[] {
  const values = new Map(contributions?.known ?? []);
  if (contributions !== null) values.set(OTHERS, contributions.others);
  const speakers = groupBy(notes, clusterKey);
  return feedbackClusters(notes, values).map((cluster) => {
    const accounts = accountsOf(speakers.get(clusterKey(cluster)) ?? []);
    const valuedAccounts = accounts.filter((id) => contributions?.known.has(id)).length;
    const reason = contributions === null ? 'NOT_PERMITTED' : valuedAccounts === 0 ? 'VALUES_MISSING' : null;
    const weight = reason === null ? cluster.weight : null;
    const figures = { words: cluster.notes, accounts: cluster.accounts, valuedAccounts, weight, reason } as const;
    return { of: cluster, figures };
  });
}

/** The accounts that some words are of. */
export function accountsOf(notes: readonly Pick<FeedbackNote, 'accountId'>[]): string[] {
  return [...new Set(notes.map(({ accountId }) => accountId))];
}

/** The same for words of one kind about one product. */
export function clusterKey({ product, feedbackType }: Pick<FeedbackNote, 'product' | 'feedbackType'>): string {
  return `${product} ${feedbackType}`;
}

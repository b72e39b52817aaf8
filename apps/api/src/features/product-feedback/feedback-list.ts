import { all, sql } from '../../platform/database/tenant-sql.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { z } from 'zod';
import { clusterFilter, listFilter } from './feedback.inputs.js';
import { isOverdue, NEWEST_CLUSTERS, NEWEST_WORDS, standsAt } from './feedback.reads.js';
import type { FeedbackCluster, FeedbackClusterArgs, ProductFeedback, ProductFeedbackArgs } from './feedback.types.js';

const wordArguments = z.object({ filter: listFilter.loose().nullish() });
const clusterArguments = z.object({ filter: clusterFilter.loose().nullish() });

/** A page of the words of accounts that the caller may see, the newest first. */
export function wordsRead(ctx: RequestContext, { filter, ...args }: ProductFeedbackArgs): Read<ProductFeedback> {
  parseArguments(wordArguments, { filter });
  const { accountId, productId, state, overdueAfterDays } = filter ?? {};
  return readConnection(args, NEWEST_WORDS, {
    where: (row) =>
      all([
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
        productId == null ? undefined : sql`${row('product_id')} = ${productId}`,
        state == null ? undefined : standsAt(row, state),
        overdueAfterDays == null ? undefined : isOverdue(row, ctx, overdueAfterDays),
      ]),
  });
}

/** A page of the clusters with a word of an account that the caller may see, the newest first. */
export function clustersRead({ filter, ...args }: FeedbackClusterArgs): Read<FeedbackCluster> {
  parseArguments(clusterArguments, { filter });
  const { productId, state, plannedBefore } = filter ?? {};
  return readConnection(args, NEWEST_CLUSTERS, {
    where: (row) =>
      all([
        productId == null ? undefined : sql`${row('product_id')} = ${productId}`,
        state == null ? undefined : sql`${row('state')} = ${state}`,
        plannedBefore == null
          ? undefined
          : sql`${row('verdict')} = 'PLANNED' and ${row('due_on')} < ${plannedBefore}::date`,
      ]),
  });
}

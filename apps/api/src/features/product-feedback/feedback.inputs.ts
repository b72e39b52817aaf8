import { FEEDBACK_TYPES, FEEDBACK_VERDICTS } from '@mortise/domain';
import { z } from 'zod';
import { countedDay, day, dayPeriod, languageTag, line, note, rowId } from '../../platform/errors/input-schemas.js';

/** More than anybody lays before product development at once. */
const MOST_WORDS = 500;
const MOST_CLUSTERS = 50;
const MOST_RECIPIENTS = 50;

const entryIds = z
  .array(rowId)
  .min(1)
  .max(MOST_WORDS)
  .transform((ids) => [...new Set(ids)]);
const version = z.int();

/** Checks of what the operations take. */
export const clusterInput = z.object({ entryIds });
export const extendInput = z.object({ clusterId: rowId, version, entryIds });
export const reportInput = z.object({
  title: line(200),
  note: note(5_000).nullish(),
  clusters: z
    .array(z.object({ id: rowId, version }))
    .min(1)
    .max(MOST_CLUSTERS)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must name each cluster once'),
});
export const decideInput = z.object({
  ...{ clusterId: rowId, version, verdict: z.enum(FEEDBACK_VERDICTS), explanation: note(2_000), dueOn: day.nullish() },
});
export const answerInput = z.object({
  ...{ clusterId: rowId, accountId: rowId, language: languageTag, text: note(10_000) },
  accountContactIds: z.array(rowId).max(MOST_RECIPIENTS),
});
export const summaryArguments = z.intersection(
  dayPeriod,
  z.object({
    productId: rowId.nullish(),
    feedbackType: z.enum(FEEDBACK_TYPES).nullish(),
    first: z.int().min(1).max(100).nullish(),
    skip: z.int().min(0).nullish(),
  }),
);
export const listFilter = z.object({
  accountId: rowId.nullish(),
  productId: rowId.nullish(),
  overdueAfterDays: z.int().min(0).max(3_650).nullish(),
});
export const clusterFilter = z.object({ productId: rowId.nullish(), plannedBefore: countedDay.nullish() });

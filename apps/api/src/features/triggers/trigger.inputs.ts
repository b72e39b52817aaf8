import { z } from 'zod';
import { note, rowId } from '../../platform/errors/input-schemas.js';

const step = z.object({ entryId: rowId, version: z.int() });

/** Checks of what the operations take. */
export const notedArguments = step.extend({ note: note(2_000) });
export const verifyInput = notedArguments.extend({ confidence: z.number().nullish() });
export const startInput = step.extend({
  playCode: z.string().trim().min(1).max(60),
  ownerId: rowId.nullish(),
  planPlayId: rowId.nullish(),
});
export const windowArguments = z.object({ accountId: rowId.nullish(), first: z.int().min(1).max(100).nullish() });

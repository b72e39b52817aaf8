import { TALK_RESULTS } from '@mortise/domain';
import { z } from 'zod';
import { LOCALES } from '../../platform/context/request-context.js';
import { line, note, rowId } from '../../platform/errors/input-schemas.js';
import { TALK_CHANNELS } from './invitation.enums.js';

/** Checks of what the mutations take. */
export const assignArguments = z.object({ id: rowId, ownerId: rowId });
export const sendArguments = z.object({ id: rowId, accountContactId: rowId, language: z.enum(LOCALES).nullish() });
export const declineArguments = z.object({ id: rowId, note: note(2_000) });
export const guideArguments = z.object({ language: z.enum(LOCALES).nullish() });
export const talkInput = z
  .object({
    id: rowId,
    channel: z.enum(TALK_CHANNELS),
    accountContactId: rowId.nullish(),
    result: z.enum(TALK_RESULTS),
    note: note(2_000),
    complaint: z.object({ subject: line(200), description: note(10_000) }).nullish(),
  })
  .refine(({ result, complaint }) => (result === 'COMPLAINT') === (complaint != null), {
    path: ['complaint'],
    message: 'goes with the result COMPLAINT, and only there',
  });

import { ADVISORY_KINDS } from '@mortise/domain';
import { z } from 'zod';
import { languageTag, line, note, rowId } from '../../platform/errors/input-schemas.js';

/** More than anybody at a customer has to do with one matter. */
const MOST_RECIPIENTS = 50;

const texts = z.array(z.object({ language: languageTag, title: line(200), body: note(10_000) })).max(10);

/** Checks of what the operations take. */
export const composeInput = z.object({ accountId: rowId, kind: z.enum(ADVISORY_KINDS), texts });
export const rewriteInput = z.object({ id: rowId, version: z.int(), texts });
export const approveArguments = z.object({ id: rowId, version: z.int() });
export const takeBackArguments = z.object({ id: rowId, reason: note(2_000) });
export const sendInput = z.object({ id: rowId, accountContactIds: z.array(rowId).max(MOST_RECIPIENTS) });
export const openArguments = z.object({ id: rowId });
export const actionArguments = z.object({ id: rowId, action: note(2_000) });
export const textArguments = z.object({ language: languageTag.nullish() });

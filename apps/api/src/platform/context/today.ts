import { dateOfInstant, type IsoDate } from '@mortise/domain';
import type { RequestContext } from './request-context.js';

/** The day it is, in UTC. Days in the database are compared with this, never with an instant cast to a date. */
export function todayOf(ctx: RequestContext): IsoDate {
  return dateOfInstant(ctx.now().toISOString());
}

import type { Clock } from './request-context.js';

/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol('Clock');

/** The computer's clock. */
export const systemClock: Clock = { now: () => new Date() };

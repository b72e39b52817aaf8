import { z } from 'zod';

/** Key with which a client may send the same thing again without doing it twice; a UUID is fine. */
export const idempotencyKey = z
  .string()
  .regex(/^[\w-]{8,100}$/, 'must have 8 to 100 letters, digits, hyphens or underscores');

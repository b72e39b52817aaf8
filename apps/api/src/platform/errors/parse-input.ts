import type { z } from 'zod';
import { InputInvalid } from './domain-error.js';

/**
 * Checks an input against its schema.
 * @throws InputInvalid with one reason (path, code, message) per broken rule; paths start at `input`.
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InputInvalid(
    parsed.error.issues.map((issue) => ({
      path: ['input', ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))],
      code: issue.code.toUpperCase(),
      message: issue.message,
    })),
  );
}

import { z } from 'zod';

/** Up to 10^16 minor units, as imports take them. */
const LARGEST = 10n ** 16n;

/** An amount in minor units, from its text. */
export const minorUnits = z
  .string()
  .transform((text) => BigInt(text))
  .refine((amount) => amount >= -LARGEST && amount <= LARGEST, 'must be at most 10^16 minor units');

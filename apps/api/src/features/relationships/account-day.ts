import type { IsoDate } from '@mortise/domain';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { countedDay, parseArguments } from '../../platform/errors/input-schemas.js';

/** An account on a day: `2026-06-30/<id>`, as the key of a batch. */
export type AccountDay = `${string}/${string}`;

export const accountDay = (accountId: string, asOf: IsoDate): AccountDay => `${asOf}/${accountId}`;

/** Loads each day once for all accounts that are asked about on it. */
export async function byDay<T>(
  asked: readonly AccountDay[],
  load: (accountIds: readonly string[], asOf: IsoDate) => Promise<ReadonlyMap<string, T>>,
): Promise<ReadonlyMap<AccountDay, T>> {
  const found = new Map<AccountDay, T>();
  for (const asOf of new Set(asked.map((each) => each.slice(0, each.indexOf('/'))))) {
    const accountIds = asked.filter((each) => each.startsWith(`${asOf}/`)).map((each) => each.slice(asOf.length + 1));
    for (const [accountId, value] of await load(accountIds, asOf)) found.set(accountDay(accountId, asOf), value);
  }
  return found;
}

/** The day that is asked about; today unless told. @throws InputInvalid for a day to come: nothing is known of it */
export function knownDay(ctx: RequestContext, asOf: string | null | undefined, argument = 'asOf'): IsoDate {
  const today = todayOf(ctx);
  const asked = z.object({ [argument]: countedDay.nullish() });
  const day = parseArguments(asked, { [argument]: asOf })[argument] ?? today;
  if (day > today)
    throw new InputInvalid([{ path: [argument], code: 'DAY_TO_COME', message: 'Nothing is known of it yet.' }]);
  return day;
}

/** The argument of every field that can look back. */
export const AS_OF = {
  type: () => DateScalar,
  nullable: true,
  description: 'What was known at the end of this day (UTC); today unless told. Not a day to come.',
} as const;

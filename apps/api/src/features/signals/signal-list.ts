import { z } from 'zod';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { NEWEST_SIGNALS } from './signal.reads.js';
import type { Signal, SignalArgs } from './signal.types.js';

const filterArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });

/** A page of the signals of accounts that the caller may see, the newest first. */
export function signalsRead({ filter, ...args }: SignalArgs): Read<Signal> {
  parseArguments(filterArguments, { filter });
  const { open, accountId, kind } = filter ?? {};
  return readConnection(args, NEWEST_SIGNALS, {
    where: (signal) =>
      all([
        open == null ? undefined : open ? sql`${signal('closed_on')} is null` : sql`${signal('closed_on')} is not null`,
        accountId == null ? undefined : sql`${signal('account_id')} = ${accountId}`,
        kind == null ? undefined : sql`${signal('kind')} = ${kind}`,
      ]),
  });
}

import { z } from 'zod';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import type { LedgerArgs, LedgerEntry } from './ledger-entry.types.js';
import { asked, ledgerFilter, NEWEST_ENTRIES } from './ledger.reads.js';

const listArguments = z.object({ filter: ledgerFilter });

/** A page of the entries of accounts that the caller may see, the newest observation first. */
export function entriesRead({ filter, ...args }: LedgerArgs): Read<LedgerEntry> {
  const { accountId, ...query } = parseArguments(listArguments, { filter: filter ?? {} }).filter;
  return readConnection(args, NEWEST_ENTRIES, {
    where: (entry) =>
      all([
        accountId === undefined ? undefined : sql`${entry('account_id')} = ${accountId}::uuid`,
        asked(entry, query),
      ]),
  });
}

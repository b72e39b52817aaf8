import { HEALTH_STATES, STAGE_POSITIONS } from '@mortise/domain';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { line, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import type { Order, RowRef } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readConnection, readOne } from '../../platform/graphql/read-engine/read.js';
import { isInHealth } from '../alerts/account-health.condition.js';
import { lookedAfterBy } from '../teams/team-accounts.condition.js';
import type { Account } from './account.entity.js';
import type { AccountOrder } from './account.enums.js';
import { BY_NAME } from './account.reads.js';
import type { AccountListArgs } from './account.types.js';

const listArguments = z.object({
  filter: z
    .object({
      search: line(200).nullish(),
      stage: z.enum(STAGE_POSITIONS).nullish(),
      ownerId: rowId.nullish(),
      teamId: rowId.nullish(),
      parentId: rowId.nullish(),
      below: rowId.nullish(),
      archived: z.boolean().nullish(),
      health: z.enum(HEALTH_STATES).nullish(),
    })
    .nullish(),
});
type Filter = NonNullable<z.output<typeof listArguments>['filter']>;

const ORDERS: Readonly<Record<AccountOrder, Order>> = {
  NAME: BY_NAME,
  CREATED: {
    keys: [
      { by: 'created_at', type: 'timestamptz' },
      { by: 'id', type: 'uuid' },
    ],
    descending: true,
  },
};

/** One account, by one of both. @throws InputInvalid unless exactly one of the two is given */
export function accountRead(id: string | null | undefined, externalId: string | null | undefined): Read<Account> {
  if ((id == null) === (externalId == null)) {
    throw new InputInvalid([{ path: ['id'], code: 'EXACTLY_ONE', message: 'Give either id or externalId.' }]);
  }
  if (id != null) return readById(id);
  const known = line(100).safeParse(externalId).success;
  return readOne({ where: (a) => (known ? sql`${a('external_id')} = ${externalId}` : sql`false`) });
}

/** A page of the accounts that the caller may see. */
export function accountsRead(ctx: RequestContext, args: AccountListArgs): Read<Account> {
  const { filter } = parseArguments(listArguments, { filter: args.filter });
  if (filter?.health != null) demandPermission(ctx, 'alert.read');
  return readConnection(args, ORDERS[args.order ?? 'NAME'], {
    where: (account) => matches(ctx, account, filter ?? {}),
  });
}

function matches(
  ctx: RequestContext,
  a: RowRef,
  { search, stage, ownerId, teamId, parentId, below, archived, health }: Filter,
): Sql {
  return all([
    archived ? sql`${a('archived_at')} is not null` : sql`${a('archived_at')} is null`,
    stage ? sql`${a('stage')} = ${stage}` : undefined,
    health ? isInHealth(a, health) : undefined,
    ownerId ? sql`${a('owner_id')} = ${ownerId}` : undefined,
    teamId ? lookedAfterBy(teamId, a('id')) : undefined,
    // A hidden account has nothing below it, like one that does not exist.
    parentId ? sql`${a('parent_id')} = ${parentId} and ${visibleAccount(ctx, a('parent_id'))}` : undefined,
    below
      ? sql`${a('id')} in (select c.descendant_id from account_closure c
          where c.tenant_id = ${TENANT} and c.ancestor_id = ${below} and c.depth > 0 and ${visibleAccount(ctx, 'c.ancestor_id')})`
      : undefined,
    search
      ? sql`(position(${search.toLowerCase()} in ${a('name_lower')}) > 0 or ${a('external_id')} = ${search})`
      : undefined,
  ]);
}

import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type AccountDay, byDay } from '../relationships/account-day.js';
import { AccountLevels } from './account-levels.service.js';
import type { AccountLevelOnDay } from './assessment-result.types.js';
import { resultView } from './assessment-result.view.js';

/** Levels of accounts on days, as GraphQL shows them. */
@Injectable()
export class AccountLevelReader {
  constructor(@Inject(AccountLevels) private readonly levels: AccountLevels) {}

  /** Stable, so that sibling accounts share the statements. */
  readonly byAccountDay = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, AccountLevelOnDay>> =>
    byDay(asked, async (accountIds, asOf) => {
      const found = await this.levels.at(ctx, accountIds, asOf);
      return new Map(
        [...found].map(([id, { published, level, lowest, highest, roundId, dueOn, validUntil, stale }]) => [
          id,
          {
            ...{ asOf, level, lowest, highest, roundId, dueOn, validUntil, stale },
            result: published && resultView(published),
          },
        ]),
      );
    });
}

import { dateOfInstant, epochDay } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';

const evaluateArguments = z.object({
  accountIds: z.array(rowId).min(1).max(10_000).nullish(),
  asOf: z.string().nullish(),
});

@Resolver()
export class EvaluationResolver {
  constructor(@Inject(Outbox) private readonly outbox: Outbox) {}

  @Mutation(() => ID, {
    description:
      'Judges accounts again: stage movements and alerts. Answers at once with the id of the job; its `detail` counts accounts, proposed, alertsOpened, alertsClosed and says asOf. Errors: INPUT_INVALID, FORBIDDEN.',
  })
  @Allow('import.run')
  @Transactional()
  async evaluateAccounts(
    @Ctx() ctx: RequestContext,
    @Args('accountIds', {
      type: () => [ID],
      nullable: true,
      description:
        'Which accounts (up to 10,000); all of the tenant unless told, which needs account.read.all. Those you may not see are left out.',
    })
    accountIds?: string[] | null,
    @Args('asOf', {
      type: () => DateScalar,
      nullable: true,
      description:
        'The day to judge as of, not after today; today unless told, or the newest order where orders have stopped arriving. Alerts go forward in time: a day before the one they were judged as of last leaves them as they are, so that a past is replayed from its first day on.',
    })
    asOf?: string | null,
  ): Promise<string> {
    const checked = parseArguments(evaluateArguments, { accountIds, asOf });
    if (asOf != null && epochDay(asOf) > epochDay(dateOfInstant(ctx.now().toISOString()))) {
      throw new InputInvalid([{ path: ['asOf'], code: 'IN_THE_FUTURE', message: 'asOf lies in the future.' }]);
    }
    return this.outbox.publishTracked(ctx, 'accounts.evaluate', {
      accountIds: await this.visible(ctx, checked.accountIds ?? null),
      asOf: asOf ?? null,
    });
  }

  /** The job runs as Mortise itself, so what the caller may ask for is decided here. @throws Forbidden */
  private async visible(ctx: RequestContext, accountIds: readonly string[] | null): Promise<string[] | null> {
    if (accountIds === null) {
      demandPermission(ctx, 'account.read.all');
      return null;
    }
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select a.id from account a where a.tenant_id = ${TENANT} and a.id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'a.id')} order by a.id`);
    return rows.map(({ id }) => id);
  }
}

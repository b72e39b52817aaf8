import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { Audit } from '../../platform/audit/audit.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { Outbox } from '../../platform/jobs/outbox.js';

@Resolver()
export class FiguresResolver {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  @Mutation(() => ID, {
    description:
      'Works out from the facts everything that is kept beside them (sums of order lines, receivables, deliveries and imports, shares, values) and tells where it differs. Answers at once with the id of the job; its `detail` has `differing`, how many cells differ altogether, and for each table in `figures` how many cells the facts give (`cells`), how many are kept without facts (`stray`), not kept (`missing`) or say something else (`wrong`). Nobody has to wait, but imports do while shares are worked out and while a table is corrected.',
  })
  @Allow('job.manage')
  @Transactional()
  async rebuildFigures(
    @Ctx() ctx: RequestContext,
    @Args('repair', {
      type: () => Boolean,
      nullable: true,
      description: 'true: brings what differs in line with the facts. Otherwise nothing is changed.',
    })
    repair?: boolean | null,
  ): Promise<string> {
    const id = await this.outbox.publishTracked(ctx, 'figures.rebuild', { repair: repair === true });
    const detail = { repair: repair === true };
    await this.audit.record(ctx, { action: 'rebuilt', entity: 'figures', entityId: id, detail });
    return id;
  }
}

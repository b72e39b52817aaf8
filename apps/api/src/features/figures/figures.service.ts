import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type ImportActor, ImportDatabase, type ImportSession } from '../../platform/database/import-database.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { JobHandlers, type JobSteps } from '../../platform/jobs/job-handlers.js';
import { lockTrade } from '../trade/trade-scope.js';
import { ValueCheck } from '../value/value-check.service.js';
import { comparison, corrections, type Difference, type KeptFigure } from './kept-figure.js';
import { KEPT_FIGURES } from './kept-figures.js';
import { recomputeAllShares } from './share-figures.js';

const ACTOR = 'figures';
/** Found by the name of the table. */
type Found = Readonly<Record<string, Difference>>;

/** One part of the work, named as the first of the tables that it tells of. */
interface Part {
  readonly name: string;
  readonly work: () => Promise<Found>;
}

/** Ends a transaction of which nothing is to stay. */
class OnlyLooked extends Error {
  constructor(readonly found: Found) {
    super('Nothing was to be changed.');
  }
}

/**
 * Works out from the facts what is kept beside them, and says where it differs; brings it in line with the facts where
 * that is asked for. Table by table: looking takes a snapshot and stops nobody, working out shares and correcting let
 * imports wait for as long as that one table takes.
 */
@Injectable()
export class FiguresService implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(ImportDatabase) private readonly database: ImportDatabase,
    @Inject(ValueCheck) private readonly values: ValueCheck,
  ) {}

  onModuleInit(): void {
    this.handlers.handleInSteps('figures.rebuild', ACTOR, ({ tenantId, id, payload }, steps) =>
      this.run(tenantId, id, payload.repair, steps),
    );
  }

  private async run(tenantId: string, jobId: string, repair: boolean, { progress }: JobSteps): Promise<void> {
    // Taken up again after its worker died: what was corrected since would not be found again.
    let found = await this.contexts.asSystem(tenantId, ACTOR, (ctx) => foundBefore(ctx, jobId));
    const parts = this.parts(tenantId, jobId, repair);
    for (const [place, { name, work }] of parts.entries()) {
      if (!(name in found)) found = { ...found, ...(await work()) };
      const differing = Object.values(found).reduce(
        (sum, { stray, missing, wrong }) => sum + stray + missing + wrong,
        0,
      );
      await progress((100 * (place + 1)) / parts.length, { repair, differing, figures: found });
    }
  }

  private parts(tenantId: string, jobId: string, repair: boolean): readonly Part[] {
    return [
      ...KEPT_FIGURES.map((figure) => ({
        name: figure.name,
        work: async () => ({ [figure.name]: await this.sums(tenantId, figure, repair) }),
      })),
      { name: 'share_of_wallet', work: () => this.shares(tenantId, jobId, repair) },
      { name: 'account_value', work: async () => ({ account_value: await this.values.compare(tenantId, repair) }) },
    ];
  }

  private async sums(tenantId: string, figure: KeptFigure, repair: boolean): Promise<Difference> {
    const look = async (ctx: RequestContext): Promise<Difference> =>
      (await ctx.unit.first<Difference>(comparison(figure))) as Difference;
    if (!repair) return this.contexts.asSystem(tenantId, ACTOR, look);
    return this.changing(tenantId, async ({ ctx }) => {
      const difference = await look(ctx);
      if (differs(difference)) for (const statement of corrections(figure)) await ctx.unit.execute(statement);
      return difference;
    });
  }

  private shares(tenantId: string, jobId: string, repair: boolean): Promise<Found> {
    return this.changing(tenantId, async (session) => {
      const found = await recomputeAllShares(session, jobId);
      // The transaction is undone, and with it what was worked out.
      if (!repair) throw new OnlyLooked(found);
      return found;
    }).catch((error: unknown) => {
      if (error instanceof OnlyLooked) return error.found;
      throw error;
    });
  }

  private changing<T>(tenantId: string, work: (session: ImportSession) => Promise<T>): Promise<T> {
    const principal = { kind: 'SYSTEM', name: ACTOR } as const;
    const actor: ImportActor = { tenantId, principal, locale: 'en', requestId: ACTOR };
    return this.database.transaction(actor, async (session) => {
      await session.staging(`set local work_mem = '64MB'; set local jit = off`);
      await lockTrade(session.ctx);
      return work(session);
    });
  }
}

function differs({ stray, missing, wrong }: Difference): boolean {
  return stray + missing + wrong > 0;
}

async function foundBefore(ctx: RequestContext, jobId: string): Promise<Found> {
  const row = await ctx.unit.first<{ figures: Found | null }>(tenantSql`
    select detail -> 'figures' as figures from job_run where tenant_id = ${TENANT} and id = ${jobId}`);
  return row?.figures ?? {};
}

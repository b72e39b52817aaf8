import { type CaseCommand, decideCase, type RelationshipCase as CaseRecord, type Unsigned } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { CaseAnnouncer } from './case-announcer.js';
import { CaseStore, type LockedCase } from './case.store.js';
import { CaseChanged, CaseRefused } from './cases.errors.js';

/** A command without who and when, which the request says. */
export type CaseAct = Unsigned<CaseCommand>;

/** Carries out the commands of cases: decided by the domain, stored as events, projected and announced in one transaction. */
@Injectable()
export class CaseCommands {
  constructor(
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(CaseAnnouncer) private readonly announcer: CaseAnnouncer,
  ) {}

  /**
   * A case, locked for a command.
   * @param expectedVersion the version the caller has seen; any, when left out
   * @throws NotFound @throws CaseChanged
   */
  async lock(ctx: RequestContext, id: string, expectedVersion?: number | null): Promise<LockedCase> {
    const locked = await this.cases.lock(ctx, id);
    const { version } = locked.record;
    if (expectedVersion != null && expectedVersion !== version) throw new CaseChanged(version);
    return locked;
  }

  /** @returns the case after the commands, all of them or none. @throws CaseRefused with every reason why not */
  async run(ctx: RequestContext, locked: LockedCase, ...commands: readonly CaseAct[]): Promise<LockedCase> {
    let present = locked;
    for (const act of commands) {
      const record = await this.step(ctx, present, act);
      present = { ...present, record };
    }
    return present;
  }

  private async step(ctx: RequestContext, locked: LockedCase, act: CaseAct): Promise<CaseRecord> {
    const decision = decideCase({ ...act, ...actOf(ctx) } as CaseCommand, locked.record, locked.policy.case);
    if (!decision.ok) throw new CaseRefused(decision.reasons);
    const after = await this.cases.append(ctx, locked, decision.events);
    await this.announcer.announce(ctx, locked, decision.events, { from: locked.record.state, state: after.state });
    return after;
  }

  /** Opens new cases, in as many statements as for one. */
  async openAll(ctx: RequestContext, cases: readonly CaseToOpen[]): Promise<void> {
    const opened = cases.flatMap(({ unopened, owner, confirmedAt, automatic }) => {
      const command: CaseCommand = { type: 'OPEN_CASE', owner, confirmedAt, ...actOf(ctx) };
      const decision = decideCase(command, unopened.record, unopened.policy.case);
      if (!decision.ok) throw new CaseRefused(decision.reasons);
      return decision.events.flatMap((event) => (event.type === 'CASE_OPENED' ? [{ unopened, event, automatic }] : []));
    });
    await this.cases.openAll(ctx, opened);
    await this.announcer.announceOpened(
      ctx,
      opened.map(({ unopened, event }) => ({ about: unopened, event })),
    );
  }
}

/** A case that is about to be opened. */
export interface CaseToOpen {
  readonly unopened: LockedCase;
  readonly owner: string;
  /** The moment from which its deadline counts. */
  readonly confirmedAt: string;
  readonly automatic: boolean;
}

/** Who acts and when, as the domain's commands want it. */
export function actOf(ctx: RequestContext): { readonly by: string; readonly at: string } {
  return { by: ctx.actor, at: ctx.now().toISOString() };
}

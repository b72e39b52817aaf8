import { isConfidentialCause, type RegressionCause, type StageState } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { StageService } from '../stages/stage.service.js';
import { StageStore } from '../stages/stage.store.js';
import { AlertCommands } from '../alerts/alert-commands.service.js';
import { openCauses } from './case-announcer.js';
import { actOf, CaseCommands } from './case-commands.js';
import type { CaseResolution } from './case.enums.js';
import { resolveInput, type ResolveCaseInput } from './case.inputs.js';
import type { WrittenCase } from './case.service.js';
import { causesOf, CaseStore, type LockedCase } from './case.store.js';
import { AlertNotRecovered, CaseRefused, WinBackRefused, WinBackUnderWay } from './cases.errors.js';
import { WinBackService } from './win-back.service.js';

/** How cases end. A lost relationship is ended by the stage workflow alone: this but proposes it there. */
@Injectable()
export class CaseResolutionService {
  constructor(
    @Inject(CaseCommands) private readonly commands: CaseCommands,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(AlertCommands) private readonly alerts: AlertCommands,
    @Inject(WinBackService) private readonly winBacks: WinBackService,
    @Inject(StageService) private readonly stages: StageService,
    @Inject(StageStore) private readonly stageStates: StageStore,
  ) {}

  /** @throws NotFound, CaseChanged, CaseRefused, AlertNotRecovered, WinBackUnderWay, StageRefused, Forbidden */
  async resolve(ctx: RequestContext, input: ResolveCaseInput): Promise<WrittenCase> {
    const { caseId: id, outcome, note, proposeEnd, endCause, expectedVersion } = parseInput(resolveInput, input);
    const ends = outcome === 'LOST' && proposeEnd !== false;
    // The account before its alert, as the evaluation locks them.
    const stage = ends ? await this.stageStates.lock(ctx, await this.cases.accountOf(ctx, id)) : null;
    const locked = await this.commands.lock(ctx, id, expectedVersion);
    await this.commands.run(ctx, locked, { type: 'RESOLVE_CASE', outcome, note });
    if (outcome === 'RECOVERED' && !BACK.includes(locked.alertState)) throw new AlertNotRecovered(locked.alertState);
    const rootCause = await this.endWinBack(ctx, locked, outcome);
    await this.triage(ctx, locked, outcome, note);
    const undecided = stage && (await this.proposeEnd(ctx, locked, stage, endCause ?? rootCause, note));
    // Until the end is decided, the alert stands for what was lost; see CaseEndings.
    if (!undecided)
      await this.alerts.carryOut(ctx, locked.alertId, { type: 'CONCLUDE_CASE', outcome, note, ...actOf(ctx) });
    return { id };
  }

  /** Who says how a case ended that was opened before anybody had confirmed its alert, also says what the alert was. */
  private async triage(
    ctx: RequestContext,
    { alertId, alertState }: LockedCase,
    outcome: CaseResolution,
    note: string,
  ): Promise<void> {
    if (alertState !== 'ALERT') return;
    const result = outcome === 'FALSE_ALARM' ? 'FALSE_ALARM' : 'CONFIRMED';
    await this.alerts.carryOut(ctx, alertId, { type: 'TRIAGE', result, note, ...actOf(ctx) });
  }

  /** @returns the cause it was to remove; null without a win-back, and where the cause turned out to be none */
  private async endWinBack(
    ctx: RequestContext,
    { id, record }: LockedCase,
    outcome: CaseResolution,
  ): Promise<RegressionCause | null> {
    const winBack = await this.winBacks.lockOfCase(ctx, id);
    if (!winBack) return null;
    if (winBack.record.state === 'ASSESSED') await this.winBacks.end(ctx, winBack, 'DROPPED');
    else if (outcome === 'FALSE_ALARM') throw new WinBackUnderWay();
    else await this.winBacks.end(ctx, winBack, outcome === 'RECOVERED' ? 'WON' : 'LOST');
    const rootCause = winBack.record.proposal?.rootCause;
    return rootCause !== undefined && causesOf(record).includes(rootCause) ? rootCause : null;
  }

  /** @returns whether the alert waits for what becomes of the relationship: its end is proposed, or has come */
  private async proposeEnd(
    ctx: RequestContext,
    { id, accountId, record }: LockedCase,
    { position, proposal }: StageState,
    named: RegressionCause | null,
    note: string,
  ): Promise<boolean> {
    demandPermission(ctx, 'stage.propose');
    if (position === 'ENDED') return true;
    if (proposal?.to === 'ENDED') {
      await this.cases.linkEndProposal(ctx, id, proposal.id);
      return true;
    }
    if (named !== null && isConfidentialCause(named)) throw new WinBackRefused([{ code: 'CAUSE_FOR_COMPLIANCE' }]);
    const cause = named ?? openCauses(causesOf(record))[0];
    if (cause === undefined) throw new CaseRefused([{ code: 'CAUSE_REQUIRED' }]);
    const proposed = await this.stages.propose(ctx, { accountId, to: 'ENDED', cause, note });
    await this.cases.linkEndProposal(ctx, id, proposed.id);
    return true;
  }
}

/** States of an alert in which orders and contacts are back inside their limits. */
const BACK: readonly string[] = ['RECOVERING', 'NORMAL'];

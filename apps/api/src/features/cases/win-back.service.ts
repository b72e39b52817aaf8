import {
  decideWinBack,
  INITIAL_WIN_BACK,
  type WinBackCommand,
  type WinBackEvent,
  type WinBackState,
  winBackProbability,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantCurrency } from '../../platform/context/tenant-currency.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { AlertCommands } from '../alerts/alert-commands.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { actOf, CaseCommands } from './case-commands.js';
import { causesOf } from './case.store.js';
import { CaseRefused, WinBackRefused } from './cases.errors.js';
import {
  assessInput,
  type AssessWinBackInput,
  type RecordWinBackStepInput,
  winBackArguments,
  winBackStepInput,
} from './win-back.inputs.js';
import { type LockedWinBack, WinBackStore } from './win-back.store.js';

/** What people do to win a customer back. */
@Injectable()
export class WinBackService {
  constructor(
    @Inject(WinBackStore) private readonly winBacks: WinBackStore,
    @Inject(CaseCommands) private readonly cases: CaseCommands,
    @Inject(AlertCommands) private readonly alerts: AlertCommands,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Weighs a plan, anew while it has not started. @throws NotFound, CaseRefused, WinBackRefused */
  async assess(ctx: RequestContext, input: AssessWinBackInput): Promise<{ readonly id: string }> {
    const {
      caseId,
      valueBasis,
      rootCauseFix,
      specialService = null,
      thirdParties,
      probability,
      ...plan
    } = parseInput(assessInput, input);
    const { accountId, record, policy } = await this.cases.lock(ctx, caseId);
    if (record.state === 'RESOLVED') throw new CaseRefused([{ code: 'CASE_CLOSED' }]);
    const present = await this.winBacks.lockOfCase(ctx, caseId);
    const winBack = present ?? { id: uuidv7(), caseId, accountId, record: INITIAL_WIN_BACK };
    const own = await this.winBacks.ownRecord(ctx, plan.rootCause);
    const event = decided(winBack, {
      type: 'ASSESS',
      recordedCauses: causesOf(record),
      proposal: {
        ...plan,
        probability: probability ?? winBackProbability(own.sameCause, own.allCauses, policy.document.case.winBackPrior),
        thirdParties: thirdParties ?? [],
      },
      ...actOf(ctx),
    });
    if (event.type !== 'ASSESSED') throw new TypeError('An assessment is one.');
    const currency = await tenantCurrency(ctx);
    const basis = { ...own, currency, valueBasis, rootCauseFix, specialService: specialService ?? null };
    const probabilitySource = probability == null ? ('OWN_RECORD' as const) : ('STATED' as const);
    await this.winBacks.assess(ctx, winBack, event, { ...basis, probabilitySource }, policy.version);
    const { decision, reasons, costMinor, expectedValueMinor, budgetCapMinor } = event.assessment;
    await this.announce(ctx, winBack, 'assessed', 'ASSESSED', {
      ...{ decision, reasons: reasons.map(({ code }) => code), rootCause: plan.rootCause, currency },
      ...{ costMinor: String(costMinor), budgetCapMinor: String(budgetCapMinor) },
      expectedValueMinor: expectedValueMinor === null ? null : String(expectedValueMinor),
    });
    return { id: winBack.id };
  }

  /** Also takes the alert into its win-back, which is reached through a crisis. @throws NotFound, WinBackRefused, AlertRefused */
  async start(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id } = parseArguments(winBackArguments, args);
    const { alertId, record } = await this.cases.lock(ctx, await this.winBacks.caseOf(ctx, id));
    if (record.state === 'RESOLVED') throw new CaseRefused([{ code: 'CASE_CLOSED' }]);
    const winBack = await this.winBacks.lock(ctx, id);
    const { proposal, assessment } = winBack.record;
    await this.append(ctx, winBack, { type: 'START', recordedCauses: causesOf(record), ...actOf(ctx) }, 'started', {
      budgetCapMinor: String(assessment?.budgetCapMinor),
      rootCause: proposal?.rootCause,
    });
    if (!proposal || !assessment) throw new WinBackRefused([{ code: 'NOT_ASSESSED' }]);
    const { decision, budgetCapMinor } = assessment;
    await this.alerts.carryOut(ctx, alertId, {
      ...{ type: 'START_WIN_BACK', assessment: { decision, budgetCapMinor }, causes: [proposal.rootCause] },
      ...actOf(ctx),
    });
    return { id };
  }

  /** @throws NotFound, WinBackRefused */
  async recordStep(ctx: RequestContext, input: RecordWinBackStepInput): Promise<{ readonly id: string }> {
    const { winBackId: id, kind, what, costMinor, thirdParty } = parseInput(winBackStepInput, input);
    await this.cases.lock(ctx, await this.winBacks.caseOf(ctx, id));
    const winBack = await this.winBacks.lock(ctx, id);
    const helper = thirdParty == null ? {} : { thirdParty };
    const command = { type: 'RECORD_STEP', kind, what, costMinor, ...helper, ...actOf(ctx) } as const;
    await this.append(ctx, winBack, command, 'step-recorded', { kind, what, costMinor: String(costMinor), ...helper });
    return { id };
  }

  /** The win-back of a case that the caller has locked; undefined without one. */
  lockOfCase(ctx: RequestContext, caseId: string): Promise<LockedWinBack | undefined> {
    return this.winBacks.lockOfCase(ctx, caseId);
  }

  async end(
    ctx: RequestContext,
    winBack: LockedWinBack,
    outcome: Extract<WinBackState, 'WON' | 'LOST' | 'DROPPED'>,
  ): Promise<void> {
    await this.append(ctx, winBack, { type: 'END', outcome, ...actOf(ctx) }, 'ended', { outcome });
  }

  private async append(
    ctx: RequestContext,
    winBack: LockedWinBack,
    command: WinBackCommand,
    action: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { version } = await this.policies.current(ctx);
    const { state } = await this.winBacks.append(ctx, winBack, decided(winBack, command), version);
    await this.announce(ctx, winBack, action, String(state), detail);
  }

  private async announce(
    ctx: RequestContext,
    { id, caseId, accountId, record: { state: from } }: LockedWinBack,
    action: string,
    state: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.recordForAccount(ctx, {
      ...{ accountId, action, entity: 'win-back', entityId: id },
      detail: { caseId, ...detail },
    });
    await this.outbox.publish(ctx, 'win-back.changed', { winBackId: id, caseId, from, state }, { accountId });
  }
}

/** The one event that follows from a command. @throws WinBackRefused */
function decided({ record }: LockedWinBack, command: WinBackCommand): WinBackEvent {
  const decision = decideWinBack(command, record);
  if (!decision.ok) throw new WinBackRefused(decision.reasons);
  return decision.events[0] as WinBackEvent;
}

import {
  dateInZone,
  dateOfEpochDay,
  epochDay,
  type IsoDate,
  type PlanAction,
  type PlannedPlay,
  type PlanSpan,
  planYear,
  type PlayTemplate,
  unmetGuards,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { PlaybookService } from '../plays/playbook.service.js';
import { PlayUnknown } from '../plays/plays.errors.js';
import { PolicyService } from '../policies/policy.service.js';
import { StaffService } from '../staff/staff.service.js';
import type { WrittenPlan } from './account-plan.service.js';
import { AccountPlanStore, type StoredPlan } from './account-plan.store.js';
import { PlanCommands } from './plan-commands.js';
import {
  addPlayInput,
  type AddPlanPlayInput,
  assignArguments,
  investInput,
  type InvestInPlanPlayInput,
  notedArguments,
  postponeArguments,
} from './plan.inputs.js';
import { PlanOwnerNotFound, PlayGuardUnmet } from './plans.errors.js';
import { PlaySituations } from './play-situations.service.js';

type Asked = z.output<typeof addPlayInput>;

/** What people do with the plays of a plan, and with their actions. */
@Injectable()
export class PlanPlayService {
  constructor(
    @Inject(AccountPlanStore) private readonly store: AccountPlanStore,
    @Inject(PlanCommands) private readonly commands: PlanCommands,
    @Inject(PlaybookService) private readonly playbook: PlaybookService,
    @Inject(PlaySituations) private readonly situations: PlaySituations,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** @throws NotFound, PlayUnknown, PlayGuardUnmet, PlanOwnerNotFound, PlanRefused */
  async add(ctx: RequestContext, input: AddPlanPlayInput): Promise<WrittenPlan> {
    const asked = parseInput(addPlayInput, input);
    const plan = await this.store.lock(ctx, asked.planId);
    const offered = (await this.playbook.offered(ctx)).find(({ template }) => template.code === asked.playCode);
    if (!offered) throw new PlayUnknown(['input', 'playCode']);
    const span = await this.spanOf(ctx, plan, asked.startsOn);
    const play = playOf(offered.template, asked, span);
    const owners = [play.owner, ...play.actions.map(({ owner }) => owner)].filter((owner) => owner !== '');
    await this.requireOwners(ctx, owners, plan.accountId, ['input', 'ownerId']);
    const unmet = unmetGuards(offered.template, {
      ...(await this.situations.guardFacts(ctx, plan.accountId)),
      ...(asked.ourPerceived == null ? {} : { ourPerceived: asked.ourPerceived }),
      ...(asked.newExpectation == null ? {} : { newExpectation: asked.newExpectation }),
    });
    // A play that nobody owns is refused before anything is asked about it.
    if (unmet.length > 0 && play.owner !== '') throw new PlayGuardUnmet(unmet);
    await this.commands.run(ctx, plan, { type: 'ADD_PLAY', play });
    return { id: plan.id };
  }

  /** @throws NotFound, PlanOwnerNotFound, PlanRefused */
  async assign(ctx: RequestContext, args: unknown): Promise<WrittenPlan> {
    const { id: playId, ownerId: owner } = parseArguments(assignArguments, args);
    const plan = await this.store.lock(ctx, await this.store.ofPlay(ctx, playId));
    await this.requireOwners(ctx, [owner], plan.accountId, ['ownerId']);
    await this.commands.run(ctx, plan, { type: 'ASSIGN_PLAY', playId, owner });
    return { id: plan.id };
  }

  /** @throws NotFound, PlanRefused */
  async end(ctx: RequestContext, type: 'COMPLETE_PLAY' | 'DROP_PLAY', args: unknown): Promise<WrittenPlan> {
    const { id: playId, note } = parseArguments(notedArguments, args);
    const plan = await this.store.lock(ctx, await this.store.ofPlay(ctx, playId));
    await this.commands.run(ctx, plan, { type, playId, note });
    return { id: plan.id };
  }

  /** @throws NotFound, PlanRefused */
  async invest(ctx: RequestContext, input: InvestInPlanPlayInput): Promise<WrittenPlan> {
    const { playId, amountMinor, note } = parseInput(investInput, input);
    const plan = await this.store.lock(ctx, await this.store.ofPlay(ctx, playId));
    await this.commands.run(ctx, plan, { type: 'INVEST', playId, amountMinor, note });
    return { id: plan.id };
  }

  /** @throws NotFound, PlanOwnerNotFound, PlanRefused */
  async assignAction(ctx: RequestContext, args: unknown): Promise<WrittenPlan> {
    const { id: actionId, ownerId: owner } = parseArguments(assignArguments, args);
    const { planId } = await this.store.ofAction(ctx, actionId);
    const plan = await this.store.lock(ctx, planId);
    await this.requireOwners(ctx, [owner], plan.accountId, ['ownerId']);
    await this.commands.run(ctx, plan, { type: 'ASSIGN_ACTION', actionId, owner });
    return { id: actionId };
  }

  /** By its owner, or by whoever writes plans. @throws NotFound, Forbidden, PlanRefused */
  async postponeAction(ctx: RequestContext, args: unknown): Promise<WrittenPlan> {
    const { id: actionId, dueOn, note } = parseArguments(postponeArguments, args);
    const plan = await this.ownPlan(ctx, actionId);
    await this.commands.run(ctx, plan, { type: 'POSTPONE_ACTION', actionId, dueOn, note });
    return { id: actionId };
  }

  /** By its owner, or by whoever writes plans. @throws NotFound, Forbidden, PlanRefused */
  async endAction(ctx: RequestContext, type: 'COMPLETE_ACTION' | 'DROP_ACTION', args: unknown): Promise<WrittenPlan> {
    const { id: actionId, note } = parseArguments(notedArguments, args);
    const plan = await this.ownPlan(ctx, actionId);
    await this.commands.run(ctx, plan, { type, actionId, note });
    return { id: actionId };
  }

  /** Whose an action is is asked once more behind the lock: it may have been handed on meanwhile. */
  private async ownPlan(ctx: RequestContext, actionId: string): Promise<StoredPlan> {
    const { planId } = await this.store.ofAction(ctx, actionId);
    const plan = await this.store.lock(ctx, planId);
    const { ownerId } = await this.store.ofAction(ctx, actionId);
    if (ownerId !== ctx.staff.staffId) demandPermission(ctx, 'plan.write');
    return plan;
  }

  private async requireOwners(
    ctx: RequestContext,
    ids: readonly string[],
    accountId: string,
    path: readonly string[],
  ): Promise<void> {
    const seeing = await this.staff.whoSee(ctx, ids, accountId);
    if (ids.some((id) => !seeing.has(id))) throw new PlanOwnerNotFound(path);
  }

  /** From which day the days of a play count, and the last day of the plan. */
  private async spanOf(
    ctx: RequestContext,
    { record }: StoredPlan,
    asked: IsoDate | null | undefined,
  ): Promise<PlanSpan> {
    const { timeZone } = await this.policies.current(ctx);
    const today = dateInZone(ctx.now().toISOString(), zoneOf(timeZone));
    const { from, to } = planYear(record.outline?.startsOn ?? today);
    return { from: asked ?? (from > today ? from : today), to };
  }
}

/**
 * The play that a plan copies of a template, with what was chosen otherwise. It is due with the last of its actions, of which
 * those that nobody gave another day are due within the plan.
 * @throws InputInvalid for an action that the play does not have
 */
function playOf(template: PlayTemplate, asked: Asked, { from, to }: PlanSpan): PlannedPlay {
  const choices = new Map((asked.actions ?? []).map((choice) => [choice.code, choice]));
  for (const { code } of template.actions) choices.delete(code);
  const [unknown] = choices.keys();
  if (unknown !== undefined) {
    const message = `The play has no action ${unknown}.`;
    throw new InputInvalid([{ path: ['input', 'actions'], code: 'ACTION_UNKNOWN', message }]);
  }
  const owner = asked.ownerId ?? '';
  const actions = template.actions.map(({ code, text, dueDays }): PlanAction => {
    const choice = asked.actions?.find((each) => each.code === code);
    const usual = dateOfEpochDay(epochDay(from) + dueDays);
    const dueOn = choice?.dueOn ?? (usual < to ? usual : to);
    return { id: uuidv7(), code, text, owner: choice?.ownerId ?? owner, dueOn };
  });
  const dueOn = actions.map((action) => action.dueOn).reduce((last, day) => (day > last ? day : last));
  const budgetMinor = asked.budgetMinor ?? 0n;
  return { id: uuidv7(), playCode: template.code, name: template.name, owner, dueOn, budgetMinor, actions };
}

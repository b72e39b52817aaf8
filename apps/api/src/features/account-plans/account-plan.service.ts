import { type AccountPlanGoal, type AccountPlanRecord, INITIAL_ACCOUNT_PLAN, type Stage } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantCurrency } from '../../platform/context/tenant-currency.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import type { Account } from '../accounts/account.entity.js';
import { AccountService } from '../accounts/account.service.js';
import { ValueMoveStore } from '../value/value-move.store.js';
import { AccountPlanStore, goalStage, type StoredPlan } from './account-plan.store.js';
import { PlanCommands } from './plan-commands.js';
import type { PlanGoalCode } from './plan.enums.js';
import {
  approveArguments,
  capArguments,
  createInput,
  type CreateAccountPlanInput,
  notedArguments,
  planArguments,
  reviewInput,
  reviseInput,
  type ReviewPlanQuarterInput,
  type ReviseAccountPlanInput,
} from './plan.inputs.js';
import { AccountNotPlannable, PlanChanged, PlanOverlaps } from './plans.errors.js';

/** The plan that a command has changed. */
export interface WrittenPlan {
  readonly id: string;
}

/** What people do with plans as a whole. */
@Injectable()
export class AccountPlanService {
  constructor(
    @Inject(AccountPlanStore) private readonly store: AccountPlanStore,
    @Inject(PlanCommands) private readonly commands: PlanCommands,
    @Inject(ValueMoveStore) private readonly moves: ValueMoveStore,
    @Inject(AccountService) private readonly accounts: AccountService,
  ) {}

  /** @throws NotFound, AccountNotPlannable, PlanOverlaps, PlanRefused */
  async create(ctx: RequestContext, input: CreateAccountPlanInput): Promise<WrittenPlan> {
    const { accountId, startsOn, objective, capMinor, ...said } = parseInput(createInput, input);
    const stage = plannable(await this.accounts.lockVisible(ctx, accountId));
    const other = await this.store.overlapping(ctx, accountId, startsOn);
    if (other !== undefined) throw new PlanOverlaps(other);
    const plan = { id: uuidv7(), accountId, record: INITIAL_ACCOUNT_PLAN };
    const currency = await tenantCurrency(ctx);
    await this.commands.run(ctx, plan, {
      type: 'DRAFT_PLAN',
      outline: { accountId, startsOn, stage, goal: goalOf(said), objective, capMinor, currency },
      ...(await this.ceiling(ctx, accountId)),
    });
    return { id: plan.id };
  }

  /** @throws NotFound, PlanRefused */
  async revise(ctx: RequestContext, input: ReviseAccountPlanInput): Promise<WrittenPlan> {
    const { id, goal, goalStage: aim, goalBy, objective, capMinor } = parseInput(reviseInput, input);
    const plan = await this.lock(ctx, id);
    const { outline } = plan.record;
    const stage = plannable(await this.accounts.lockVisible(ctx, plan.accountId));
    await this.commands.run(ctx, plan, {
      type: 'REVISE_PLAN',
      outline: {
        ...outline,
        stage,
        ...(goal != null && aim != null ? { goal: goalOf({ goal, goalStage: aim, goalBy }) } : {}),
        ...(objective == null ? {} : { objective }),
        ...(capMinor == null ? {} : { capMinor }),
      },
      ...(await this.ceiling(ctx, plan.accountId)),
    });
    return { id };
  }

  /** @throws NotFound, PlanRefused */
  async submit(ctx: RequestContext, args: unknown): Promise<WrittenPlan> {
    const { id } = parseArguments(planArguments, args);
    await this.commands.run(ctx, await this.lock(ctx, id), { type: 'SUBMIT_PLAN' });
    return { id };
  }

  /** The stage that the plan aims at becomes the account's target. @throws NotFound, PlanChanged, PlanRefused */
  async approve(ctx: RequestContext, args: unknown): Promise<WrittenPlan> {
    const { id, expectedVersion } = parseArguments(approveArguments, args);
    const plan = await this.lock(ctx, id);
    const { version } = plan.record;
    if (expectedVersion != null && expectedVersion !== version) throw new PlanChanged(version);
    const ceiling = await this.ceiling(ctx, plan.accountId);
    const record = await this.commands.run(ctx, plan, { type: 'APPROVE_PLAN', ...ceiling });
    await this.aim(ctx, plan.accountId, record);
    return { id };
  }

  /** @throws NotFound, PlanRefused */
  async end(
    ctx: RequestContext,
    type: 'RETURN_PLAN' | 'WITHDRAW_PLAN' | 'CLOSE_PLAN',
    args: unknown,
  ): Promise<WrittenPlan> {
    const { id, note } = parseArguments(notedArguments, args);
    await this.commands.run(ctx, await this.lock(ctx, id), { type, note });
    return { id };
  }

  /** @throws NotFound, PlanRefused */
  async changeCap(ctx: RequestContext, args: unknown): Promise<WrittenPlan> {
    const { id, capMinor, note } = parseArguments(capArguments, args);
    const plan = await this.lock(ctx, id);
    const ceiling = await this.ceiling(ctx, plan.accountId);
    await this.commands.run(ctx, plan, { type: 'CHANGE_CAP', capMinor, note, ...ceiling });
    return { id };
  }

  /** @throws NotFound, AccountNotPlannable, PlanRefused */
  async review(ctx: RequestContext, input: ReviewPlanQuarterInput): Promise<WrittenPlan> {
    const { planId: id, quarter, note, ...said } = parseInput(reviewInput, input);
    const plan = await this.lock(ctx, id);
    const stage = plannable(await this.accounts.lockVisible(ctx, plan.accountId));
    const review = { quarter, stage, goal: goalOf(said), note };
    const record = await this.commands.run(ctx, plan, { type: 'REVIEW_QUARTER', review });
    await this.aim(ctx, plan.accountId, record);
    return { id };
  }

  private async lock(ctx: RequestContext, id: string): Promise<StoredPlan & { readonly record: DraftedPlan }> {
    return (await this.store.lock(ctx, id)) as StoredPlan & { readonly record: DraftedPlan };
  }

  private async ceiling(ctx: RequestContext, accountId: string) {
    const ceilingMinor = await this.moves.ceilingOf(ctx, accountId);
    return ceilingMinor === undefined ? {} : { ceilingMinor };
  }

  private async aim(ctx: RequestContext, accountId: string, { outline }: AccountPlanRecord): Promise<void> {
    if (outline === null) return;
    const { version } = await this.accounts.requireVisible(ctx, accountId);
    await this.accounts.update(ctx, accountId, version, { targetStage: goalStage(outline) });
  }
}

/** What is in the database has been drafted. */
type DraftedPlan = AccountPlanRecord & { readonly outline: NonNullable<AccountPlanRecord['outline']> };

function plannable({ stage: position }: Pick<Account, 'stage'>): Stage {
  if (position === null) throw new AccountNotPlannable('NOT_OPENED');
  if (position === 'ENDED') throw new AccountNotPlannable('RELATIONSHIP_ENDED');
  return position;
}

function goalOf({
  goal,
  goalStage: aim,
  goalBy,
}: {
  readonly goal: PlanGoalCode;
  readonly goalStage: Stage;
  readonly goalBy?: string | null | undefined;
}): AccountPlanGoal {
  if (goal === 'HOLD') return { goal, at: aim };
  return goalBy == null ? { goal, to: aim } : { goal, to: aim, by: goalBy };
}

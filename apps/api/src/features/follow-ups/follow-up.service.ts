import { type FollowUpCommand, followUpFaults } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { PromotionUptakeService } from '../promotions/promotion-uptake.service.js';
import { StaffService } from '../staff/staff.service.js';
import { FollowUpOwnerNotFound, FollowUpRefused, PromotionOutsideSeason } from './follow-up.errors.js';
import {
  assignArguments,
  completeInput,
  type CompleteFollowUpInput,
  dropArguments,
  postponeArguments,
} from './follow-up.inputs.js';
import { FollowUpStore, type StoredFollowUp } from './follow-up.store.js';

/** The follow-up that a command has changed. */
export interface WrittenFollowUp {
  readonly id: string;
}

/** What people do with follow-ups. Each method inside a transaction. */
@Injectable()
export class FollowUpService {
  constructor(
    @Inject(FollowUpStore) private readonly store: FollowUpStore,
    @Inject(LedgerService) private readonly ledger: LedgerService,
    @Inject(PromotionUptakeService) private readonly uptakes: PromotionUptakeService,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /**
   * By its owner, by anybody where it is nobody's, or by whoever writes plans; with the contact in which it was done and,
   * of a season, the promotion that was agreed on.
   * @throws InputInvalid, NotFound, Forbidden, FollowUpRefused, PromotionOutsideSeason, and what recording a touch throws
   */
  async complete(ctx: RequestContext, input: CompleteFollowUpInput): Promise<WrittenFollowUp> {
    const { id, note, touch, promotionId } = parseInput(completeInput, input);
    const task = await this.lockOwn(ctx, id, { type: 'COMPLETE', note });
    if (promotionId != null) await this.agree(ctx, task, promotionId);
    const touchId = touch == null ? null : await this.record(ctx, task, touch);
    await this.store.end(ctx, id, { status: 'DONE', result: note, touchId, promotionId: promotionId ?? null });
    return this.tell(ctx, task, 'completed', { note, touchId, promotionId: promotionId ?? null });
  }

  /** By the same people. @throws InputInvalid, NotFound, Forbidden, FollowUpRefused */
  async drop(ctx: RequestContext, args: unknown): Promise<WrittenFollowUp> {
    const { id, note } = parseArguments(dropArguments, args);
    const task = await this.lockOwn(ctx, id, { type: 'DROP', note });
    await this.store.end(ctx, id, { status: 'DROPPED', result: note });
    return this.tell(ctx, task, 'dropped', { note });
  }

  /** By the same people. @throws InputInvalid, NotFound, Forbidden, FollowUpRefused */
  async postpone(ctx: RequestContext, args: unknown): Promise<WrittenFollowUp> {
    const { id, dueOn, note } = parseArguments(postponeArguments, args);
    const task = await this.lockOwn(ctx, id, { type: 'POSTPONE', dueOn, note });
    await this.store.postpone(ctx, id, dueOn);
    return this.tell(ctx, task, 'postponed', { dueOn, note });
  }

  /** @throws InputInvalid, NotFound, FollowUpOwnerNotFound, FollowUpRefused */
  async assign(ctx: RequestContext, args: unknown): Promise<WrittenFollowUp> {
    const { id, ownerId } = parseArguments(assignArguments, args);
    const task = await this.lock(ctx, id, { type: 'ASSIGN', ownerId });
    if (!(await this.staff.whoSee(ctx, [ownerId], task.accountId)).has(ownerId)) throw new FollowUpOwnerNotFound();
    await this.store.assign(ctx, id, ownerId);
    return this.tell(ctx, task, 'assigned', { ownerId });
  }

  private async lockOwn(ctx: RequestContext, id: string, command: FollowUpCommand): Promise<StoredFollowUp> {
    const task = await this.lock(ctx, id, command);
    if (task.ownerId !== null && task.ownerId !== ctx.staff.staffId) demandPermission(ctx, 'plan.write');
    return task;
  }

  private async lock(ctx: RequestContext, id: string, command: FollowUpCommand): Promise<StoredFollowUp> {
    const task = await this.store.lock(ctx, id);
    const faults = followUpFaults(command, task);
    if (faults.length > 0) throw new FollowUpRefused(faults);
    return task;
  }

  private async agree(ctx: RequestContext, task: StoredFollowUp, promotionId: string): Promise<void> {
    demandPermission(ctx, 'account.write');
    const { accountId, onDay: from, untilDay: to } = task;
    if (to === null) {
      throw new InputInvalid([{ path: ['input', 'promotionId'], code: 'NOT_ALLOWED', message: 'only of SEASON' }]);
    }
    const { startsOn, endsOn } = await this.uptakes.ensure(ctx, { promotionId, accountId });
    if (startsOn > to || endsOn < from) throw new PromotionOutsideSeason();
  }

  private async record(ctx: RequestContext, { accountId }: StoredFollowUp, touch: object): Promise<string> {
    demandPermission(ctx, 'ledger.write');
    try {
      return (await this.ledger.record(ctx, 'TOUCH', { ...touch, accountId })).id;
    } catch (error) {
      if (!(error instanceof InputInvalid)) throw error;
      // The ledger calls it its input; here it is a part of one.
      throw new InputInvalid(
        error.reasons.map((why) => ({ ...why, path: ['input', 'touch', ...(why.path?.slice(1) ?? [])] })),
      );
    }
  }

  private async tell(
    ctx: RequestContext,
    { id, accountId, kind, onDay }: StoredFollowUp,
    action: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<WrittenFollowUp> {
    const about = { accountId, action, entity: 'follow-up', entityId: id } as const;
    await this.audit.recordForAccount(ctx, { ...about, detail: { kind, onDay, ...detail } });
    return { id };
  }
}

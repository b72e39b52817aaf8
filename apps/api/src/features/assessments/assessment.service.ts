import { daysBetween } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid, NotFound } from '../../platform/errors/domain-error.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { DeliveryPerformanceService } from '../deliveries/delivery-performance.service.js';
import { AccountLevels } from './account-levels.service.js';
import { AssessmentAskers } from './assessment-askers.service.js';
import { AssessmentCommands } from './assessment-commands.js';
import { AssessmentRaters } from './assessment-raters.service.js';
import { AssessmentRefused, NobodyOutstanding } from './assessment.errors.js';
import {
  noteArguments,
  openInput,
  type OpenAssessmentRoundInput,
  publishArguments,
  roundArguments,
} from './assessment.inputs.js';
import { answersArguments, sheetOf } from './assessment-sheet.input.js';
import { AssessmentStore, isAnswering } from './assessment.store.js';

/** A round that takes longer rates more than one relationship. */
const LONGEST_DAYS = 90;
const TOO_FAR = { path: ['input', 'deadline'], code: 'TOO_FAR', message: `must be within ${LONGEST_DAYS} days` };

/** The round that a command has changed. */
export interface WrittenRound {
  readonly id: string;
}

/** What staff do with rounds of assessment. */
@Injectable()
export class AssessmentService {
  constructor(
    @Inject(AssessmentStore) private readonly store: AssessmentStore,
    @Inject(AssessmentCommands) private readonly commands: AssessmentCommands,
    @Inject(AssessmentRaters) private readonly raters: AssessmentRaters,
    @Inject(AssessmentAskers) private readonly askers: AssessmentAskers,
    @Inject(AccountLevels) private readonly levels: AccountLevels,
    @Inject(DeliveryPerformanceService) private readonly deliveries: DeliveryPerformanceService,
  ) {}

  /** @throws NotFound, Forbidden, RaterRefused, RoundUnderWay, AssessmentRefused */
  async open(ctx: RequestContext, input: OpenAssessmentRoundInput): Promise<WrittenRound> {
    const asked = parseInput(openInput, input);
    const { accountId, form, deadline, accountContactIds } = asked;
    if (daysBetween(todayOf(ctx), deadline) > LONGEST_DAYS) throw new InputInvalid([TOO_FAR]);
    const seen = await ctx.unit.first(tenantSql`
      select from account a where a.tenant_id = ${TENANT} and a.id = ${accountId} and ${visibleAccount(ctx, 'a.id')}`);
    if (!seen) throw new NotFound('Account');
    // A link lets its reader into the portal.
    if (accountContactIds.length > 0) demandPermission(ctx, 'portal.invite');
    const raters = await this.raters.named(ctx, asked);
    const hasOrdered = await this.levels.hasOrdered(ctx, accountId, todayOf(ctx));
    const round = await this.commands.open(ctx, accountId, { form, deadline, hasOrdered }, raters);
    await this.askers.ask(ctx, round);
    return { id: round.id };
  }

  /** Hands in the caller's own sheet. @throws NotFound, AssessmentRefused */
  async submit(ctx: RequestContext, args: unknown): Promise<WrittenRound> {
    const { id, answers } = parseArguments(answersArguments, args);
    const locked = await this.store.lock(ctx, id);
    const raterId = (await this.store.ratersOfStaff(ctx, [id], ctx.staff.staffId)).get(id);
    if (raterId === undefined) throw new AssessmentRefused([{ code: 'NOT_INVITED' }]);
    await this.commands.run(ctx, locked, { type: 'SUBMIT', ...sheetOf(answers) }, raterId);
    return { id };
  }

  /** @throws NotFound, NobodyOutstanding */
  async remind(ctx: RequestContext, args: unknown): Promise<WrittenRound> {
    const { id } = parseArguments(roundArguments, args);
    const locked = await this.store.lock(ctx, id);
    const raters = isAnswering(locked, ctx.now()) ? await this.store.outstanding(ctx, id) : [];
    if (raters.length === 0) throw new NobodyOutstanding();
    if (raters.some(({ accountContactId }) => accountContactId !== null)) demandPermission(ctx, 'portal.invite');
    await this.askers.remind(ctx, locked, raters);
    return { id };
  }

  /** @throws NotFound, AssessmentRefused */
  async close(ctx: RequestContext, args: unknown): Promise<WrittenRound> {
    const { id } = parseArguments(roundArguments, args);
    return this.commands.run(ctx, await this.store.lock(ctx, id), { type: 'CLOSE' });
  }

  /** @throws NotFound, AssessmentRefused */
  async reconcile(ctx: RequestContext, args: unknown): Promise<WrittenRound> {
    const { id, note } = parseArguments(noteArguments, args);
    return this.commands.run(ctx, await this.store.lock(ctx, id), { type: 'RECONCILE', note });
  }

  /** With deliveries on time in full as measured today. @throws NotFound, AssessmentRefused */
  async publish(ctx: RequestContext, args: unknown): Promise<WrittenRound> {
    const { id, overrideCap } = parseArguments(publishArguments, args);
    const locked = await this.store.lock(ctx, id);
    const measured = await this.deliveries.onTimeInFull(ctx, [locked.accountId], todayOf(ctx));
    const otif = measured.get(locked.accountId) ?? null;
    return this.commands.run(ctx, locked, {
      type: 'PUBLISH',
      otif,
      ...(overrideCap == null ? {} : { overrideCap }),
    });
  }

  /** @throws NotFound, AssessmentRefused */
  async cancel(ctx: RequestContext, args: unknown): Promise<WrittenRound> {
    const { id, note } = parseArguments(noteArguments, args);
    return this.commands.run(ctx, await this.store.lock(ctx, id), { type: 'CANCEL', note });
  }
}

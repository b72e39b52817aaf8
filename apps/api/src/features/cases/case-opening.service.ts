import { INITIAL_CASE } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AccountService } from '../accounts/account.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { StaffService } from '../staff/staff.service.js';
import { CaseCommands } from './case-commands.js';

/** The alert a case is opened for. */
export interface CaseOccasion {
  readonly alertId: string;
  readonly accountId: string;
  readonly alertState: string;
  /** The moment from which its deadline counts: the confirmation, or the sudden stop. */
  readonly confirmedAt: string;
  /** Opened by Mortise itself, before anybody has looked. */
  readonly automatic: boolean;
}

/** Opens cases: one per alert. */
@Injectable()
export class CaseOpeningService {
  constructor(
    @Inject(CaseCommands) private readonly commands: CaseCommands,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /**
   * Opens the case of an alert that has none. Inside the transaction that holds the alert. It belongs to the account's
   * owner, else to whoever acts.
   * @returns the case; null where nobody could own it
   */
  async openFor(ctx: RequestContext, occasion: CaseOccasion): Promise<{ readonly id: string } | null> {
    const { alertId, accountId, alertState, confirmedAt, automatic } = occasion;
    const owner = await this.ownerOf(ctx, accountId);
    if (owner === null) return null;
    const id = uuidv7();
    const policy = await this.policies.current(ctx);
    const unopened = { id, accountId, alertId, alertState, record: INITIAL_CASE, policy };
    await this.commands.open(ctx, unopened, { owner, confirmedAt, automatic });
    return { id };
  }

  private async ownerOf(ctx: RequestContext, accountId: string): Promise<string | null> {
    const { ownerId } = await this.accounts.stored(ctx, accountId);
    const owner = ownerId === null ? undefined : (await this.staff.byIds(ctx, [ownerId])).get(ownerId);
    if (owner && owner.disabledAt === null) return owner.id;
    return ctx.principal.kind === 'STAFF' ? ctx.principal.staffId : null;
  }
}

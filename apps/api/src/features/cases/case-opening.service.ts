import { INITIAL_CASE } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AccountService } from '../accounts/account.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { StaffService } from '../staff/staff.service.js';
import { CaseCommands, type CaseToOpen } from './case-commands.js';

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
   * Opens the cases of alerts that have none, in as many statements as for one. Inside the transaction that holds the
   * alerts. A case belongs to its account's owner, else to whoever acts; where nobody could own it there is none.
   */
  async openAll(ctx: RequestContext, occasions: readonly CaseOccasion[]): Promise<void> {
    if (occasions.length === 0) return;
    const ownerOf = await this.owners(ctx, occasions);
    const policy = await this.policies.current(ctx);
    const opened = occasions.flatMap(({ alertId, accountId, alertState, confirmedAt, automatic }): CaseToOpen[] => {
      const owner = ownerOf(accountId);
      if (owner === null) return [];
      const unopened = { id: uuidv7(), accountId, alertId, alertState, record: INITIAL_CASE, policy };
      return [{ unopened, owner, confirmedAt, automatic }];
    });
    await this.commands.openAll(ctx, opened);
  }

  private async owners(
    ctx: RequestContext,
    occasions: readonly CaseOccasion[],
  ): Promise<(accountId: string) => string | null> {
    const accounts = await this.accounts.byIds(
      ctx,
      occasions.map(({ accountId }) => accountId),
    );
    const ids = new Set([...accounts.values()].flatMap(({ ownerId }) => ownerId ?? []));
    const staff = ids.size === 0 ? new Map<string, never>() : await this.staff.byIds(ctx, [...ids]);
    const acting = ctx.principal.kind === 'STAFF' ? ctx.principal.staffId : null;
    return (accountId) => {
      const owner = staff.get(accounts.get(accountId)?.ownerId ?? '');
      return owner && owner.disabledAt === null ? owner.id : acting;
    };
  }
}

import { decideMove, evolveMove, type MoveCommand } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { isRowId, line, note, parseArguments } from '../../platform/errors/input-schemas.js';
import { AccountService } from '../accounts/account.service.js';
import { ValueBasisService } from './value-basis.service.js';
import { MoveRefused } from './value-move.errors.js';
import { type StoredMove, ValueMoveStore } from './value-move.store.js';

const decisionArguments = z.object({ note: note(2_000).nullish() });
const checkArguments = z.object({ openObligations: z.array(line(300)).max(50) });

/** People decide about the moves that value speaks for. */
@Injectable()
export class ValueMoveService {
  constructor(
    @Inject(ValueMoveStore) private readonly moves: ValueMoveStore,
    @Inject(ValueBasisService) private readonly bases: ValueBasisService,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** @throws InputInvalid @throws NotFound @throws MoveRefused */
  checkObligations(ctx: RequestContext, id: string, args: { readonly openObligations: readonly string[] }) {
    const { openObligations: open } = parseArguments(checkArguments, args);
    return this.run(ctx, id, 'obligations-checked', (act) => ({ ...act, type: 'CHECK_OBLIGATIONS', open }));
  }

  /**
   * Approves a move, which sets the account's target stage where it aims at one, or rejects it.
   * @throws InputInvalid @throws NotFound @throws Forbidden @throws MoveRefused
   */
  async decide(ctx: RequestContext, id: string, approve: boolean, args: { readonly note?: string | null | undefined }) {
    const { note: why } = parseArguments(decisionArguments, args);
    const decided = await this.run(ctx, id, approve ? 'approved' : 'rejected', (act, { standing }) => {
      // Parting with a customer is an executive's to approve.
      if (approve && standing.proposal?.move === 'CULL') demandPermission(ctx, 'stage.approve.executive');
      return approve ? { ...act, type: 'APPROVE_MOVE' } : { ...act, type: 'REJECT_MOVE', note: why ?? '' };
    });
    const { proposal } = decided.standing;
    if (approve && proposal && proposal.targetStage !== 'ENDED') {
      const { version } = await this.accounts.requireVisible(ctx, decided.accountId);
      await this.accounts.update(ctx, decided.accountId, version, { targetStage: proposal.targetStage });
    }
    return { id: decided.id };
  }

  private async run(
    ctx: RequestContext,
    id: string,
    action: string,
    command: (act: Pick<MoveCommand, 'by' | 'at'>, stored: StoredMove) => MoveCommand,
  ): Promise<StoredMove> {
    const stored = isRowId(id) ? await this.moves.lock(ctx, id.toLowerCase()) : null;
    if (!stored) throw new NotFound('Value move');
    const kind = ctx.principal.kind === 'STAFF' ? 'PERSON' : 'SYSTEM';
    const act = { by: { id: ctx.actor, kind }, at: ctx.now().toISOString() } as const;
    const decision = decideMove(command(act, stored), stored.standing);
    if (!decision.ok) throw new MoveRefused(decision.reasons);
    const standing = decision.events.reduce(evolveMove, stored.standing);
    const { currency } = await this.bases.of(ctx);
    const next = { ...stored, standing };
    await this.moves.save(ctx, currency, [{ stored: next, events: decision.events }]);
    const detail = { move: standing.proposal?.move, targetStage: standing.proposal?.targetStage };
    const about = { accountId: stored.accountId, entity: 'value-move', entityId: stored.id } as const;
    await this.audit.recordForAccount(ctx, { ...about, action, detail });
    return next;
  }
}

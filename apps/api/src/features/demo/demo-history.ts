import { addMonthsToDate, criterionTraits, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { StageEvidenceService } from '../stages/stage-evidence.service.js';
import { StageProposalStore } from '../stages/stage-proposal.store.js';
import { StageService } from '../stages/stage.service.js';
import { StageStore } from '../stages/stage.store.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';
import { DEMO_ACCOUNTS } from './demo-accounts.data.js';
import type { DemoAccount, DemoMove } from './demo.data.js';

/** Takes the demo's accounts through the stage transitions of the past, each on its day, by its people, through its gate. */
export async function playHistory(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  for (const account of DEMO_ACCOUNTS) {
    const { history, proposal } = await take(StageStore).lock(ctx, directory.account(account.key));
    if (history.length > 1 || !account.moves) continue;
    // Left by an evaluation between a killed start and this one; the past has to be told first.
    if (proposal !== null) await take(StageService).withdraw(ctx, { id: proposal.id });
    for (const move of account.moves) await playMove(ctx, take, directory, account, move, today);
  }
}

async function playMove(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  { key }: DemoAccount,
  move: DemoMove,
  today: IsoDate,
): Promise<void> {
  const day = typeof move.when === 'number' ? addMonthsToDate(today, -move.when) : move.when;
  const as = (who: string, hour: number): RequestContext =>
    actingAs(ctx, directory.staffMember(who), new Date(`${day}T${String(hour).padStart(2, '0')}:00:00.000Z`));
  const stages = take(StageService);
  const { to, cause = null, note } = move;
  const proposer = as(move.proposer, 2);
  const { id } = await stages.propose(proposer, { accountId: directory.account(key), to, cause, note });
  await attestWhatIsMissing(proposer, take, id, move);
  for (const [index, approver] of move.approvers.entries()) await stages.approve(as(approver, 3 + index), { id });
}

/** What orders, shares and contacts cannot tell, the proposer vouches for. */
async function attestWhatIsMissing(
  ctx: RequestContext,
  take: Take,
  proposalId: string,
  { grounds = {} }: DemoMove,
): Promise<void> {
  const { missing } = await take(StageEvidenceService).gateOf(ctx, await take(StageProposalStore).get(ctx, proposalId));
  for (const { criterion, attestable } of missing) {
    if (!attestable) throw new Error(`The demo's story does not hold: ${criterion} is not met for ${proposalId}.`);
    const usual =
      criterion === 'LOSS_EVENT' ? 'Letter of the customer.' : 'Seen and confirmed at the quarterly review.';
    const note = grounds[criterion] ?? usual;
    // A figure of a survey is named by whoever vouches for it: a good one, short of the best.
    const { scale } = criterionTraits(criterion);
    const figure = scale === undefined ? {} : { value: scale.max - 1 };
    await take(StageEvidenceService).attest(ctx, { proposalId, criterion, note, ...figure });
  }
}

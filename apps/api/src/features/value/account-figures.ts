import {
  type AccountValue,
  type MovePlacement,
  monthOf,
  monthsBetween,
  openingStage,
  placeAccounts,
  type PolicyDocument,
  proposeMove,
  type ProposedMove,
  rfmScores,
  type RfmScore,
  STAGE_BANDS,
  targetShareOf,
} from '@mortise/domain';
import type { AccountStanding } from './account-standing.service.js';
import type { Contribution } from './contribution.js';
import { VALUE_MONTHS, type ValuePeriod } from './value-period.js';

/** Why no move is proposed though value might speak for one. */
export const MOVE_REASONS = ['CONTRIBUTION_UNKNOWN', 'WALLET_UNKNOWN', 'NO_MOVE'] as const;
export type MoveUnknownReason = (typeof MOVE_REASONS)[number];

/** What value says of an account, as far as all accounts of the tenant have to be looked at for it. */
export interface AccountFigures {
  readonly standing: AccountStanding;
  readonly contribution: Contribution | null;
  readonly months: number;
  readonly rfm: RfmScore | null;
  readonly targetShare: number;
  readonly placement: MovePlacement;
  readonly move: ProposedMove | null;
  readonly moveReason: MoveUnknownReason | null;
}

/** A year with what accounts contributed in it; accounts that are not in it did nothing. */
export interface JudgedYear {
  readonly period: ValuePeriod;
  readonly contributions: ReadonlyMap<string, Contribution>;
}

interface Judged {
  readonly standings: readonly AccountStanding[];
  /** The year that is judged and the one before it: who is to be let go was low in both. */
  readonly year: JudgedYear;
  readonly yearBefore: JudgedYear;
  readonly policy: Pick<PolicyDocument, 'value' | 'valueMoves'>;
  /** Whose terms were mended, and had the time of the policy to show an effect. */
  readonly repriced: ReadonlySet<string>;
  /** With whom an opportunity is open. */
  readonly triggers: ReadonlySet<string>;
}

/** Places every account among all: scores, bands, potential and the move that value speaks for. */
export function accountFigures(judged: Judged): AccountFigures[] {
  const { standings, year, yearBefore } = judged;
  const now = placements(judged, year, (standing) => standing.share);
  const before = placements(judged, yearBefore, (standing) => standing.shareBefore);
  const scores = scoresOf(standings);
  return standings.map((standing, at) => {
    const contribution = year.contributions.get(standing.accountId) ?? null;
    const months = monthsIn(standing, year.period);
    const current = now[at] as MovePlacement;
    return {
      standing,
      contribution,
      months,
      rfm: scores.get(standing.accountId) ?? null,
      targetShare: targetShareOf(stageOf(standing, months), standing.targetStage),
      placement: current,
      ...moveOf(judged, standing, contribution, months, [before[at] as MovePlacement, current]),
    };
  });
}

function placements(
  { standings, policy }: Judged,
  { period, contributions }: JudgedYear,
  shareOf: (standing: AccountStanding) => AccountStanding['share'],
): readonly MovePlacement[] {
  const margin = marginOf([...contributions.values()]);
  return placeAccounts(
    standings.map((standing): AccountValue => {
      const contribution = contributions.get(standing.accountId);
      const months = monthsIn(standing, period);
      const share = shareOf(standing);
      const known = contribution === undefined || contribution.reason !== 'COST_COVERAGE_LOW';
      return {
        account: standing.accountId,
        segment: standing.segment,
        contributionMinor: contribution?.contributionMinor ?? 0n,
        // Nobody can be placed by a profit that is not known.
        months: known ? months : 0,
        walletMinor: share?.walletMinor ?? 0n,
        share: share?.share ?? 0,
        targetShare: targetShareOf(stageOf(standing, months), standing.targetStage),
        expectedMargin: Math.min(1, Math.max(-1, contribution?.contributionShare ?? margin)),
        reachProbability: policy.value.reachProbability,
      };
    }),
    policy.valueMoves.placement,
  );
}

/** Contribution ÷ net sales of all whose contribution is known; 0 where that says nothing. */
function marginOf(contributions: readonly Contribution[]): number {
  let [contribution, net] = [0n, 0n];
  for (const { contributionMinor, netMinor } of contributions) {
    if (contributionMinor === null) continue;
    contribution += contributionMinor;
    net += netMinor;
  }
  return net > 0n ? Number(contribution) / Number(net) : 0;
}

function moveOf(
  { repriced, triggers, policy }: Judged,
  standing: AccountStanding,
  contribution: Contribution | null,
  months: number,
  history: readonly MovePlacement[],
): Pick<AccountFigures, 'move' | 'moveReason'> {
  if (contribution?.reason === 'COST_COVERAGE_LOW') return { move: null, moveReason: 'CONTRIBUTION_UNKNOWN' };
  const { accountId, share, targetStage } = standing;
  const context = {
    stage: stageOf(standing, months),
    targetShare: targetShareOf(stageOf(standing, months), targetStage),
    rivalHeld: share !== null && share.share < STAGE_BANDS.STABLE.lower,
    openTrigger: triggers.has(accountId),
    repriced: repriced.has(accountId),
  };
  const move = proposeMove(history, context, policy.valueMoves.rule);
  // Low potential of which nobody knows is no ground to part with anybody.
  if (move !== null && share === null && (move.move === 'REPRICE' || move.move === 'CULL'))
    return { move: null, moveReason: 'WALLET_UNKNOWN' };
  return { move, moveReason: move === null ? 'NO_MOVE' : null };
}

function stageOf({ stage, share }: AccountStanding, months: number) {
  return stage ?? openingStage(share?.share ?? null, months > 0);
}

/** Of a period's months, those since the first order, at most twelve. */
function monthsIn({ orders }: AccountStanding, { to }: ValuePeriod): number {
  if (orders === null) return 0;
  return Math.max(0, Math.min(VALUE_MONTHS, monthsBetween(monthOf(orders.first), to) + 1));
}

function scoresOf(standings: readonly AccountStanding[]): ReadonlyMap<string, RfmScore> {
  const facts = standings.flatMap(({ accountId, orders }) =>
    orders === null || orders.days === 0
      ? []
      : [{ account: accountId, lastOrder: orders.last, orderDays: orders.days, salesMinor: orders.salesMinor }],
  );
  return new Map(rfmScores(facts).map((score) => [score.account, score]));
}

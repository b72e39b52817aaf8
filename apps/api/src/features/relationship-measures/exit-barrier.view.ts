import {
  addMonthsToDate,
  investmentStanding,
  mutualLockIn,
  type MutualLockIn,
  purchasingRiskIndex,
  switchingCost,
} from '@mortise/domain';
import { moneyValue } from '../../platform/graphql/money.value.js';
import type { AccountFacts } from './account-facts.service.js';
import { newestSaid, ownMinor } from './answers.js';
import { BARRIER_PARTS, type ExitBarrierSheet, type LockInBalance } from './dependence.types.js';
import type { ExitFacts } from './exit-facts.service.js';
import { figureOf, type MeasuredFigure, type MeasureReason } from './measure.types.js';

type Side = 'OURS' | 'THEIRS';

/** Investments that are lost with the other side. */
const SPECIFIC: readonly string[] = ['TOOLING', 'CAPITAL', 'INTEGRATION'];

const barriersOf = ({ judgements }: AccountFacts, side: Side) =>
  judgements.of('EXIT_BARRIER').filter(({ said }) => said.side === side);

/** How hard the other side is to replace, as was said last. */
export function replacementOf(facts: AccountFacts, side: Side): MeasuredFigure {
  const found = newestSaid(barriersOf(facts, side), 'replacementDifficulty');
  return figureOf(found?.value, 'NOT_RECORDED', ['ledger_entry'], found ? [found.id] : []);
}

/** What leaving would cost both sides. */
export function lockInOf(facts: AccountFacts, exit: ExitFacts): LockInBalance {
  const theirs = sheetOf(facts, 'THEIRS', exit.owedRebateMinor);
  const ours = sheetOf(facts, 'OURS', null);
  const sharedCapital = facts.judgements
    .of('SHARED_RESOURCE')
    .some(({ said }) => said.resourceType === 'CAPITAL' || said.resourceType === 'EQUITY');
  const index = (sheet: ExitBarrierSheet) => ({ index: sheet.index ?? undefined });
  const { lockIn } = facts.policy.loyalty;
  const found: MutualLockIn = mutualLockIn(index(theirs), index(ours), sharedCapital, lockIn);
  const { mutual, balance, answer } = found;
  return {
    ...{ theirs, ours, sharedCapital },
    ...{ mutual: mutual ?? null, balance: balance ?? null, answer: answer ?? null },
  };
}

function sheetOf(facts: AccountFacts, side: Side, owedRebateMinor: bigint | null): ExitBarrierSheet {
  const { trade, currency, policy } = facts;
  const evidence = new Set<string>();
  const barriers = barriersOf(facts, side);
  const amount = (name: 'requalification' | 'tooling' | 'downtimeCostPerDay'): bigint | undefined => {
    const found = newestSaid(barriers, name);
    const minor = found && ownMinor(found.value, facts);
    if (found && minor !== undefined) evidence.add(found.id);
    return minor;
  };
  const requalification = amount('requalification');
  const tooling = amount('tooling') ?? invested(facts, side, evidence);
  const perDay = amount('downtimeCostPerDay');
  const days = newestSaid(barriers, 'downtimeDays');
  const downtime = perDay !== undefined && days !== undefined;
  if (downtime) evidence.add(days.id);
  const known = {
    REQUALIFICATION: requalification !== undefined,
    TOOLING: tooling !== undefined,
    FORFEITED_REBATE: owedRebateMinor !== null,
    DOWNTIME: downtime,
  };
  const sheet = switchingCost(
    {
      requalificationMinor: requalification ?? 0n,
      toolingMinor: tooling ?? 0n,
      forfeitedRebateMinor: owedRebateMinor ?? 0n,
      downtimeDays: downtime ? days.value : 0,
      downtimeCostPerDayMinor: downtime ? perDay : 0n,
    },
    trade?.netMinor ?? 0n,
    policy.loyalty.fullSwitchingBarrier,
  );
  const any = Object.values(known).some(Boolean);
  const money = (part: keyof typeof known, minor: bigint) => (known[part] ? moneyValue(minor, currency) : null);
  const reason: MeasureReason = !any ? 'NOT_RECORDED' : trade === null ? 'NEEDS_TRADE_READ' : 'NO_SALES';
  const index = any ? (sheet.index ?? null) : null;
  return {
    requalification: money('REQUALIFICATION', sheet.requalificationMinor),
    tooling: money('TOOLING', sheet.toolingMinor),
    forfeitedRebate: money('FORFEITED_REBATE', sheet.forfeitedRebateMinor),
    downtime: money('DOWNTIME', sheet.downtimeMinor),
    total: any ? moneyValue(sheet.totalMinor, currency) : null,
    ...{ inYearsOfPurchases: any ? (sheet.inYearsOfPurchases ?? null) : null, index },
    reason: index === null ? reason : null,
    missing: BARRIER_PARTS.filter((part) => !known[part] && (side === 'THEIRS' || part !== 'FORFEITED_REBATE')),
    evidence: [...evidence],
  };
}

/** What a side put into tools, capital and interfaces for the other; undefined where it put in nothing. */
function invested(facts: AccountFacts, side: Side, evidence: Set<string>): bigint | undefined {
  const rows = facts.judgements.of('INVESTMENT').flatMap(({ id, on, said }) => {
    const minor = ownMinor(said.amount, facts);
    if (said.side !== side || !SPECIFIC.includes(said.investmentType) || minor === undefined) return [];
    evidence.add(id);
    return [{ on, amountMinor: minor, horizonMonths: said.horizon }];
  });
  return rows.length === 0 ? undefined : investmentStanding(rows, facts.asOf).cumulativeMinor;
}

/** Risk of buying elsewhere as the customer sees it, 0–100: ratings of the last answers, and executive meetings held of those agreed. */
export function purchasingRiskOf(facts: AccountFacts, { visitsAgreed }: ExitFacts): MeasuredFigure {
  const barriers = barriersOf(facts, 'THEIRS');
  const rated = (['brand', 'cooperation', 'topChannel'] as const).flatMap((name) => {
    const found = newestSaid(barriers, name);
    return found ? [{ name, ...found }] : [];
  });
  const since = addMonthsToDate(facts.asOf, -12);
  const held = facts.judgements.of('EXECUTIVE_VISIT').filter(({ on }) => on > since);
  const value = purchasingRiskIndex(
    Object.fromEntries(rated.map((each) => [each.name, each.value])),
    visitsAgreed === null ? undefined : { held: held.length, agreed: visitsAgreed },
  );
  const visits = visitsAgreed === null ? [] : held.map(({ id }) => id);
  const sources = visitsAgreed === null ? ['ledger_entry'] : ['ledger_entry', 'communication_line'];
  return figureOf(value, 'NOT_RECORDED', sources, [...new Set([...rated.map(({ id }) => id), ...visits])]);
}

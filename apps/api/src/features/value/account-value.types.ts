import {
  MOVE_STATES,
  type MoveEvent,
  type MoveState,
  type ProposedMove,
  type StagePosition,
  VALUE_MOVES,
  type ValueBand,
  type ValueMove as Move,
} from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { MOVE_REASONS, type MoveUnknownReason } from './account-figures.js';
import type { ContributionReason } from './contribution.js';
import { LIFETIME_REASONS, type LifetimeReason } from './lifetime-model.service.js';
import { UnknownReasonEnum } from './waterfall.types.js';

export const VALUE_BANDS = ['LOW', 'MIDDLE', 'HIGH'] as const satisfies readonly ValueBand[];
export const ValueBandEnum = codeEnum('ValueBand', VALUE_BANDS, 'A third of the accounts by their place among all.');

export const ValueMoveEnum = codeEnum(
  'ValueMoveKind',
  VALUE_MOVES,
  'DEFEND our best; CULTIVATE those with potential; WIN those a rival holds; REPRICE: mend the terms of those low on both; CULL: let go who stays low after that.',
);
export const MoveGoalEnum = codeEnum(
  'ValueMoveGoal',
  ['ADVANCE', 'HOLD', 'END'],
  'Whether the account is to advance to the target stage, to be held where it is, or to end.',
);
export const MoveStateEnum = codeEnum(
  'ValueMoveState',
  MOVE_STATES,
  'NONE before the first proposal; PROPOSED by evidence; APPROVED or REJECTED by people; WITHDRAWN when the evidence went.',
);
export const MOVE_EVENTS = [
  'MOVE_PROPOSED',
  'OBLIGATIONS_CHECKED',
  'MOVE_APPROVED',
  'MOVE_REJECTED',
  'MOVE_WITHDRAWN',
] as const satisfies readonly MoveEvent['type'][];
export const MoveEventEnum = codeEnum('ValueMoveEventType', MOVE_EVENTS, 'What became of a move.');
export const MoveReasonEnum = codeEnum(
  'ValueMoveReason',
  MOVE_REASONS,
  'Why no move is proposed. CONTRIBUTION_UNKNOWN: too few lines tell their cost. WALLET_UNKNOWN: nobody is repriced or let go for a potential that is not known. NO_MOVE: value speaks for none.',
);
export const LifetimeReasonEnum = codeEnum(
  'LifetimeValueReason',
  LIFETIME_REASONS,
  'Why there is no lifetime value. NO_ORDERS: it never ordered. NO_REPEAT_ORDERS: nobody orders twice, so no pace is known. CONTRIBUTION_UNKNOWN: what orders bring is not known.',
);
export const LifetimeBasisEnum = codeEnum(
  'LifetimeValueBasis',
  ['ACCOUNT', 'SEGMENT_NO_ORDERS', 'SEGMENT_LOSS_MAKING', 'SEGMENT_NO_FIT'],
  'What the contribution of an order rests on. ACCOUNT: its own orders, shrunken to those of all. The others: the mean of its industry, because it has no orders in the year, because they brought nothing or a loss, or because there is no fit.',
);

@ObjectType({ description: 'Recency, frequency and monetary value in fifths of the accounts, 5 the best.' })
export class RfmScores {
  @Field(() => Int, { description: 'How lately it ordered, 1–5.' })
  recency: number;

  @Field(() => Int, { description: 'On how many days of the last 36 months, 1–5.' })
  frequency: number;

  @Field(() => Int, { description: 'For how much, 1–5.' })
  monetary: number;

  @Field(() => Int, { description: 'Sum of the three, 3–15.' })
  score: number;

  @Field({ description: 'Band of the score: 3-5, 6-8, 9-11, 12-13, 14-15.' })
  band: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Regularity of its order rhythm: 1 chance, above clockwork, below clumps. Null with few intervals.',
  })
  regularity: number | null;
}

@ObjectType({
  description:
    "What the account will still bring in today's money: expected orders × contribution per order, discounted by 10 % a year. An estimate: nine of ten futures drawn from the fitted models lie between low and high.",
})
export class LifetimeValueEstimate {
  @Field(() => Money, { description: 'The estimate.' })
  value: Money;

  @Field(() => Money, { description: 'Lower bound.' })
  low: Money;

  @Field(() => Money, { description: 'Upper bound.' })
  high: Money;

  @Field(() => Float, { description: 'Orders expected within the months.' })
  expectedOrders: number;

  @Field(() => Money, { description: 'Contribution expected per order.' })
  contributionPerOrder: Money;

  @Field(() => LifetimeBasisEnum, { description: 'What that rests on.' })
  basis: string;

  @Field(() => Int, { description: 'Months looked ahead.' })
  months: number;
}

@ObjectType({ description: 'A move that value speaks for. People decide about it.' })
export class MoveProposal {
  @Field(() => ValueMoveEnum, { description: 'The move.' })
  move: Move;

  @Field(() => StagePositionEnum, { description: 'Stage it aims at.' })
  targetStage: StagePosition;

  @Field(() => MoveGoalEnum, { description: 'Whether to advance, to hold or to end.' })
  goal: ProposedMove['goal'];

  @Field(() => Money, { description: "What a year's effort may cost at most." })
  investmentCeiling: Money;

  @Field(() => Int, { description: 'Years in a row, this one included, in which it was low on both axes.' })
  lowPeriods: number;
}

@ObjectType({
  description:
    'What an account is worth, over twelve months, placed among all accounts of the supplier. Worked out anew at night and after imports; null figures say why.',
})
export class AccountValue {
  @Field(() => Account, { description: 'The account.' })
  account: Account;

  @Field(() => DateScalar, { description: 'Facts up to the end of this day are in it.' })
  asOf: string;

  @Field(() => DateScalar, { description: 'First month of the year that is judged.' })
  fromMonth: string;

  @Field(() => DateScalar, { description: 'Last month of the year that is judged.' })
  toMonth: string;

  @Field(() => Int, { description: 'Version of the policy it was worked out under.' })
  policyVersion: number;

  @Field(() => Int, { description: 'Of the twelve months, those since its first order.' })
  months: number;

  @Field(() => Money, { description: 'Net sales.' })
  netSales: Money;

  @Field(() => Float, { description: 'Part of net sales whose cost the lines tell, 0–1.' })
  costCoverage: number;

  @Field({ description: 'Whether lines without a cost were taken to cost what the others do.' })
  estimated: boolean;

  @Field(() => Money, { description: 'Cost to serve that was recorded.' })
  costToServe: Money;

  @Field(() => Money, { nullable: true, description: 'Cost of overdue money; null where no receivables are known.' })
  creditCost: Money | null;

  @Field(() => Money, { description: "The year's part of what winning the account cost." })
  acquisition: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'Rebates that fall on its net sales; null where the supplier records none.',
  })
  rebates: Money | null;

  @Field(() => Money, { nullable: true, description: 'Operating contribution.' })
  contribution: Money | null;

  @Field(() => Float, { nullable: true, description: 'Contribution ÷ net sales.' })
  contributionShare: number | null;

  @Field(() => Money, { nullable: true, description: 'Contribution per hour of sales effort.' })
  contributionPerSalesHour: Money | null;

  @Field(() => UnknownReasonEnum, { nullable: true, description: 'Why the contribution is unknown.' })
  contributionReason: ContributionReason | null;

  @Field(() => DateScalar, { nullable: true, description: 'Its first order.' })
  firstOrder: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Its last order.' })
  lastOrder: string | null;

  @Field(() => RfmScores, { nullable: true, description: 'Null without orders in 36 months.' })
  rfm: RfmScores | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Yearly contribution, young trade drawn to the mean of its industry: what it is placed by.',
  })
  profit: Money | null;

  @Field(() => Float, { nullable: true, description: 'Its place by profit among all accounts, 0–1.' })
  profitPercentile: number | null;

  @Field(() => ValueBandEnum, { nullable: true, description: 'Its third by profit; null for a prospect.' })
  profitBand: ValueBand | null;

  @Field(() => Float, { nullable: true, description: 'Share of wallet; null where the wallet is not known.' })
  share: number | null;

  @Field(() => Float, {
    description: 'Share of wallet aimed at: the middle of the band of the target (or next) stage.',
  })
  targetShare: number;

  @Field(() => Money, {
    nullable: true,
    description:
      "What could still be won in a year: wallet × (target share − share) × expected margin × the policy's probability of reaching it. Null where the wallet is not known.",
  })
  potential: Money | null;

  @Field(() => Float, { nullable: true, description: 'Its place by potential among all accounts, 0–1.' })
  potentialPercentile: number | null;

  @Field(() => ValueBandEnum, { nullable: true, description: 'Its third by potential.' })
  potentialBand: ValueBand | null;

  @Field(() => MoveProposal, { nullable: true, description: 'The move that value speaks for.' })
  proposal: MoveProposal | null;

  @Field(() => MoveReasonEnum, { nullable: true, description: 'Why none is proposed.' })
  moveReason: MoveUnknownReason | null;

  @Field(() => LifetimeValueEstimate, { nullable: true, description: 'What it will still bring.' })
  lifetimeValue: LifetimeValueEstimate | null;

  @Field(() => LifetimeReasonEnum, { nullable: true, description: 'Why there is no lifetime value.' })
  lifetimeReason: LifetimeReason | null;

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}

export const AccountValueConnection = Connection(AccountValue, 'AccountValue');

@InputType({ description: 'Which accounts; what is given must all hold.' })
export class AccountValueFilter {
  @Field(() => ValueMoveEnum, { nullable: true, description: 'Those for which value speaks for this move.' })
  move?: Move | null;
}

@ArgsType()
export class AccountValueArgs extends ConnectionArgs {
  @Field(() => AccountValueFilter, { nullable: true, description: 'Which accounts.' })
  filter?: AccountValueFilter | null;
}

@ObjectType({ description: 'Something that became of the moves of an account. Only ever added to.' })
export class ValueMoveEvent {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who, as `staff:<id>` or `system:value`.' })
  actor: string;

  @Field(() => MoveEventEnum, { description: 'What.' })
  type: MoveEvent['type'];

  @Field(() => ValueMoveEnum, { description: 'Which move.' })
  move: Move;

  @Field(() => StagePositionEnum, { description: 'Stage it aimed at.' })
  targetStage: StagePosition;

  @Field(() => [String], { nullable: true, description: 'Obligations that were found open.' })
  openObligations: string[] | null;

  @Field(() => String, { nullable: true, description: 'What was said.' })
  note: string | null;
}

@ObjectType({ description: 'How the move of an account stands.' })
export class ValueMove {
  @Field(() => ID, { description: 'Identifier; an account keeps it.' })
  id: string;

  @Field(() => Account, { description: 'The account.' })
  account: Account;

  @Field(() => MoveStateEnum, { description: 'Where it stands.' })
  state: MoveState;

  @Field(() => MoveProposal, { description: 'What is, or was last, proposed.' })
  proposal: MoveProposal;

  @Field({ description: 'The ground it was proposed on: move, stage, bands and quarter.' })
  basis: string;

  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  proposedAt: Date;

  @Field({ description: 'Who proposed it: `system:value`.' })
  proposedBy: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When service obligations were checked.' })
  checkedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who checked them, as `staff:<id>`.' })
  checkedBy: string | null;

  @Field(() => [String], { nullable: true, description: 'Obligations that stand against it; empty: none.' })
  openObligations: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided about or withdrawn.' })
  decidedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who decided, as `staff:<id>`.' })
  decidedBy: string | null;

  @Field(() => String, { nullable: true, description: 'What was said about it.' })
  note: string | null;

  @Field(() => ValueMoveEnum, { nullable: true, description: 'The move in force: the last one approved.' })
  inForce: Move | null;

  @Field(() => [ValueMoveEvent], { description: "What became of the account's moves, the oldest first." })
  history: ValueMoveEvent[];
}

export const ValueMoveConnection = Connection(ValueMove, 'ValueMove');

@InputType({ description: 'Which moves; what is given must all hold.' })
export class ValueMoveFilter {
  @Field(() => MoveStateEnum, { nullable: true, description: 'Where they stand.' })
  state?: MoveState | null;

  @Field(() => ValueMoveEnum, { nullable: true, description: 'Which move.' })
  move?: Move | null;
}

@ArgsType()
export class ValueMoveArgs extends ConnectionArgs {
  @Field(() => ValueMoveFilter, { nullable: true, description: 'Which moves.' })
  filter?: ValueMoveFilter | null;
}

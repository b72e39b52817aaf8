import { groupBy, PRODUCT_FEEDBACK_STATES, type ProductFeedbackState } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { FeedbackEntries, type FeedbackEntry } from '../ledger/feedback-entries.service.js';
import { AccountContributions, type Contributions } from '../value/account-contributions.service.js';
import type { FeedbackGroup, FeedbackSummary } from './feedback-summary.types.js';
import { accountsOf, clusterKey, weighed } from './feedback-weights.service.js';
import { FeedbackPeriodTooLong } from './feedback.errors.js';
import { summaryArguments } from './feedback.inputs.js';

const MOST_WORDS = 20_000;
const PAGE = 20;
/** How many of a group are quoted. */
const QUOTED = 5;
/** How many are proposed for one cluster: as many as one mutation takes. */
const PROPOSED = 500;

/** What customers said about products in a period, by product and kind: the heaviest first. */
@Injectable()
export class FeedbackSummaryService {
  constructor(
    @Inject(FeedbackEntries) private readonly entries: FeedbackEntries,
    @Inject(AccountContributions) private readonly contributions: AccountContributions,
  ) {}

  /** Of accounts that the caller may see. @throws InputInvalid, FeedbackPeriodTooLong */
  async of(ctx: RequestContext, args: unknown): Promise<FeedbackSummary> {
    const { first, skip, ...period } = parseArguments(summaryArguments, args);
    const entries = await this.entries.observed(ctx, period, MOST_WORDS + 1);
    if (entries.length > MOST_WORDS) throw new FeedbackPeriodTooLong(MOST_WORDS);
    const notes = entries.map(({ note }) => note);
    const contributions = hasPermission(ctx, 'value.read')
      ? await this.contributions.of(ctx, accountsOf(notes), 'VISIBLE')
      : null;
    const members = groupBy(entries, ({ note }) => clusterKey(note));
    const groups = weighed(notes, contributions);
    const shown = groups.slice(skip ?? 0, (skip ?? 0) + (first ?? PAGE));
    const entriesOf = (of: Parameters<typeof clusterKey>[0]): readonly FeedbackEntry[] =>
      members.get(clusterKey(of)) ?? [];
    const states = await this.statesOf(
      ctx,
      shown.flatMap(({ of }) => entriesOf(of).map(({ id }) => id)),
    );
    const names = await this.namesOf(
      ctx,
      shown.map(({ of: { product } }) => product),
    );
    return {
      ...{ from: period.from, to: period.to, words: entries.length, accounts: accountsOf(notes).length },
      totalGroups: groups.length,
      sources: contributions === null ? ['ledger_entry'] : ['ledger_entry', 'account_value'],
      groups: shown.map(({ of, figures }) => ({
        ...{ productId: of.product, productName: names.get(of.product) ?? '', feedbackType: of.feedbackType },
        ...{ ...figures, weightReason: figures.reason, share: of.notes / entries.length },
        ...group(entriesOf(of), states, contributions),
      })),
    };
  }

  /** Of words that something has become of. */
  private async statesOf(
    ctx: RequestContext,
    entryIds: readonly string[],
  ): Promise<ReadonlyMap<string, ProductFeedbackState>> {
    const rows = await ctx.unit.query<{ id: string; state: ProductFeedbackState }>(tenantSql`
      select f.entry_id as id, f.state from product_feedback f where f.tenant_id = ${TENANT} and f.entry_id = any(${entryIds}::uuid[])`);
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  private async namesOf(ctx: RequestContext, productIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await ctx.unit.query<{ id: string; name: string }>(tenantSql`
      select p.id, p.name from product p where p.tenant_id = ${TENANT} and p.id = any(${productIds}::uuid[])`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

type Member = Pick<FeedbackGroup, 'meanSeverity' | 'gravest' | 'states' | 'withoutValue' | 'quotations' | 'toCluster'>;

function group(
  entries: readonly FeedbackEntry[],
  states: ReadonlyMap<string, ProductFeedbackState>,
  contributions: Contributions | null,
): Member {
  const stateOf = ({ id }: FeedbackEntry): ProductFeedbackState => states.get(id) ?? 'NOTED';
  const severities = entries.map(({ note: { severity } }) => severity);
  const gravestFirst = [...entries].sort((a, b) => b.note.severity - a.note.severity);
  return {
    meanSeverity: severities.reduce((sum, severity) => sum + severity, 0) / severities.length,
    gravest: Math.max(...severities),
    states: PRODUCT_FEEDBACK_STATES.map((state) => ({
      ...{ state, words: entries.filter((entry) => stateOf(entry) === state).length },
    })),
    withoutValue: accountsOf(entries.map(({ note }) => note)).flatMap((accountId) => {
      const reason = contributions?.missing.get(accountId);
      return reason === undefined ? [] : [{ accountId, reason }];
    }),
    quotations: gravestFirst.slice(0, QUOTED).map((entry) => ({
      ...{ entryId: entry.id, accountId: entry.note.accountId, severity: entry.note.severity },
      ...{ observedOn: entry.observedOn, verbatim: entry.note.verbatim, state: stateOf(entry) },
    })),
    toCluster: entries
      .filter((entry) => stateOf(entry) === 'NOTED')
      .slice(0, PROPOSED)
      .map(({ id }) => id),
  };
}

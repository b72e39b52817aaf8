import {
  assessmentValidity,
  capLevel,
  currentLevel,
  type IsoDate,
  type PublishedAssessment,
  type RelationshipLevel,
  type ScoredLevel,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { PolicyService } from '../policies/policy.service.js';

/** How deep a relationship was on a day, and how that is known. */
export interface AccountLevel {
  /** EXPLORATORY before the first order, which nobody has to assess. */
  readonly level: RelationshipLevel;
  /** Levels of the lowest and the highest rater, under the same cap; null without an assessment. */
  readonly lowest: ScoredLevel | null;
  readonly highest: ScoredLevel | null;
  /** S*, 6…24; null without an assessment. */
  readonly score: number | null;
  /** Null without an assessment, as are the two below. */
  readonly roundId: string | null;
  readonly publishedAt: Date | null;
  readonly published: PublishedAssessment | null;
  /** Whether the assessment is too old to count; such a level is still shown. */
  readonly stale: boolean;
  /** First day on which the next round is due, and the last on which this one counts; null without an assessment. */
  readonly dueOn: IsoDate | null;
  readonly validUntil: IsoDate | null;
}

interface LevelRow {
  account_id: string;
  ordered: boolean;
  id: string | null;
  published_at: Date | null;
  published: PublishedAssessment | null;
}

/** What was known of accounts' levels on a day: the last assessment published by its end. */
@Injectable()
export class AccountLevels {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /**
   * Levels on a day (UTC) under the rules of that day, so that a past day always reads alike. Accounts that have ordered and
   * were never assessed, or are not the caller's to see, are left out. Two statements, however many accounts there are.
   */
  async at(
    ctx: RequestContext,
    accountIds: readonly string[],
    day: IsoDate,
  ): Promise<ReadonlyMap<string, AccountLevel>> {
    if (accountIds.length === 0) return new Map();
    const rows = await ctx.unit.query<LevelRow>(tenantSql`
      select a.id as account_id, r.id, r.published_at, r.published, exists (
          select from account_order_day o where o.tenant_id = ${TENANT} and o.account_id = a.id and o.day <= ${day}::date and o.net_minor > 0)
          as ordered
      from unnest(${accountIds}::uuid[]) a (id) left join lateral (
        select r.id, r.published_at, r.published from assessment_round r
        where r.tenant_id = ${TENANT} and r.account_id = a.id and r.published_at < ((${day}::date + 1)::timestamp at time zone 'UTC')
        order by r.published_at desc, r.id desc limit 1) r on true
      where ${visibleAccount(ctx, 'a.id')}`);
    const { validity } = (await this.policies.on(ctx, day)).document.assessment;
    return new Map(
      rows.flatMap((row): [string, AccountLevel][] => {
        const { account_id: id, published } = row;
        const level = currentLevel(row.ordered, published);
        if (level === null) return [];
        // A level was published before goods came back and no order was left: what counts is that nothing was ordered.
        if (published === null || level === 'EXPLORATORY') return [[id, { ...UNASSESSED, level }]];
        const { state, dueOn, validUntil } = assessmentValidity(published, day, validity);
        const { range } = published.result;
        const cap = published.capOverride === null ? published.cap : null;
        const [lowest, highest] = [capLevel(range.lowest, cap), capLevel(range.highest, cap)];
        const found = { level, lowest, highest, score: published.result.score, stale: state === 'STALE' };
        return [[id, { ...found, roundId: row.id, publishedAt: row.published_at, published, dueOn, validUntil }]];
      }),
    );
  }
}

const UNASSESSED = {
  ...{ lowest: null, highest: null, score: null, roundId: null, publishedAt: null, published: null },
  ...{ stale: false, dueOn: null, validUntil: null },
} as const;

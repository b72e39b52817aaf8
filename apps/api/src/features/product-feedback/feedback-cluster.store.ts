import type { FeedbackDecision, FeedbackType } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { VersionConflict } from '../accounts/account.errors.js';
import type { FeedbackClusterState } from './feedback.enums.js';
import type { WeighedFeedback } from './feedback-weights.service.js';

/** Words that are decided together. */
export interface LockedCluster {
  readonly id: string;
  readonly productId: string;
  readonly feedbackType: FeedbackType;
  readonly state: FeedbackClusterState;
}

/** What a customer is told of a cluster. */
interface GivenAnswer {
  readonly clusterId: string;
  readonly accountId: string;
  readonly language: string;
  readonly text: string;
}

interface ClusterRow {
  id: string;
  product_id: string;
  feedback_type: FeedbackType;
  state: FeedbackClusterState;
  version: number;
}

/** Clusters, and the reports that they were laid before product development with. */
@Injectable()
export class FeedbackClusterStore {
  /**
   * Locks a cluster until the transaction ends.
   * @param version the one that the caller has before him or her; any, when left out
   * @throws NotFound also where it has no word of an account that the caller may see @throws VersionConflict
   */
  async lock(ctx: RequestContext, id: string, version?: number): Promise<LockedCluster> {
    const row = await ctx.unit.first<ClusterRow>(tenantSql`
      select c.id, c.product_id, c.feedback_type, c.state, c.version from feedback_cluster c where c.tenant_id = ${TENANT} and c.id = ${id} and exists (
        select from product_feedback f where f.tenant_id = ${TENANT} and f.cluster_id = c.id and ${visibleAccount(ctx, 'f.account_id')})
      for no key update of c`);
    if (!row) throw new NotFound('Feedback cluster');
    if (version !== undefined && version !== row.version) throw new VersionConflict(row.version);
    return { id: row.id, productId: row.product_id, feedbackType: row.feedback_type, state: row.state };
  }

  async insert(ctx: RequestContext, productId: string, feedbackType: FeedbackType): Promise<string> {
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into feedback_cluster (tenant_id, id, product_id, feedback_type, state, clustered_at, clustered_by, version)
      values (${TENANT}, ${id}, ${productId}, ${feedbackType}, 'CLUSTERED', ${ctx.now()}, ${ctx.actor}, 1)`);
    return id;
  }

  /** Notes that its words have changed, so that nobody reports or decides what he or she has not read. */
  async touch(ctx: RequestContext, id: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update feedback_cluster set version = version + 1 where tenant_id = ${TENANT} and id = ${id}`);
  }

  async insertReport(ctx: RequestContext, title: string, note: string | null): Promise<string> {
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into feedback_report (tenant_id, id, title, note, reported_at, reported_by)
      values (${TENANT}, ${id}, ${title}, ${note}, ${ctx.now()}, ${ctx.actor})`);
    return id;
  }

  async report(ctx: RequestContext, id: string, reportId: string, figures: WeighedFeedback): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update feedback_cluster set state = 'REPORTED', report_id = ${reportId}, reported_words = ${figures.words},
        reported_accounts = ${figures.accounts}, reported_weight = ${figures.weight}, reported_values = ${figures.valuedAccounts}, version = version + 1
      where tenant_id = ${TENANT} and id = ${id}`);
  }

  async decide(ctx: RequestContext, id: string, { verdict, explanation, dueOn }: FeedbackDecision): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update feedback_cluster set state = 'DECIDED', verdict = ${verdict}, explanation = ${explanation}, due_on = ${dueOn ?? null},
        decided_at = ${ctx.now()}, decided_by = ${ctx.actor}, version = version + 1
      where tenant_id = ${TENANT} and id = ${id}`);
  }

  async answer(
    ctx: RequestContext,
    { clusterId, accountId, language, text }: GivenAnswer,
    accountContactIds: readonly string[],
  ): Promise<string> {
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into feedback_answer (tenant_id, id, cluster_id, account_id, language, text, answered_at, answered_by)
      values (${TENANT}, ${id}, ${clusterId}, ${accountId}, ${language}, ${text}, ${ctx.now()}, ${ctx.actor})`);
    await ctx.unit.execute(tenantSql`
      insert into feedback_answer_recipient (tenant_id, answer_id, account_contact_id)
      select ${TENANT}::uuid, ${id}::uuid, r.id from unnest(${accountContactIds}::uuid[]) as r (id)`);
    return id;
  }
}

import { Injectable } from '@nestjs/common';
import type { Locale, RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type ReviewFacts, reviewFacts } from './review-facts.js';

/** A pack as it is named by those that follow it. */
export interface IssuedPack {
  readonly id: string;
  readonly edition: number;
  readonly replaces: string | null;
}

/** A pack that is to be stored. */
export interface NewPack {
  readonly id: string;
  readonly accountId: string;
  readonly planId: string | null;
  readonly edition: number;
  readonly replaces: string | null;
  readonly reason: string | null;
  readonly facts: ReviewFacts;
  readonly policyVersion: number;
}

/** A pack whose PDF is to be drawn. */
export interface UndrawnPack {
  readonly accountId: string;
  readonly facts: ReviewFacts;
  readonly issuedAt: Date;
}

/** Packs as they were issued. */
@Injectable()
export class ReviewPackStore {
  /** The newest pack of a locked account for a quarter in a language. */
  newest(
    ctx: RequestContext,
    accountId: string,
    { year, quarter, language }: { readonly year: number; readonly quarter: number; readonly language: Locale },
  ): Promise<IssuedPack | undefined> {
    return ctx.unit.first<IssuedPack>(tenantSql`
      select p.id, p.edition, p.replaces from quarterly_review_pack p
      where p.tenant_id = ${TENANT} and p.account_id = ${accountId} and p.year = ${year} and p.quarter = ${quarter} and p.language = ${language}
      order by p.edition desc limit 1`);
  }

  async insert(ctx: RequestContext, pack: NewPack): Promise<void> {
    const { id, accountId, planId, edition, replaces, reason, facts, policyVersion } = pack;
    await ctx.unit.execute(tenantSql`
      insert into quarterly_review_pack (tenant_id, id, account_id, plan_id, year, quarter, language, edition, replaces, reason, facts, policy_version,
        issued_at, issued_by)
      values (${TENANT}, ${id}, ${accountId}, ${planId}, ${facts.year}, ${facts.quarter}, ${facts.language}, ${edition}, ${replaces}, ${reason},
        ${JSON.stringify(facts)}::jsonb, ${policyVersion}, ${ctx.now()}, ${ctx.staff.staffId})`);
  }

  /** A pack without a PDF, locked; undefined where it has one. */
  async lockUndrawn(ctx: RequestContext, id: string): Promise<UndrawnPack | undefined> {
    const row = await ctx.unit.first<{ accountId: string; facts: unknown; issuedAt: Date }>(tenantSql`
      select p.account_id as "accountId", p.facts, p.issued_at as "issuedAt" from quarterly_review_pack p
      where p.tenant_id = ${TENANT} and p.id = ${id} and p.file_id is null for no key update of p`);
    return row && { ...row, facts: reviewFacts.parse(row.facts) };
  }

  async drawn(ctx: RequestContext, id: string, fileId: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update quarterly_review_pack set file_id = ${fileId} where tenant_id = ${TENANT} and id = ${id}`);
  }
}

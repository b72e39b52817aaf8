import {
  type ComplaintClock,
  complaintClocks,
  type ComplaintSeverity,
  type ComplaintState,
  COURSE_CLOCKS,
  type CourseClock,
  type CourseEntry,
  courseFacts,
  type PolicyDocument,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { PolicyService, type PolicyVersion } from '../policies/policy.service.js';

/** A complaint and its clocks at a moment. */
export interface TimedComplaint {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly severity: ComplaintSeverity;
  /** The version of the policy whose standards and deadlines hold: that of the day on which it came in. */
  readonly policyVersion: number;
  readonly clocks: readonly TimedStep[];
}

/** A clock that the course of a complaint can stop. */
export type TimedStep = ComplaintClock & { readonly clock: CourseClock };

interface Row {
  id: string;
  number: string;
  account_id: string;
  severity: ComplaintSeverity;
  status: ComplaintState;
  policy_version: number;
  events: CourseEntry[];
}

/**
 * The clocks of complaints, computed from their events by the policy they came in under, over the working days that the
 * tenant has now. The caller has made sure that the complaints may be seen.
 */
@Injectable()
export class ComplaintClocks {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /** As of now, for nested fields; stable, so that siblings share one batch. */
  readonly byComplaint = (ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, TimedComplaint>> =>
    this.asOf(ctx, ids, ctx.now());

  /** As many statements for many complaints as for one. */
  async asOf(ctx: RequestContext, ids: readonly string[], moment: Date): Promise<ReadonlyMap<string, TimedComplaint>> {
    return ids.length === 0 ? new Map() : this.under(ctx, await this.policies.current(ctx), ids, moment);
  }

  /** As {@link asOf} for who knows already which policy is in force. */
  async under(
    ctx: RequestContext,
    current: PolicyVersion,
    ids: readonly string[],
    moment: Date,
  ): Promise<ReadonlyMap<string, TimedComplaint>> {
    if (ids.length === 0) return new Map();
    const rows = await this.courses(ctx, ids);
    const versions = [...new Set(rows.map((row) => row.policy_version))];
    const known = new Map([[current.version, current.document]]);
    const missing = versions.filter((version) => !known.has(version));
    for (const [version, document] of await this.policies.documents(ctx, missing)) known.set(version, document);
    const now = moment.toISOString();
    return new Map(
      rows.map((row): [string, TimedComplaint] => {
        const { id, number, account_id: accountId, severity, policy_version: policyVersion } = row;
        const { complaint } = known.get(policyVersion) ?? current.document;
        const clocks = stepsOf(row, complaint, current, now);
        return [id, { id, number, accountId, severity, policyVersion, clocks }];
      }),
    );
  }

  private courses(ctx: RequestContext, ids: readonly string[]): Promise<Row[]> {
    return ctx.unit.query<Row>(tenantSql`
      select c.id, c.number, c.account_id, c.severity, c.status, c.policy_version, e.events from complaint c cross join lateral (
        select coalesce(json_agg(json_build_object('type', e.type, 'at', e.at, 'from', e.data ->> 'from') order by e.seq), '[]') as events
        from complaint_event e where e.tenant_id = ${TENANT} and e.complaint_id = c.id) e
      where c.tenant_id = ${TENANT} and c.id = any(${ids}::uuid[]) order by c.id`);
  }
}

function stepsOf(
  { events, severity }: Row,
  policy: PolicyDocument['complaint'],
  { calendar }: PolicyVersion,
  now: string,
): readonly TimedStep[] {
  const { owner, manager, executive } = policy.escalation;
  const { D3, D4 } = policy.deadlines.days;
  const clocks = complaintClocks(courseFacts(events, severity), {
    ...{
      calendar,
      policy,
      template: { basis: policy.deadlines.basis, days: { ...(D3 && { D3 }), ...(D4 && { D4 }) } },
      now,
    },
    escalationSteps: [owner, manager, executive],
  });
  return COURSE_CLOCKS.flatMap((name) => {
    const found = clocks.find(({ clock }) => clock === name);
    return found === undefined ? [] : [{ ...found, clock: name }];
  });
}

/** When a step is or was due; null while its clock stands still before that. */
export function dueOf({ dueAt, breachedAt }: TimedStep): string | null {
  return breachedAt ?? dueAt ?? null;
}

/** The step that is to be taken next: of those not taken, the one that is or was due first; null where none is due. */
export function nextStep(clocks: readonly TimedStep[]): TimedStep | null {
  const open = clocks.filter((clock) => clock.status !== 'STOPPED' && dueOf(clock) !== null);
  return open.toSorted((a, b) => Date.parse(dueOf(a) ?? '') - Date.parse(dueOf(b) ?? ''))[0] ?? null;
}

import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { PolicyService } from '../policies/policy.service.js';
import { ComplaintClocks, type TimedComplaint, type TimedStep } from './complaint-clock.service.js';

/** Who histories say recorded that a deadline has passed. */
export const CLOCK_ACTOR = 'complaint-clock';

/** Who is told at each step of escalation. */
const TOLD = ['OWNER', 'MANAGER', 'EXECUTIVE'] as const;

/** A deadline that has passed unmet in the present run of its clock. */
interface Breach {
  readonly complaint: TimedComplaint;
  readonly step: TimedStep & { readonly breachedAt: string };
}

/** Keeps what is stored of clocks at what they say, and records each deadline that passed unmet, once. */
@Injectable()
export class ComplaintClockKeeper {
  constructor(
    @Inject(ComplaintClocks) private readonly clocks: ComplaintClocks,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Inside a transaction, in which the complaints stay locked. Doing it again changes nothing. */
  async keep(ctx: RequestContext, ids: readonly string[]): Promise<void> {
    await ctx.unit.execute(tenantSql`
      select 1 from complaint where tenant_id = ${TENANT} and id = any(${ids}::uuid[]) order by id for no key update`);
    const policy = await this.policies.current(ctx);
    const timed = [...(await this.clocks.under(ctx, policy, ids, ctx.now())).values()];
    await this.store(ctx, timed, policy.version);
    const breaches = timed.flatMap((complaint) =>
      complaint.clocks.flatMap((step) => (isBreached(step) ? [{ complaint, step }] : [])),
    );
    if (breaches.length === 0) return;
    const fresh = await this.record(ctx, breaches);
    const settled = await this.settle(ctx, breaches);
    await this.announce(ctx, fresh);
    const touched = new Set([...fresh.map(({ complaint }) => complaint.accountId), ...settled]);
    if (touched.size > 0) await this.outbox.publish(ctx, 'accounts.evaluate', { accountIds: [...touched].sort() });
  }

  private async store(ctx: RequestContext, timed: readonly TimedComplaint[], version: number): Promise<void> {
    const figures = timed.map(figuresOf);
    const of = <T>(value: (figure: (typeof figures)[number]) => T): T[] => figures.map(value);
    await ctx.unit.execute(tenantSql`
      update complaint c set next_due_at = v.next_due_at, breached_at = v.breached_at, acknowledged_in = v.acknowledged_in,
        resolved_in = v.resolved_in, timed_version = ${version}
      from unnest(${timed.map(({ id }) => id)}::uuid[], ${of(({ nextDueAt }) => nextDueAt)}::timestamptz[],
        ${of(({ breachedAt }) => breachedAt)}::timestamptz[], ${of(({ acknowledgedIn }) => acknowledgedIn)}::bigint[],
        ${of(({ resolvedIn }) => resolvedIn)}::bigint[]) as v (id, next_due_at, breached_at, acknowledged_in, resolved_in)
      where c.tenant_id = ${TENANT} and c.id = v.id
        and (c.next_due_at, c.breached_at, c.acknowledged_in, c.resolved_in, c.timed_version)
          is distinct from (v.next_due_at, v.breached_at, v.acknowledged_in, v.resolved_in, ${version}::int)`);
  }

  /** @returns those that were not on record */
  private async record(ctx: RequestContext, breaches: readonly Breach[]): Promise<readonly Breach[]> {
    const ids = breaches.map(() => uuidv7());
    const of = <T>(value: (breach: Breach) => T): T[] => breaches.map(value);
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      insert into complaint_breach (tenant_id, id, complaint_id, account_id, step, run, due_at, recorded_at, reached_at, severity, policy_version)
      select ${TENANT}::uuid, v.id, v.complaint_id, v.account_id, v.step, v.run, v.due_at, ${ctx.now()}::timestamptz, v.reached_at, v.severity,
        v.policy_version
      from unnest(${ids}::uuid[], ${of(({ complaint }) => complaint.id)}::uuid[], ${of(({ complaint }) => complaint.accountId)}::uuid[],
        ${of(({ step }) => step.clock)}::text[], ${of(({ step }) => step.run)}::int[], ${of(({ step }) => step.breachedAt)}::timestamptz[],
        ${of(({ step }) => step.reachedAt ?? null)}::timestamptz[], ${of(({ complaint }) => complaint.severity)}::text[],
        ${of(({ complaint }) => complaint.policyVersion)}::int[])
        as v (id, complaint_id, account_id, step, run, due_at, reached_at, severity, policy_version)
      on conflict (tenant_id, complaint_id, step, run) do nothing returning id`);
    const entered = new Set(rows.map(({ id }) => id));
    return breaches.filter((_, place) => entered.has(ids[place] as string));
  }

  /** Remembers when overdue steps were taken after all. @returns the accounts of those of which that is news */
  private async settle(ctx: RequestContext, breaches: readonly Breach[]): Promise<readonly string[]> {
    const of = <T>(value: (breach: Breach) => T): T[] => breaches.map(value);
    const rows = await ctx.unit.query<{ account_id: string }>(tenantSql`
      update complaint_breach b set reached_at = v.reached_at
      from unnest(${of(({ complaint }) => complaint.id)}::uuid[], ${of(({ step }) => step.clock)}::text[], ${of(({ step }) => step.run)}::int[],
        ${of(({ step }) => step.reachedAt ?? null)}::timestamptz[]) as v (complaint_id, step, run, reached_at)
      where b.tenant_id = ${TENANT} and b.complaint_id = v.complaint_id and b.step = v.step and b.run = v.run
        and b.reached_at is distinct from v.reached_at returning b.account_id`);
    return rows.map(({ account_id: id }) => id);
  }

  /** What is over already is on record, but nobody is called for it. */
  private async announce(ctx: RequestContext, fresh: readonly Breach[]): Promise<void> {
    // Time has passed: that is nobody's act, also when it is noticed because somebody does something.
    const clock = new RequestContext(ctx.requestId, { kind: 'SYSTEM', name: CLOCK_ACTOR }, ctx.locale, ctx.unit, ctx);
    await this.audit.recordAllForAccounts(
      clock,
      fresh.map(
        ({ complaint: { id, accountId, number, severity, policyVersion }, step: { clock: step, breachedAt } }) => ({
          ...{ accountId, action: 'breached', entity: 'complaint', entityId: id, at: new Date(breachedAt) },
          detail: { number, step, dueAt: breachedAt, severity, policyVersion },
        }),
      ),
    );
    const open = fresh.filter(({ step }) => step.reachedAt === undefined);
    await this.outbox.publishAll(
      ctx,
      open.map(({ complaint: { id, accountId, number }, step: { clock: step, run, breachedAt, escalation } }) => ({
        ...{ topic: 'complaint.breached', accountId },
        payload: { complaintId: id, number, step, run, dueAt: breachedAt, notify: TOLD.slice(0, escalation) },
      })),
    );
  }
}

function isBreached(step: TimedStep): step is Breach['step'] {
  return step.breachedAt !== undefined;
}

/** What lists and reports find a complaint by. */
function figuresOf({ clocks }: TimedComplaint) {
  const running = clocks.flatMap(({ status, dueAt }) => (status === 'RUNNING' && dueAt !== undefined ? [dueAt] : []));
  const taken = (name: TimedStep['clock']): number | null => {
    const found = clocks.find(({ clock }) => clock === name);
    return found?.status === 'STOPPED' ? found.elapsed : null;
  };
  return {
    nextDueAt: earliest(running),
    breachedAt: earliest(clocks.flatMap(({ breachedAt }) => breachedAt ?? [])),
    acknowledgedIn: taken('ACKNOWLEDGE'),
    resolvedIn: taken('RESOLVE'),
  };
}

function earliest(moments: readonly string[]): string | null {
  return moments.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

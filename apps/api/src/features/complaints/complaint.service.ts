import { type CourseCommand, type CourseEvent, decideCourse, evolveCourse } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { ComplaintClockKeeper } from './complaint-clock.keeper.js';
import { ComplaintRefused, IdempotencyKeyReused } from './complaint.errors.js';
import {
  assessInput,
  changeInput,
  containInput,
  pauseInput,
  resumeInput,
  type AssessComplaintInput,
  type ChangeComplaintStatusInput,
  type ComplaintChange,
  type ContainComplaintInput,
  type PauseComplaintInput,
  type ResumeComplaintInput,
} from './complaint.inputs.js';
import { type ComplaintSummary, SUMMARY_COLUMNS } from './complaint.model.js';

/** Verbs under which commands appear in the audit log and the account's timeline. */
const ACTIONS: Readonly<Record<CourseCommand['type'], string>> = {
  MOVE: 'changed',
  CONTAIN: 'contained',
  ASSESS: 'assessed',
  PAUSE: 'paused',
  RESUME: 'resumed',
};

/** Complaints after they were filed. What a caller may not see answers as if it did not exist. */
@Injectable()
export class ComplaintService {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ComplaintClockKeeper) private readonly clocks: ComplaintClockKeeper,
  ) {}

  /** Takes a complaint one step further. @throws as {@link run} */
  changeStatus(ctx: RequestContext, input: ChangeComplaintStatusInput): Promise<ComplaintSummary> {
    const { status: to, note = null, from = null, ...change } = parseInput(changeInput, input);
    return this.run(ctx, change, { type: 'MOVE', to, note, from });
  }

  /** Tells the customer how he is protected until the cause is removed. @throws as {@link run} */
  contain(ctx: RequestContext, input: ContainComplaintInput): Promise<ComplaintSummary> {
    const { answer, ...change } = parseInput(containInput, input);
    return this.run(ctx, change, { type: 'CONTAIN', answer });
  }

  /** Judges how bad it is, by which its deadlines go. @throws as {@link run} */
  assess(ctx: RequestContext, input: AssessComplaintInput): Promise<ComplaintSummary> {
    const { severity, note = null, ...change } = parseInput(assessInput, input);
    return this.run(ctx, change, { type: 'ASSESS', severity, note });
  }

  /** Lets its clocks stand still. @throws as {@link run} */
  pause(ctx: RequestContext, input: PauseComplaintInput): Promise<ComplaintSummary> {
    const { reason, note = null, ...change } = parseInput(pauseInput, input);
    return this.run(ctx, change, { type: 'PAUSE', reason, note });
  }

  /** Lets its clocks run on. @throws as {@link run} */
  resume(ctx: RequestContext, input: ResumeComplaintInput): Promise<ComplaintSummary> {
    const { note = null, ...change } = parseInput(resumeInput, input);
    return this.run(ctx, change, { type: 'RESUME', note });
  }

  /**
   * Event, current row, clocks, histories and announcement: all of it or nothing, once per key.
   * @throws NotFound, IdempotencyKeyReused, VersionConflict, ComplaintRefused
   */
  private async run(
    ctx: RequestContext,
    { id, version, idempotencyKey: key = null }: ComplaintChange,
    command: CourseCommand,
  ): Promise<ComplaintSummary> {
    const complaint = await this.hold(ctx, id);
    if (!complaint) throw new NotFound('Complaint');
    const requestHash = createHash('sha256').update(JSON.stringify(command)).digest('base64url');
    if (key !== null && (await this.isRepeated(ctx, id, key, requestHash))) return complaint;
    if (complaint.version !== version) throw new VersionConflict(complaint.version);
    const decision = decideCourse(command, complaint);
    if (!decision.ok) throw new ComplaintRefused(decision.reasons);
    // What has passed unmet until now is recorded before its clock begins anew.
    if (command.type === 'MOVE' && command.to === 'REOPENED') await this.clocks.keep(ctx, [id]);
    const changed: ComplaintSummary = {
      ...decision.events.reduce(evolveCourse, complaint),
      ...{ id, accountId: complaint.accountId, number: complaint.number, subject: complaint.subject },
      version: version + decision.events.length,
    };
    await this.store(ctx, changed);
    for (const [place, event] of decision.events.entries())
      await this.enter(ctx, id, version + place + 1, event, key === null ? null : { key, requestHash });
    await this.clocks.keep(ctx, [id]);
    await this.tell(ctx, complaint, changed, command);
    return changed;
  }

  /** The complaint, which nobody else changes until the transaction ends. */
  private hold(ctx: RequestContext, id: string): Promise<ComplaintSummary | undefined> {
    return ctx.unit.first<ComplaintSummary>(tenantSql`
      select ${SUMMARY_COLUMNS} from complaint c
      where c.tenant_id = ${TENANT} and c.id = ${id} and ${visibleAccount(ctx, 'c.account_id')} for update of c`);
  }

  /** @throws IdempotencyKeyReused where the key was used for something else */
  private async isRepeated(ctx: RequestContext, id: string, key: string, requestHash: string): Promise<boolean> {
    const earlier = await ctx.unit.first<{ hash: string }>(tenantSql`
      select e.request_hash as hash from complaint_event e
      where e.tenant_id = ${TENANT} and e.complaint_id = ${id} and e.actor = ${ctx.actor} and e.idempotency_key = ${key}`);
    if (earlier && earlier.hash !== requestHash) throw new IdempotencyKeyReused();
    return earlier !== undefined;
  }

  private async store(ctx: RequestContext, { id, status, severity, paused, version }: ComplaintSummary): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update complaint set status = ${status}, severity = ${severity}, paused = ${paused}, version = ${version}, updated_at = ${ctx.now()}
      where tenant_id = ${TENANT} and id = ${id}`);
  }

  private async enter(
    ctx: RequestContext,
    id: string,
    seq: number,
    { type, ...data }: CourseEvent,
    request: { readonly key: string; readonly requestHash: string } | null,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type, data, idempotency_key, request_hash)
      values (${TENANT}, ${id}, ${seq}, ${ctx.now()}, ${ctx.actor}, ${type}, ${JSON.stringify(data)}, ${request?.key ?? null},
        ${request?.requestHash ?? null})`);
  }

  private async tell(
    ctx: RequestContext,
    { id, number, accountId, status: from, severity: before }: ComplaintSummary,
    { status, severity, paused }: ComplaintSummary,
    { type }: CourseCommand,
  ): Promise<void> {
    const details: Readonly<Record<CourseCommand['type'], object>> = {
      ...{
        MOVE: { from, to: status },
        CONTAIN: {},
        ASSESS: { from: before, to: severity },
        PAUSE: { paused },
        RESUME: {},
      },
    };
    await this.audit.recordForAccount(ctx, {
      ...{ action: ACTIONS[type], entity: 'complaint', entityId: id, accountId },
      detail: { number, ...details[type] },
    });
    await this.outbox.publish(ctx, 'complaint.changed', { complaintId: id, number, from, status }, { accountId });
  }
}

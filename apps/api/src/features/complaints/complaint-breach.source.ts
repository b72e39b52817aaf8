import { type BreachGrade, dateOfEpochDay, epochDay, gradeOverdueSteps, type IsoDate } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type SignalReading, type SignalSource, SignalSources } from '../signals/signal-source.js';
import { ComplaintBreaches } from './complaint-breaches.service.js';
import { ComplaintClocks, dueOf, type TimedComplaint, type TimedStep } from './complaint-clock.service.js';
import { workingHours } from './complaint-deadline.types.js';

/** A step that is overdue, with its complaint. */
type OverdueStep = TimedStep & {
  readonly complaintId: string;
  readonly severity: TimedComplaint['severity'];
  readonly complaint: TimedComplaint;
};

/** Complaints that are left waiting beyond their deadlines; it falls silent when the steps are taken. */
@Injectable()
export class ComplaintBreachSource implements SignalSource, OnModuleInit {
  readonly kinds = ['COMPLAINT_BREACH'] as const;

  constructor(
    @Inject(SignalSources) private readonly sources: SignalSources,
    @Inject(ComplaintBreaches) private readonly breaches: ComplaintBreaches,
    @Inject(ComplaintClocks) private readonly clocks: ComplaintClocks,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  readonly read: SignalSource['read'] = async (ctx, accountIds, asOf, policy) => {
    const moment = endOf(asOf, ctx.now());
    const overdue = await this.breaches.overdue(ctx, accountIds, moment);
    const timed = await this.clocks.under(ctx, policy, [...overdue.values()].flat(), moment);
    const { executive } = policy.document.complaint.escalation;
    const found = new Map<string, readonly SignalReading[]>();
    for (const [accountId, ids] of overdue) {
      const steps = ids.flatMap((id) => overdueSteps(timed.get(id)));
      const graded = gradeOverdueSteps(steps, executive);
      if (graded !== null) found.set(accountId, [signalOf(graded, asOf)]);
    }
    return found;
  };
}

function overdueSteps(complaint: TimedComplaint | undefined): readonly OverdueStep[] {
  if (complaint === undefined) return [];
  return complaint.clocks
    .filter(({ status, breachedAt }) => status !== 'STOPPED' && breachedAt !== undefined)
    .map((step) => ({ ...step, complaintId: complaint.id, severity: complaint.severity, complaint }));
}

function signalOf({ grade, score, steps }: BreachGrade<OverdueStep>, asOf: IsoDate): SignalReading {
  const [latest] = steps;
  return {
    ...{ kind: 'COMPLAINT_BREACH', grade, score, threshold: 1, ratio: score },
    basis: `complaint:${latest?.complaintId}:${latest?.clock}:${latest?.run}`,
    explanation: {
      asOf,
      steps: steps.map((step) => ({
        complaintId: step.complaintId,
        number: step.complaint.number,
        severity: step.severity,
        step: step.clock,
        dueAt: dueOf(step),
        hoursLate: workingHours(-step.remaining),
        policyVersion: step.complaint.policyVersion,
      })),
    },
    sources: ['complaint', 'complaint_event', 'complaint_breach'],
  };
}

/** The end of a day, or now, if that is earlier. */
function endOf(day: IsoDate, now: Date): Date {
  const end = new Date(`${dateOfEpochDay(epochDay(day) + 1)}T00:00:00.000Z`);
  return end < now ? end : now;
}

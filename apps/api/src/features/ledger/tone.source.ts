import {
  gradeSilentComplaint,
  type IsoDate,
  type PolicyDocument,
  replyReading,
  type ReplyReading,
  silentComplaintWindow,
  toneReadings,
  type WorkingDayRule,
} from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { workingDayRule } from '../policies/policy-version.js';
import { type SignalReading, type SignalSource, SignalSources } from '../signals/signal-source.js';
import { TouchReadings, type TouchRatings } from './touch-readings.service.js';

interface Window {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** What readings are judged by. */
interface Rules extends Pick<PolicyDocument, 'silentComplaint' | 'receivables'> {
  readonly isWorkingDay: WorkingDayRule;
}

/**
 * A cooler tone and slower answers than an account's own habit. A drop of tone is a sign of a complaint that nobody
 * voiced: watched once, an alert when it comes twice in 60 days or when answers slow down, too.
 */
@Injectable()
export class ToneSource implements SignalSource, OnModuleInit {
  readonly kinds = ['TONE_DROP', 'SLOW_REPLIES'] as const;

  constructor(
    @Inject(SignalSources) private readonly sources: SignalSources,
    @Inject(TouchReadings) private readonly touches: TouchReadings,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async read(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    policy: PolicyVersion,
  ): Promise<ReadonlyMap<string, readonly SignalReading[]>> {
    const { silentComplaint, receivables } = policy.document;
    const { windowDays, tone, reply } = silentComplaint;
    const rules = { silentComplaint, receivables, isWorkingDay: workingDayRule(policy) };
    const window = silentComplaintWindow(asOf, silentComplaint);
    const days = windowDays + Math.max(tone.baselineDays, reply.baselineDays);
    const found = new Map<string, readonly SignalReading[]>();
    for (const [accountId, ratings] of await this.touches.ratings(ctx, accountIds, asOf, days)) {
      const replies = replyReading(ratings.replies, window, reply);
      const readings = [
        toneSignal(ratings, replies, window, rules),
        replySignal(ratings, replies, window, reply.growth),
      ].filter((reading) => reading !== null);
      if (readings.length > 0) found.set(accountId, readings);
    }
    return found;
  }
}

function toneSignal(
  { tones }: TouchRatings,
  replies: ReplyReading | undefined,
  window: Window,
  { silentComplaint, receivables, isWorkingDay }: Rules,
): SignalReading | null {
  // The readings come in the order of their days, of one day the better tone first: so do the entries here.
  const recent = tones
    .filter(({ on }) => on >= window.from)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : b.tone - a.tone));
  const readings = toneReadings(tones, window, silentComplaint.tone);
  const facts = { asOf: window.to, payments: [], tones: readings, replies };
  const thresholds = {
    latenessZ: receivables.lateness.unusualAbove,
    toneDeviations: silentComplaint.tone.deviations,
  };
  const finding = gradeSilentComplaint(facts, silentComplaint, isWorkingDay, thresholds);
  if (finding === null) return null;
  const ratings = readings.map((reading, i) => ({ ...reading, entryId: recent[i]?.entryId }));
  const { grade, score, threshold, ratio, signs, inviteBy } = finding;
  return {
    ...{ kind: 'TONE_DROP', grade, score, threshold, ratio },
    basis: `tone:${ratings.findLast(({ drop }) => drop)?.entryId}`,
    explanation: { asOf: window.to, from: window.from, signs, inviteBy, usualTone: readings[0]?.usualTone, ratings },
    sources: ['ledger_entry'],
  };
}

function replySignal(
  { replies }: TouchRatings,
  reading: ReplyReading | undefined,
  window: Window,
  threshold: number,
): SignalReading | null {
  if (reading?.slowed !== true) return null;
  const { growth, usualHours, recentHours } = reading;
  const recent = replies.filter(({ on }) => on >= window.from);
  return {
    kind: 'SLOW_REPLIES',
    grade: 'WATCH',
    score: growth,
    threshold,
    ratio: growth / threshold,
    basis: `replies:${recent.at(-1)?.entryId}`,
    explanation: { asOf: window.to, from: window.from, usualHours, recentHours, growth, replies: recent },
    sources: ['ledger_entry'],
  };
}

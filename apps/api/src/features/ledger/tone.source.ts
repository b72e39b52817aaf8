import {
  DEFAULT_REPLY_POLICY,
  DEFAULT_SILENT_COMPLAINT_POLICY,
  DEFAULT_TONE_POLICY,
  gradeSilentComplaint,
  type IsoDate,
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

const DAYS =
  DEFAULT_SILENT_COMPLAINT_POLICY.windowDays +
  Math.max(DEFAULT_TONE_POLICY.baselineDays, DEFAULT_REPLY_POLICY.baselineDays);

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
    const isWorkingDay = workingDayRule(policy);
    const window = silentComplaintWindow(asOf);
    const found = new Map<string, readonly SignalReading[]>();
    for (const [accountId, ratings] of await this.touches.ratings(ctx, accountIds, asOf, DAYS)) {
      const replies = replyReading(ratings.replies, window);
      const readings = [
        toneSignal(ratings, replies, window, isWorkingDay),
        replySignal(ratings, replies, window),
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
  isWorkingDay: WorkingDayRule,
): SignalReading | null {
  // The readings come in the order of their days, of one day the better tone first: so do the entries here.
  const recent = tones
    .filter(({ on }) => on >= window.from)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : b.tone - a.tone));
  const readings = toneReadings(tones, window);
  const facts = { asOf: window.to, payments: [], tones: readings, replies };
  const finding = gradeSilentComplaint(facts, DEFAULT_SILENT_COMPLAINT_POLICY, isWorkingDay);
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
): SignalReading | null {
  if (reading?.slowed !== true) return null;
  const { growth, usualHours, recentHours } = reading;
  const recent = replies.filter(({ on }) => on >= window.from);
  return {
    kind: 'SLOW_REPLIES',
    grade: 'WATCH',
    score: growth,
    threshold: DEFAULT_REPLY_POLICY.growth,
    ratio: growth / DEFAULT_REPLY_POLICY.growth,
    basis: `replies:${recent.at(-1)?.entryId}`,
    explanation: { asOf: window.to, from: window.from, usualHours, recentHours, growth, replies: recent },
    sources: ['ledger_entry'],
  };
}

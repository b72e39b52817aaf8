import type { BusinessCalendar } from './business-calendar.js';
import { addWorkingTime, workingMilliseconds } from './working-time.js';
import { epochMilliseconds, type Instant } from './date.js';

/**
 * What moves a service clock. It runs from `START` to `STOP` and on again from the next `START`; while paused it stands
 * still, started or not. `RESET` starts it from zero, for work that has to be done anew.
 */
export interface ClockEvent {
  readonly type: 'START' | 'STOP' | 'PAUSE' | 'RESUME' | 'RESET';
  readonly at: Instant;
}

/** What a clock is held against: working time in milliseconds, over a calendar. */
export interface ServiceTarget {
  readonly calendar: BusinessCalendar;
  readonly milliseconds: number;
}

export type ClockStatus = 'NOT_STARTED' | 'RUNNING' | 'PAUSED' | 'STOPPED';

/** Where a clock stands at a moment, computed from its events and nothing else. */
export interface ClockStanding {
  readonly status: ClockStatus;
  /** Working milliseconds counted since the last start from zero. */
  readonly elapsed: number;
  /** Target less elapsed; negative once overrun. */
  readonly remaining: number;
  /** When the target is reached if nothing stops the clock; only while it runs and is not yet overrun. */
  readonly dueAt?: Instant;
  /** When the target was passed in this run. */
  readonly breachedAt?: Instant;
  /** Runs that passed the target, this one included. */
  readonly breaches: number;
}

interface Run {
  readonly started: boolean;
  readonly begun: boolean;
  readonly paused: boolean;
  readonly since: Instant;
  readonly elapsed: number;
  readonly breachedAt: Instant | undefined;
  readonly breaches: number;
}

/**
 * A service clock as of `now`. The order of the events is their time; of the same moment, the order given. Events after
 * `now` are left out. A target is passed when more working time than it has been counted: meeting it to the millisecond
 * is in time. O(events · log events + days).
 *
 * @throws InvalidValueError `INVALID_DATE` for an event or `now` that is no moment
 */
export function clockStanding(events: readonly ClockEvent[], target: ServiceTarget, now: Instant): ClockStanding {
  const end = epochMilliseconds(now);
  const log = events
    .map((event) => ({ event, at: epochMilliseconds(event.at) }))
    .filter(({ at }) => at <= end)
    .sort((a, b) => a.at - b.at);
  const idle = { started: false, begun: false, paused: false, breachedAt: undefined };
  let run: Run = { ...idle, since: log[0]?.event.at ?? now, elapsed: 0, breaches: 0 };
  for (const { event } of log) run = moved(counted(run, event.at, target), event.type);
  run = counted(run, now, target);
  const remaining = target.milliseconds - run.elapsed;
  const running = run.started && !run.paused;
  const dueAt = running && remaining >= 0 ? addWorkingTime(target.calendar, now, remaining) : undefined;
  return {
    status: running ? 'RUNNING' : run.started ? 'PAUSED' : run.begun ? 'STOPPED' : 'NOT_STARTED',
    elapsed: run.elapsed,
    remaining,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(run.breachedAt === undefined ? {} : { breachedAt: run.breachedAt }),
    breaches: run.breaches,
  };
}

/** The run with the working time up to a moment counted in. */
function counted(run: Run, to: Instant, { calendar, milliseconds }: ServiceTarget): Run {
  if (!run.started || run.paused) return { ...run, since: to };
  const elapsed = run.elapsed + workingMilliseconds(calendar, run.since, to);
  if (run.breachedAt !== undefined || elapsed <= milliseconds) return { ...run, since: to, elapsed };
  const breachedAt = addWorkingTime(calendar, run.since, milliseconds - run.elapsed);
  return { ...run, since: to, elapsed, breachedAt: breachedAt ?? to, breaches: run.breaches + 1 };
}

function moved(run: Run, type: ClockEvent['type']): Run {
  switch (type) {
    case 'START':
      return { ...run, started: true, begun: true };
    case 'STOP':
      return { ...run, started: false };
    case 'PAUSE':
      return { ...run, paused: true };
    case 'RESUME':
      return { ...run, paused: false };
    case 'RESET':
      return { ...run, started: true, begun: true, elapsed: 0, breachedAt: undefined };
  }
}

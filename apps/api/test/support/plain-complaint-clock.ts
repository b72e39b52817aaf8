/** What happened to a complaint, at whole minutes since 1970. */
export interface PlainEntry {
  readonly type: string;
  readonly minute: number;
  /** Of REOPENED: the step from which it is done anew. */
  readonly from?: string;
}

/** When people work: days of the week by their English names, days off and days worked all the same. */
export interface PlainCalendar {
  readonly zone: string;
  readonly weekdays: readonly string[];
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** What a clock says; `minutes` is what is left of its time, below 0 when overrun. */
export interface PlainClock {
  readonly due: number | null;
  readonly reached: number | null;
  readonly breached: boolean;
  readonly run: number;
  readonly minutes: number;
}

const OFFICE = [
  [9 * 60, 12 * 60],
  [13 * 60, 18 * 60],
] as const;

/** What ends each step, and from which steps on a reopening begins it anew; null: never. */
const STEPS: Readonly<Record<string, { readonly ends: readonly string[]; readonly anew: readonly string[] | null }>> = {
  ACKNOWLEDGE: { ends: ['ACKNOWLEDGED'], anew: null },
  D3: { ends: ['CONTAINED', 'ACTION'], anew: ['D2', 'D3'] },
  D4: { ends: ['ANALYSED', 'ACTION'], anew: ['D2', 'D3', 'D4'] },
  RESOLVE: { ends: ['ACTION'], anew: ['D2', 'D3', 'D4', 'D5', 'D6'] },
};

/** Minutes of working time, one by one, as somebody would count them who looks at the clock on the wall. */
export class PlainTime {
  private readonly walls = new Map<
    number,
    { readonly day: string; readonly weekday: string; readonly minute: number }
  >();
  private readonly format: Intl.DateTimeFormat;

  constructor(private readonly calendar: PlainCalendar) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    this.format = new Intl.DateTimeFormat('en-CA', {
      ...parts,
      ...{ weekday: 'long', hourCycle: 'h23', timeZone: calendar.zone },
    });
  }

  isWorked(minute: number): boolean {
    const { day, weekday, minute: ofDay } = this.wall(minute);
    const { weekdays, holidays, workdays } = this.calendar;
    const open = workdays.includes(day) || (!holidays.includes(day) && weekdays.includes(weekday));
    return open && OFFICE.some(([from, to]) => ofDay >= from && ofDay < to);
  }

  /** Zones change their clocks at full quarters of an hour, so that within one the wall's minutes follow each other. */
  private wall(minute: number) {
    const quarter = minute - (minute % 15);
    let found = this.walls.get(quarter);
    if (!found) {
      const parts = Object.fromEntries(
        this.format.formatToParts(quarter * 60_000).map(({ type, value }) => [type, value]),
      );
      found = {
        day: `${parts['year']}-${parts['month']}-${parts['day']}`,
        weekday: (parts['weekday'] ?? '').toUpperCase(),
        minute: Number(parts['hour']) * 60 + Number(parts['minute']),
      };
      this.walls.set(quarter, found);
    }
    return { ...found, minute: found.minute + (minute % 15) };
  }
}

/** One clock of a complaint, counted minute by minute; written without a look at the one it is compared with. */
export function plainClock(
  step: string,
  entries: readonly PlainEntry[],
  allowed: number,
  counts: (minute: number) => boolean,
  now: number,
): PlainClock {
  const { ends, anew } = STEPS[step] as (typeof STEPS)[string];
  let [running, paused, taken, run] = [false, false, 0, 1];
  let full: number | null = null;
  let over: number | null = null;
  let reached: number | null = null;
  let dueThen: number | null = null;
  let minute = entries[0]?.minute ?? now;
  const count = (until: number): void => {
    for (; minute < until; minute += 1) {
      if (!running || paused || !counts(minute)) continue;
      taken += 1;
      if (taken === allowed) full = minute + 1;
      if (taken > allowed && over === null) over = full;
    }
  };
  const dueFrom = (from: number): number => {
    let [at, left] = [from, allowed - taken];
    for (; left > 0; at += 1) if (counts(at)) left -= 1;
    return at;
  };
  for (const { type, minute: at, from = '' } of entries) {
    if (at > now) break;
    count(at);
    const began = type === 'RECEIVED';
    const ended = running && (ends.includes(type) || (type === 'CLOSED' && step !== 'ACKNOWLEDGE'));
    if (ended) {
      [running, reached] = [false, at];
      dueThen = over ?? (paused ? null : dueFrom(at));
    }
    if (type === 'CLOCK_PAUSED') paused = true;
    if (type === 'CLOCK_RESUMED' || type === 'REOPENED') paused = false;
    const again = type === 'REOPENED' && anew?.includes(from) === true;
    if (again) run += 1;
    if (began || again) [running, taken, full, over, reached] = [true, 0, null, null, null];
    // Who has used all the time by now is late from the next minute of work on.
    if (touches(step, type, ends) && taken === allowed && over === null) full = at;
  }
  count(now);
  const ahead = running && !paused ? dueFrom(now) : null;
  const due = over ?? (reached !== null ? dueThen : ahead);
  return { due, reached, breached: over !== null, run, minutes: allowed - taken };
}

/** Whether something that happened means anything to the clock of a step. */
function touches(step: string, type: string, ends: readonly string[]): boolean {
  const all = ['RECEIVED', 'REOPENED', 'CLOCK_PAUSED', 'CLOCK_RESUMED'];
  return all.includes(type) || ends.includes(type) || (type === 'CLOSED' && step !== 'ACKNOWLEDGE');
}

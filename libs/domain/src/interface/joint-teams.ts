import { epochDay, type IsoDate } from '../calendar/date.js';
import { groupBy } from '../collection/group-by.js';
import { compareText } from '../text/compare-text.js';
import type { JointTeam } from './classify-interface.js';

/** What somebody observed of a team of both companies: that it is at work, or no longer. */
export interface TeamSighting {
  readonly id: string;
  readonly on: IsoDate;
  /** Its task; sightings of one task are of one team, however it is capitalised. */
  readonly subject: string;
  readonly active: boolean;
  readonly ourPeople: number;
  readonly theirPeople: number;
}

/** A team over the time that it was seen at work. */
export interface SightedTeam extends JointTeam {
  readonly subject: string;
  /** The sightings it rests on, oldest first. */
  readonly evidence: readonly string[];
}

/**
 * Teams out of what was seen of them: one is at work from the first active sighting until the day it is seen
 * dissolved; seen active again, it is a new one. Its size is the last one seen. Oldest first. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function jointTeams(sightings: readonly TeamSighting[]): readonly SightedTeam[] {
  const bySubject = groupBy(sightings, ({ subject }) => subject.trim().toLowerCase());
  return [...bySubject.values()]
    .flatMap(teamsOf)
    .sort((a, b) => compareText(a.from, b.from) || compareText(a.subject, b.subject));
}

/** Of two sightings of a day the one with the later id counts last. */
function teamsOf(sightings: readonly TeamSighting[]): readonly SightedTeam[] {
  const inOrder = [...sightings].sort((a, b) => epochDay(a.on) - epochDay(b.on) || compareText(a.id, b.id));
  return inOrder.reduce<readonly SightedTeam[]>((teams, { id, on, subject, active, ourPeople, theirPeople }) => {
    const last = teams.at(-1);
    const open = last !== undefined && last.to === undefined ? last : undefined;
    const before = open === undefined ? teams : teams.slice(0, -1);
    const evidence = [...(open?.evidence ?? []), id];
    if (!active) return open === undefined ? teams : [...before, { ...open, to: on, evidence }];
    const size = { ourMembers: ourPeople, theirMembers: theirPeople };
    return [...before, { subject, from: on, ...open, ...size, evidence }];
  }, []);
}

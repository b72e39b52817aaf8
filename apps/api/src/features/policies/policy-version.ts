import {
  type BusinessCalendar,
  type CasePolicy,
  companyCalendar,
  DEFAULT_POLICY_DOCUMENT,
  DEFAULT_STAGE_POLICY,
  isBusinessDay,
  migratePolicy,
  type PolicyDocument,
  type StagePolicy,
  type WorkingDayRule,
} from '@mortise/domain';
import { zoneOf } from '../../platform/context/zones.js';
import { PolicyUnreadable } from './policy.errors.js';

/** From one time zone to another, by name. */
export interface ZoneChange {
  readonly from: string;
  readonly to: string;
}

/** One version of a tenant's policy. */
export interface PolicyVersion {
  /** 0 for the defaults that come with Mortise. */
  readonly version: number;
  readonly document: PolicyDocument;
  readonly stage: StagePolicy;
  readonly case: CasePolicy;
  /** The days on which the tenant works, in its own time zone. */
  readonly calendar: BusinessCalendar;
  /** The tenant's time zone now, whatever the version. */
  readonly timeZone: string;
  /** The time zone that came with this version; null where it stayed. */
  readonly zoneChange: ZoneChange | null;
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
  /** Why it was set; null where nobody said. */
  readonly note: string | null;
}

/** A version as the database has it; null throughout where the tenant has never set one. */
export interface PolicyRow {
  readonly time_zone: string;
  readonly version: number | null;
  readonly document: string | null;
  readonly created_at: Date | null;
  readonly created_by: string | null;
  readonly note: string | null;
  readonly zone_change: ZoneChange | null;
}

/** @throws PolicyUnreadable for a document of a later Mortise */
export function versionOf(row: PolicyRow): PolicyVersion {
  const version = row.version ?? 0;
  const document = row.document === null ? DEFAULT_POLICY_DOCUMENT : readDocument(row.document);
  const { openWithinWorkingDays, stepWorkingDays } = document.case;
  const calendar = companyCalendar(document.calendar, zoneOf(row.time_zone));
  return {
    ...{ timeZone: row.time_zone, zoneChange: row.zone_change },
    ...{ version, document, calendar, createdAt: row.created_at, createdBy: row.created_by, note: row.note },
    stage: { ...document.stage, version: version === 0 ? DEFAULT_STAGE_POLICY.version : String(version) },
    case: { openWithinWorkingDays, stepWorkingDays, calendar },
  };
}

/** The tenant's working days, for those who ask of a day. */
export function workingDayRule({ calendar }: Pick<PolicyVersion, 'calendar'>): WorkingDayRule {
  return (date) => isBusinessDay(calendar, date);
}

/** Documents that were checked before, by their text: checking takes milliseconds, and the same ones are read all day. */
const CHECKED = new Map<string, PolicyDocument>();
const MOST_CHECKED = 200;

function readDocument(text: string): PolicyDocument {
  const known = CHECKED.get(text);
  if (known) return known;
  const read = migratePolicy(JSON.parse(text));
  if (!read.ok) throw new PolicyUnreadable(read.reasons);
  const [oldest] = CHECKED.keys();
  if (CHECKED.size >= MOST_CHECKED && oldest !== undefined) CHECKED.delete(oldest);
  CHECKED.set(text, read.document);
  return read.document;
}

import {
  isPolicyPathWithin,
  type PolicyDocument,
  type PolicySetting as Setting,
  policyDifferences,
  policySettings,
  STAGE_POSITIONS,
} from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { gateView } from '../stages/stage-gate.view.js';
import { IN_FORCE } from './policy-change.js';
import type { PolicyVersion } from './policy-version.js';
import type { CaseWorkingDays, Policy, PolicyHistoryEntry, PolicySetting } from './policy.types.js';

/** A policy as clients see it. */
export function policyView(
  ctx: RequestContext,
  { version, document, stage, timeZone, createdAt, createdBy, note }: PolicyVersion,
): Policy {
  return {
    version,
    note,
    settings: settingsInForce(document),
    createdAt,
    createdBy,
    gates: [
      ...(['INITIAL', 'STABLE', 'STRATEGIC'] as const).map((to) => gateView(ctx, stage, 'ADVANCE', to, [])),
      ...(['STABLE', 'INITIAL', 'DEVELOPMENT'] as const).map((to) => gateView(ctx, stage, 'REGRESS', to, [])),
      gateView(ctx, stage, 'TERMINATE', 'ENDED', []),
      gateView(ctx, stage, 'REENTER', 'DEVELOPMENT', []),
    ],
    approvals: STAGE_POSITIONS.map((to) => ({ to, ...stage.approvals[to] })),
    repairMonths: stage.repairMonths,
    alarmStartsPerAccountYear: document.alarm.startsPerAccountYear,
    staleOrdersDays: document.alarm.staleOrdersDays,
    value: { ...document.value },
    caseWorkingDays: workingDaysOf(document.case),
    holidays: document.calendar.holidays,
    workdays: document.calendar.workdays,
    weekdays: document.calendar.weekdays,
    timeZone,
  };
}

function workingDaysOf({ openWithinWorkingDays, stepWorkingDays }: PolicyDocument['case']): CaseWorkingDays {
  const { TRIAGE, ANALYSE, ENGAGE, ESCALATED } = stepWorkingDays;
  return { open: openWithinWorkingDays, triage: TRIAGE, analyse: ANALYSE, engage: ENGAGE, escalated: ESCALATED };
}

function settingsInForce(document: PolicyDocument): readonly PolicySetting[] {
  return policySettings(document)
    .filter(({ path }) => isPolicyPathWithin(path, IN_FORCE))
    .map(settingView);
}

function settingView({ path, value, standard, bound, choices }: Setting): PolicySetting {
  return {
    ...{ path, value, standard, changed: JSON.stringify(value) !== JSON.stringify(standard) },
    ...{ minimum: bound?.min ?? null, maximum: bound?.max ?? null, whole: bound?.whole ?? null },
    choices: choices?.map(String) ?? null,
  };
}

/** A version beside the one before it, as clients see it. */
export function historyView(
  { version, document, zoneChange, createdAt, createdBy, note }: PolicyVersion,
  before: PolicyDocument,
): PolicyHistoryEntry {
  const zone = zoneChange === null ? [] : [{ path: 'timeZone', ...zoneChange }];
  return { version, createdAt, createdBy, note, changes: [...policyDifferences(before, document), ...zone] };
}

import type { BusinessFunction, IsoDate, LedgerKind, Tier } from '@mortise/domain';

/** Who of both sides meets how often since when. */
export interface DemoMeeting {
  readonly since: IsoDate;
  readonly everyDays: number;
  readonly who: readonly [ours: string, theirs: string];
  readonly functions: readonly [ours: BusinessFunction, theirs: BusinessFunction];
  readonly tier: Tier;
}

/** What was observed on a day, by whom, of which kind, as whoever records it says it. */
export interface DemoFact {
  readonly on: IsoDate;
  readonly by: string;
  readonly kind: LedgerKind;
  readonly said: Readonly<Record<string, unknown>>;
}

/** A refinery in Ningbo over a quarter of a century: orders at first, then the engineers, then everybody. */
export const NINGBO_MEETINGS: readonly DemoMeeting[] = [
  meeting('2000-03-06', 28, ['xu', 'wang'], ['SALES', 'PURCHASING'], 'WORKING'),
  meeting('2005-04-04', 40, ['zhao', 'sun'], ['ENGINEERING', 'ENGINEERING'], 'MIDDLE'),
  meeting('2005-05-09', 40, ['tang', 'sun'], ['QUALITY', 'QUALITY'], 'MIDDLE'),
  meeting('2005-06-06', 42, ['tang', 'sun'], ['PRODUCTION', 'PRODUCTION'], 'WORKING'),
  meeting('2010-01-11', 40, ['zhao', 'wang'], ['LOGISTICS', 'LOGISTICS'], 'WORKING'),
  meeting('2010-01-18', 35, ['zhao', 'sun'], ['RESEARCH_AND_DEVELOPMENT', 'RESEARCH_AND_DEVELOPMENT'], 'MIDDLE'),
  meeting('2010-02-01', 42, ['director', 'gao'], ['MANAGEMENT', 'MANAGEMENT'], 'TOP'),
];

/** What else was observed there. */
export const NINGBO_FACTS: readonly DemoFact[] = [
  adaptation('2000-04-17', 'THEIRS', 'TERMS', 3, 'Paid in advance.'),
  adaptation('2000-05-15', 'THEIRS', 'PRODUCT', 10, 'Took the list types and changed their pipework.'),
  adaptation('2000-07-10', 'THEIRS', 'LOGISTICS', 6, 'Kept stock of their own, because we delivered late.'),
  adaptation('2000-09-18', 'THEIRS', 'PROCESS', 8, 'Moved a shutdown to our delivery date.'),
  adaptation('2000-11-20', 'OURS', 'PACKAGING', 4, 'Frames that fit their cranes.'),
  fact('2005-05-23', 'tang', 'TECHNICAL_EXCHANGE', {
    subject: 'What their engineers lack: survey of key customers',
    activity: 'SITE_VISIT',
    ourPeople: 4,
    theirPeople: 5,
    result: 'Tubes that foul less and need no shutdown.',
  }),
  adaptation('2005-11-07', 'OURS', 'PRODUCT', 18, 'The stainless wound-tube exchanger, made for what they lacked.'),
  adaptation('2006-05-22', 'OURS', 'PROCESS', 6, 'Acceptance tests at our works.'),
  value('2006-06-19', 240_000, 'Half the fouling since the first wound tubes, by their logs.'),
  value('2008-09-22', 410_000, 'A shutdown a year less in two lines.'),
  fact('2010-01-11', 'zhao', 'JOINT_TEAM', {
    subject: 'Wound-tube exchangers for the new cracker',
    functions: ['RESEARCH_AND_DEVELOPMENT', 'PRODUCTION', 'MARKETING'],
    ourPeople: 6,
    theirPeople: 4,
    active: true,
  }),
  fact('2010-01-25', 'director', 'JOINT_INITIATIVE', {
    initiativeType: 'RESEARCH',
    status: 'ACTIVE',
    subject: 'Joint development and trial production of wound tubes',
  }),
  fact('2010-02-15', 'director', 'STAFF_EXCHANGE', {
    direction: 'OURS_TO_THEM',
    businessFunction: 'PRODUCTION',
    people: 6,
    from: '2010-02-15',
  }),
  adaptation('2010-03-08', 'OURS', 'PRODUCT', 60, 'Developed and tried out together, with our people in their plant.'),
  fact('2010-05-17', 'director', 'EXECUTIVE_VISIT', { direction: 'WE_VISITED' }),
  fact('2010-10-11', 'director', 'EXECUTIVE_VISIT', { direction: 'THEY_VISITED' }),
  fact('2010-11-15', 'zhao', 'VALUE_ENTRY', {
    valueType: 'CO_CREATED',
    facet: 'SYSTEM',
    amount: { minor: '190000000' },
    initiator: 'OURS',
    evidence: 'The bundles tried out together run a year longer than those before.',
  }),
  adaptation('2012-09-10', 'OURS', 'IT', 25, 'Their maintenance plan feeds our production.'),
];

function meeting(
  since: IsoDate,
  everyDays: number,
  who: DemoMeeting['who'],
  functions: DemoMeeting['functions'],
  tier: Tier,
): DemoMeeting {
  return { since, everyDays, who, functions, tier };
}

function fact(on: IsoDate, by: string, kind: LedgerKind, said: DemoFact['said']): DemoFact {
  return { on, by, kind, said };
}

function adaptation(on: IsoDate, side: 'OURS' | 'THEIRS', area: string, effort: number, benefit: string): DemoFact {
  return fact(on, 'xu', 'ADAPTATION', { side, area, effort, benefit });
}

/** @param amount in whole units of the supplier's currency */
function value(on: IsoDate, amount: number, evidence: string): DemoFact {
  return fact(on, 'zhao', 'VALUE_ENTRY', {
    valueType: 'PERFORMANCE',
    facet: 'OPERATING',
    amount: { minor: `${amount}00` },
    initiator: 'OURS',
    evidence,
  });
}

import {
  type BusinessFunction,
  dateOfEpochDay,
  epochDay,
  type IsoDate,
  type LedgerKind,
  type Tier,
} from '@mortise/domain';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AccountContactService } from '../contacts/account-contact.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

/** Who of both sides meets how often since when. */
interface DemoMeeting {
  readonly since: IsoDate;
  readonly everyDays: number;
  readonly who: readonly [ours: string, theirs: string];
  readonly functions: readonly [ours: BusinessFunction, theirs: BusinessFunction];
  readonly tier: Tier;
}

const ACCOUNT = 'DONGHAI-REFINING';

/** A refinery in Ningbo over a quarter of a century: orders at first, then the engineers, then everybody. */
const MEETINGS: readonly DemoMeeting[] = [
  meeting('2000-03-06', 28, ['xu', 'wang'], ['SALES', 'PURCHASING'], 'WORKING'),
  meeting('2005-04-04', 40, ['zhao', 'sun'], ['ENGINEERING', 'ENGINEERING'], 'MIDDLE'),
  meeting('2005-05-09', 40, ['tang', 'sun'], ['QUALITY', 'QUALITY'], 'MIDDLE'),
  meeting('2005-06-06', 42, ['tang', 'sun'], ['PRODUCTION', 'PRODUCTION'], 'WORKING'),
  meeting('2010-01-11', 40, ['zhao', 'wang'], ['LOGISTICS', 'LOGISTICS'], 'WORKING'),
  meeting('2010-01-18', 35, ['zhao', 'sun'], ['RESEARCH_AND_DEVELOPMENT', 'RESEARCH_AND_DEVELOPMENT'], 'MIDDLE'),
  meeting('2010-02-01', 42, ['director', 'gao'], ['MANAGEMENT', 'MANAGEMENT'], 'TOP'),
];

const ADAPTATIONS = [
  ['2000-05-15', 'THEIRS', 'PRODUCT', 10, 'Took the list types and changed their pipework.'],
  ['2001-09-03', 'THEIRS', 'LOGISTICS', 6, 'Kept stock of their own, because we delivered late.'],
  ['2002-04-08', 'THEIRS', 'TERMS', 3, 'Paid in advance.'],
  ['2003-06-02', 'THEIRS', 'PROCESS', 8, 'Moved a shutdown to our delivery date.'],
  ['2004-03-15', 'OURS', 'PACKAGING', 4, 'Frames that fit their cranes.'],
  ['2005-11-07', 'OURS', 'PRODUCT', 18, 'The wound-tube exchanger, after asking key customers what they lacked.'],
  ['2006-05-22', 'OURS', 'PROCESS', 6, 'Acceptance tests at our works.'],
  ['2010-03-08', 'OURS', 'PRODUCT', 60, 'Developed and tried out together, with our people in their plant.'],
  ['2012-09-10', 'OURS', 'IT', 25, 'Their maintenance plan feeds our production.'],
] as const;

/** Stances with what shows them, and who of ours looks after whom. */
const STANCES = [
  ['wang', 'SUPPORTS_US', 'Asked for our offer first in the last three tenders.', 'xu'],
  ['sun', 'SUPPORTS_US', 'Wrote our tube bundle into the specification of the new cracker.', 'zhao'],
  ['gao', 'LEANS_TO_US', 'Signed the framework agreement, and sees our rival once a year.', 'director'],
] as const;

interface Row {
  readonly kind: LedgerKind;
  readonly on: IsoDate;
  readonly by: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Writes what was observed at the refinery, each entry as if recorded on its day, and what is said of its people. */
export async function tellRelationship(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const staff = (key: string): string => {
    const principal = directory.staffMember(key);
    return principal.kind === 'STAFF' ? principal.staffId : '';
  };
  const rows: Row[] = [
    ...MEETINGS.flatMap((each) => touchesOf(each, today, staff, directory)),
    ...ADAPTATIONS.map(([on, side, area, effort, benefit]) => ({
      ...{ kind: 'ADAPTATION' as const, on, by: 'xu', payload: { side, area, effort, benefit } },
    })),
    {
      ...{ kind: 'JOINT_TEAM', on: '2010-01-11', by: 'zhao' },
      payload: {
        subject: 'Wound-tube exchangers for the new cracker',
        functions: ['RESEARCH_AND_DEVELOPMENT', 'PRODUCTION', 'MARKETING'],
        ...{ ourPeople: 6, theirPeople: 4, active: true },
      },
    },
    ...[400, 250, 120, 40].map((age, index): Row => ({
      ...{ kind: 'VALUE_ENTRY', on: dateOfEpochDay(epochDay(today) - age), by: 'zhao' },
      payload: {
        ...{ valueType: 'PERFORMANCE', facet: 'OPERATING', initiator: index === 1 ? 'THEIRS' : 'OURS' },
        evidence: 'Less steam per tonne, measured by both.',
      },
    })),
  ];
  const stored = rows.map(({ kind, on, by, payload }) => {
    return { id: uuidv7(), kind, on, at: `${on}T02:00:00Z`, by: `staff:${staff(by)}`, payload };
  });
  await ctx.unit.execute(tenantSql`
    insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn)
    select ${TENANT}, r.id, ${directory.account(ACCOUNT)}::uuid, r.kind, r.on, r.at, r.by, 'visit report', 'A', r.payload, false
    from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) as r (id uuid, kind text, "on" date, at timestamptz, by text, payload jsonb)`);
  const zhao = actingAs(ctx, directory.staffMember('zhao'), new Date(epochDay(today) * 86_400_000 - 60 * 86_400_000));
  for (const [who, stance, evidence, counterpart] of STANCES)
    await take(AccountContactService).update(zhao, directory.contact(who).id, {
      stance: { stance, evidence },
      counterpartId: staff(counterpart),
    });
}

function meeting(
  since: IsoDate,
  everyDays: number,
  who: DemoMeeting['who'],
  functions: DemoMeeting['functions'],
  tier: Tier,
): DemoMeeting {
  return { since, everyDays, who, functions, tier };
}

function touchesOf(
  { since, everyDays, who: [ours, theirs], functions: [ourFunction, theirFunction], tier }: DemoMeeting,
  today: IsoDate,
  staff: (key: string) => string,
  directory: DemoDirectory,
): Row[] {
  const count = Math.floor((epochDay(today) - epochDay(since)) / everyDays) + 1;
  const said = { touchType: 'BUSINESS', ourPerson: staff(ours), contact: directory.contact(theirs).contactId };
  return Array.from({ length: count }, (_, index) => ({
    ...{ kind: 'TOUCH' as const, on: dateOfEpochDay(epochDay(since) + index * everyDays), by: ours },
    payload: {
      ...{ ...said, ourFunction, theirFunction, theirTier: tier },
      channel: index % 3 === 0 ? 'VISIT' : 'CALL',
      // At first the customer asked; since the engineers meet we come first.
      initiator: since < '2005-01-01' ? (index % 4 === 0 ? 'OURS' : 'THEIRS') : index % 3 === 0 ? 'THEIRS' : 'OURS',
    },
  }));
}

import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AccountContactService } from '../contacts/account-contact.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';
import { DEMO_NINGBO } from './demo-ningbo.data.js';
import { type DemoFact, type DemoMeeting, NINGBO_FACTS, NINGBO_MEETINGS } from './demo-ningbo-facts.data.js';

/** Stances with what shows them, and who of ours looks after whom. */
const STANCES = [
  ['wang', 'SUPPORTS_US', 'Asked for our offer first in the last three tenders.', 'xu'],
  ['sun', 'SUPPORTS_US', 'Wrote our tube bundle into the specification of the new cracker.', 'zhao'],
  ['gao', 'LEANS_TO_US', 'Signed the framework agreement, and sees our rival once a year.', 'director'],
] as const;

/** Writes what was observed at the refinery, each entry as if recorded on its day, and what is said of its people. */
export async function tellRelationship(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  await writeMeetings(ctx, directory, today);
  const accountId = directory.account(DEMO_NINGBO.key);
  const executives = { ourPersonId: directory.staffId('director'), contactId: directory.contact('gao').contactId };
  for (const { on, by, kind, said } of [...NINGBO_FACTS, ...recentValue(today)]) {
    const writer = actingAs(ctx, directory.staffMember(by), new Date(`${on}T02:00:00.000Z`));
    const who = kind === 'EXECUTIVE_VISIT' ? executives : {};
    await take(LedgerService).record(writer, kind, { accountId, source: 'visit report', ...who, ...said });
  }
  const zhao = actingAs(ctx, directory.staffMember('zhao'), new Date(epochDay(today) * 86_400_000 - 60 * 86_400_000));
  for (const [who, stance, evidence, counterpart] of STANCES)
    await take(AccountContactService).update(zhao, directory.contact(who).id, {
      stance: { stance, evidence },
      counterpartId: directory.staffId(counterpart),
    });
}

/** Proposals of the last year: one of four was the customer's. */
function recentValue(today: IsoDate): DemoFact[] {
  return [400, 250, 120, 40].map((age, index) => ({
    ...{ on: dateOfEpochDay(epochDay(today) - age), by: 'zhao', kind: 'VALUE_ENTRY' },
    said: {
      ...{ valueType: 'PERFORMANCE', facet: 'OPERATING', initiator: index === 1 ? 'THEIRS' : 'OURS' },
      evidence: 'Less steam per tonne, measured by both.',
    },
  }));
}

/** All meetings in one statement: there are so many that to record them one by one would take longer than all else. */
async function writeMeetings(ctx: RequestContext, directory: DemoDirectory, today: IsoDate): Promise<void> {
  const stored = NINGBO_MEETINGS.flatMap((each) => touchesOf(each, today, directory)).map(({ on, by, payload }) => {
    return { id: uuidv7(), on, at: `${on}T02:00:00Z`, by: `staff:${directory.staffId(by)}`, payload };
  });
  await ctx.unit.execute(tenantSql`
    insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn)
    select ${TENANT}, r.id, ${directory.account(DEMO_NINGBO.key)}::uuid, 'TOUCH', r.on, r.at, r.by, 'visit report', 'A', r.payload, false
    from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) as r (id uuid, "on" date, at timestamptz, by text, payload jsonb)`);
}

function touchesOf(
  { since, everyDays, who: [ours, theirs], functions: [ourFunction, theirFunction], tier }: DemoMeeting,
  today: IsoDate,
  directory: DemoDirectory,
): { readonly on: IsoDate; readonly by: string; readonly payload: object }[] {
  const count = Math.floor((epochDay(today) - epochDay(since)) / everyDays) + 1;
  const people = { ourPerson: directory.staffId(ours), contact: directory.contact(theirs).contactId };
  return Array.from({ length: count }, (_, index) => ({
    on: dateOfEpochDay(epochDay(since) + index * everyDays),
    by: ours,
    payload: {
      ...{ touchType: 'BUSINESS', ...people, ourFunction, theirFunction, theirTier: tier },
      channel: index % 3 === 0 ? 'VISIT' : 'CALL',
      // At first the customer asked; since the engineers meet we come first.
      initiator: since < '2005-01-01' ? (index % 4 === 0 ? 'OURS' : 'THEIRS') : index % 3 === 0 ? 'THEIRS' : 'OURS',
    },
  }));
}

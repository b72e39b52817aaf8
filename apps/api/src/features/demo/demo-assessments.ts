import { dateOfEpochDay, epochDay, INSTRUMENT_V1, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AssessmentAnswerService } from '../assessments/assessment-answer.service.js';
import { AssessmentCommands } from '../assessments/assessment-commands.js';
import { AssessmentRaters } from '../assessments/assessment-raters.service.js';
import { AssessmentService } from '../assessments/assessment.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

/** What each rater of the refinery answered to the twelve questions; a 4 with an example. */
const SHEETS = {
  xu: [3, 3, 3, 4, 3, 4, 3, 4, 3, 3, 3, 3],
  zhao: [3, 4, 3, 4, 3, 4, 3, 4, 3, 3, 3, 4],
  director: [3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3],
  wang: [3, 3, 2, 3, 2, 3, 2, 3, 3, 3, 3, 2],
  gao: [4, 3, 3, 3, 3, 3, 3, 3, 2, 3, 2, 3],
} as const;
const EXAMPLE = 'The bundle for the new cracker was developed together, in their plant.';
const DAY_MS = 86_400_000;

/** A round that both sides of the refinery answered, and one of another account that waits for answers. */
export async function assessRelationships(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  await publishRefinery(ctx, take, directory, today);
  const weber = actingAs(ctx, directory.staffMember('weber'), ctx.now());
  await take(AssessmentService).open(weber, {
    ...{ accountId: directory.account('RHINE-CHEMICALS'), form: 'SHORT', deadline: inDays(today, 14) },
    staff: [
      { staffId: staffId(directory, 'weber'), group: 'SALES_MANAGER' },
      { staffId: staffId(directory, 'director'), group: 'OTHER_MANAGER' },
    ],
    accountContactIds: [directory.contact('braun').id],
  });
}

/** As it went a hundred days ago; nobody is mailed what was asked then. */
async function publishRefinery(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const began = new Date(ctx.now().getTime() - 100 * DAY_MS);
  const after = (days: number): Date => new Date(began.getTime() + days * DAY_MS);
  const zhao = actingAs(ctx, directory.staffMember('zhao'), began);
  const accountId = directory.account('DONGHAI-REFINING');
  const asked = { accountId, form: 'FULL', deadline: inDays(today, -86) } as const;
  const raters = await take(AssessmentRaters).named(zhao, {
    ...asked,
    staff: [
      { staffId: staffId(directory, 'xu'), group: 'MARKETING' },
      { staffId: staffId(directory, 'zhao'), group: 'SALES_MANAGER' },
      { staffId: staffId(directory, 'director'), group: 'OTHER_MANAGER' },
    ],
    accountContactIds: [directory.contact('wang').id, directory.contact('gao').id],
  });
  const { id } = await take(AssessmentCommands).open(zhao, accountId, { ...asked, hasOrdered: true }, raters);
  for (const key of ['xu', 'zhao', 'director'] as const) {
    const rater = actingAs(ctx, directory.staffMember(key), after(3));
    await take(AssessmentService).submit(rater, { id, answers: answersOf(SHEETS[key]) });
  }
  for (const key of ['wang', 'gao'] as const) {
    const { id: accountContactId } = directory.contact(key);
    const raterId = raters.find((each) => each.accountContactId === accountContactId)?.raterId;
    const buyer = actingAs(ctx, directory.buyer(key), after(8));
    await take(AssessmentAnswerService).answer(buyer, { id: raterId, answers: answersOf(SHEETS[key]) });
  }
  const director = actingAs(ctx, directory.staffMember('director'), after(9));
  await take(AssessmentService).close(director, { id });
  await take(AssessmentService).publish(director, { id });
}

function answersOf(values: readonly number[]) {
  return INSTRUMENT_V1.forms.FULL.items.map((item, at) => {
    const answer = values[at] ?? null;
    return { item, answer, evidence: answer === 4 ? EXAMPLE : null };
  });
}

function staffId(directory: DemoDirectory, key: string): string {
  const member = directory.staffMember(key);
  if (member.kind !== 'STAFF') throw new TypeError(`${key} is no member of staff.`);
  return member.staffId;
}

function inDays(today: IsoDate, days: number): IsoDate {
  return dateOfEpochDay(epochDay(today) + days);
}

import { addMonthsToDate, dateOfEpochDay, epochDay, INSTRUMENT_V1, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AssessmentAnswerService } from '../assessments/assessment-answer.service.js';
import { AssessmentCommands } from '../assessments/assessment-commands.js';
import { AssessmentRaters } from '../assessments/assessment-raters.service.js';
import { AssessmentService } from '../assessments/assessment.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';
import { DEMO_ROUNDS, type DemoRound } from './demo-rounds.data.js';

/** Days of a round in which it is answered. */
const ANSWER_DAYS = 14;

/** Rounds that both sides of some accounts answered, and one of another account that waits for answers. */
export async function assessRelationships(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  for (const round of DEMO_ROUNDS) await publishRound(ctx, take, directory, round, today);
  const weber = actingAs(ctx, directory.staffMember('weber'), ctx.now());
  await take(AssessmentService).open(weber, {
    ...{ accountId: directory.account('RHINE-CHEMICALS'), form: 'SHORT', deadline: inDays(today, ANSWER_DAYS) },
    staff: [
      { staffId: directory.staffId('weber'), group: 'SALES_MANAGER' },
      { staffId: directory.staffId('director'), group: 'OTHER_MANAGER' },
    ],
    accountContactIds: [directory.contact('braun').id],
  });
}

/** As it went then; nobody is mailed what was asked so long ago. */
async function publishRound(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  { account, owner, began, ours, theirs, example }: DemoRound,
  today: IsoDate,
): Promise<void> {
  const first = typeof began === 'string' ? began : addMonthsToDate(today, -began);
  const after = (days: number): Date => new Date(`${inDays(first, days)}T02:00:00.000Z`);
  const asker = actingAs(ctx, directory.staffMember(owner), after(0));
  const accountId = directory.account(account);
  const asked = { accountId, form: 'FULL', deadline: inDays(first, ANSWER_DAYS) } as const;
  const raters = await take(AssessmentRaters).named(asker, {
    ...asked,
    staff: Object.entries(ours).map(([key, [group]]) => ({ staffId: directory.staffId(key), group })),
    accountContactIds: Object.keys(theirs).map((key) => directory.contact(key).id),
  });
  const { id } = await take(AssessmentCommands).open(asker, accountId, { ...asked, hasOrdered: true }, raters);
  for (const [key, [, sheet]] of Object.entries(ours)) {
    const rater = actingAs(ctx, directory.staffMember(key), after(3));
    await take(AssessmentService).submit(rater, { id, answers: answersOf(sheet, example) });
  }
  for (const [key, sheet] of Object.entries(theirs)) {
    const { id: accountContactId } = directory.contact(key);
    const raterId = raters.find((each) => each.accountContactId === accountContactId)?.raterId;
    const buyer = actingAs(ctx, directory.buyer(key), after(8));
    await take(AssessmentAnswerService).answer(buyer, { id: raterId, answers: answersOf(sheet, example) });
  }
  const director = actingAs(ctx, directory.staffMember('director'), after(9));
  await take(AssessmentService).close(director, { id });
  await take(AssessmentService).publish(director, { id });
}

function answersOf(sheet: readonly number[], example: string | undefined) {
  return INSTRUMENT_V1.forms.FULL.items.map((item, at) => {
    const answer = sheet[at] ?? null;
    return { item, answer, evidence: answer === 4 ? (example ?? null) : null };
  });
}

function inDays(day: IsoDate, days: number): IsoDate {
  return dateOfEpochDay(epochDay(day) + days);
}

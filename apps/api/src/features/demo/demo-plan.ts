import { addMonthsToDate, dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AccountPlanService } from '../account-plans/account-plan.service.js';
import { PlanPlayService } from '../account-plans/plan-play.service.js';
import { CommunicationService } from '../communication/communication.service.js';
import { PlaybookService } from '../plays/playbook.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

const ACCOUNT = 'KYUSHU-POWER';

/** A plan in its second quarter: drafted by the key-account manager, approved by the director, one action overdue. */
export async function tellPlan(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const [plans, plays] = [take(AccountPlanService), take(PlanPlayService)];
  const startsOn = addMonthsToDate(`${today.slice(0, 7)}-01`, -4);
  const day = (after: number): IsoDate => dateOfEpochDay(epochDay(startsOn) + after);
  const as = (who: string, on: IsoDate): RequestContext =>
    actingAs(ctx, directory.staffMember(who), new Date(`${on}T02:00:00.000Z`));
  await addOwnPlay(as('director', startsOn), take);
  const { id: planId } = await plans.create(as('weber', day(1)), {
    ...{ accountId: directory.account(ACCOUNT), startsOn, goal: 'ADVANCE', goalStage: 'STABLE' },
    ...{ objective: 'Main supplier of plate units for the retrofit programme.', capMinor: '2500000' },
  });
  const add = async (on: IsoDate, playCode: string, budgetMinor: string): Promise<void> => {
    const ownerId = directory.staffId('weber');
    await plays.add(as('weber', on), { planId, playCode, ownerId, startsOn: on, budgetMinor });
  };
  await add(day(1), 'WEAVE_CONTACTS', '900000');
  await add(day(1), 'PLANT_TOUR', '600000');
  await plans.submit(as('weber', day(2)), { id: planId });
  await plans.approve(as('director', day(3)), { id: planId });
  const actions = await actionsOf(ctx, planId);
  const done = async (code: string, on: IsoDate, note: string): Promise<void> => {
    await plays.endAction(as('weber', on), 'COMPLETE_ACTION', { id: actions.get(code)?.id, note });
  };
  await done('INVITE', day(28), 'Four engineers of theirs are coming in autumn.');
  await done('PAIR_FUNCTIONS', day(40), 'Purchasing, engineering and quality each have their counterpart.');
  await plays.postponeAction(as('weber', day(50)), {
    ...{ id: actions.get('MEET_MIDDLE_TIER')?.id, dueOn: day(80), note: 'Their plant manager is on a project abroad.' },
  });
  await done('MEET_MIDDLE_TIER', day(78), 'Met the plant manager; minutes are filed.');
  await plays.invest(as('weber', day(78)), {
    ...{
      playId: actions.get('MEET_MIDDLE_TIER')?.playId ?? '',
      amountMinor: '380000',
      note: 'Travel and two test units.',
    },
  });
  await plans.review(as('weber', day(95)), {
    ...{ planId, quarter: 1, goal: 'ADVANCE', goalStage: 'STABLE' },
    note: 'Three functions meet; purchasing still decides alone. Go on.',
  });
  await add(dateOfEpochDay(epochDay(today) - 10), 'WIDEN_SHARE', '500000');
  await keepTalking(as('weber', startsOn), as('weber', day(70)), take, directory, startsOn);
}

/** A survey was done in time, a forum is overdue. */
async function keepTalking(
  planned: RequestContext,
  done: RequestContext,
  take: Take,
  directory: DemoDirectory,
  from: IsoDate,
): Promise<void> {
  const [accountId, communication] = [directory.account(ACCOUNT), take(CommunicationService)];
  await communication.plan(planned, {
    accountId,
    lines: [
      { kind: 'OPINION_SURVEY', from, everyMonths: 6 },
      { kind: 'CUSTOMER_FORUM', from, everyMonths: 3 },
    ],
  });
  await communication.record(done, {
    ...{ accountId, kind: 'OPINION_SURVEY', on: addMonthsToDate(from, 2), attendees: 3, costMinor: '40000' },
  });
}

async function addOwnPlay(ctx: RequestContext, take: Take): Promise<void> {
  await take(PlaybookService).save(ctx, {
    code: 'PLANT_TOUR',
    name: { en: 'Plant tour', zhTW: '參觀工廠', zhCN: '参观工厂' },
    objective: { en: 'Show how we build and test.', zhTW: '展示製造與檢測。', zhCN: '展示制造与检测。' },
    driver: { en: 'Engineers trust what they have seen.', zhTW: '工程師相信親眼所見。', zhCN: '工程师相信亲眼所见。' },
    stages: ['DEVELOPMENT', 'INITIAL'],
    purpose: 'BOTH',
    actions: [
      {
        ...{ code: 'INVITE', role: 'ACCOUNT_MANAGER', dueDays: 30, means: 'CONTACT' },
        text: { en: 'Invite engineers and users', zhTW: '邀請工程師與使用者', zhCN: '邀请工程师与使用者' },
      },
      {
        ...{ code: 'SHOW', role: 'TECHNICAL', dueDays: 150, means: 'DEMONSTRATION' },
        text: { en: 'Show the line and a pressure test', zhTW: '展示產線與耐壓測試', zhCN: '展示产线与耐压测试' },
      },
    ],
    evidence: ['TOUR_HELD'],
  });
}

async function actionsOf(
  ctx: RequestContext,
  planId: string,
): Promise<ReadonlyMap<string, { readonly id: string; readonly playId: string }>> {
  const rows = await ctx.unit.query<{ code: string; id: string; playId: string }>(tenantSql`
    select code, id, play_id as "playId" from plan_action where tenant_id = ${TENANT} and plan_id = ${planId}`);
  return new Map(rows.map(({ code, ...action }) => [code, action]));
}

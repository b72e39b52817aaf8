import {
  DMU_ROLES,
  dateOfEpochDay,
  epochDay,
  type IsoDate,
  jobChangeEffect,
  KEY_INFLUENCE,
  TIERS,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { countedDay, note, rowId } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import type { AccountContact } from '../contacts/account-contact.entity.js';
import { AccountContactService } from '../contacts/account-contact.service.js';
import { lockPerson } from '../contacts/contact-power.js';
import { ContactService } from '../contacts/contact.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { DmuService } from './dmu.service.js';
import { JobNotHeld } from './job-change.errors.js';
import { JOB_CHANGES, type RecordJobChangeInput } from './job-change.types.js';

const jobChangeInput = z.object({
  accountContactId: z.string(),
  change: z.enum(JOB_CHANGES),
  firstDay: countedDay.nullish(),
  evidence: note(2_000),
  toAccountId: rowId.nullish(),
  departmentId: rowId.nullish(),
  tier: z.enum(TIERS).nullish(),
  roles: z.array(z.enum(DMU_ROLES)).nullish(),
  influenceWeight: z.number().min(0).max(1).nullish(),
});
type Told = z.output<typeof jobChangeInput>;

/** At these stages the customer buys from us. */
const SUPPLIED: readonly (string | null)[] = ['INITIAL', 'STABLE', 'STRATEGIC'];

/** Changes of job: the person's places follow, and where a key influencer is concerned both accounts get the trigger. */
@Injectable()
export class JobChangeService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AccountContactService) private readonly links: AccountContactService,
    @Inject(ContactService) private readonly contacts: ContactService,
    @Inject(LedgerService) private readonly ledger: LedgerService,
    @Inject(DmuService) private readonly units: DmuService,
  ) {}

  /**
   * @throws InputInvalid @throws AccountContactNotFound @throws AccountNotFound @throws DepartmentNotFound @throws JobNotHeld
   * @throws LinkOverlaps @throws LedgerWriterNotAllowed @throws Forbidden as a change of the person's status does
   */
  async record(ctx: RequestContext, input: RecordJobChangeInput): Promise<{ readonly id: string }> {
    const told = parseInput(jobChangeInput, input);
    const firstDay = this.firstDayOf(ctx, told);
    await lockPerson(ctx, (await this.links.requireVisible(ctx, told.accountContactId)).contactId);
    // Read again: somebody may just have recorded the same.
    const link = await this.links.requireVisible(ctx, told.accountContactId);
    const lastDay = dateOfEpochDay(epochDay(firstDay) - 1);
    if (lastDay < link.validFrom || (link.validTo !== null && link.validTo < lastDay)) throw new JobNotHeld();
    const { stage } = await this.accounts.requireVisible(ctx, link.accountId, ['input', 'accountContactId']);
    const influence = await this.units.influenceNow(ctx, link.accountId, link.contactId);
    const incumbent = SUPPLIED.includes(stage) ? 'US' : 'RIVAL';
    const change = told.change === 'LEFT' ? 'LEFT' : 'MOVED';
    const { effect, balanceShift } = jobChangeEffect({ change, stance: link.stance, influence, incumbent });
    await this.links.end(ctx, link.id, { on: lastDay });
    const toAccountId = told.change === 'NEW_FUNCTION' ? link.accountId : (told.toAccountId ?? null);
    const place = toAccountId === null ? null : await this.place(ctx, link, told, toAccountId, firstDay);
    if (place === null)
      await this.contacts.update(ctx, link.contactId, { status: told.change === 'LEFT' ? 'LEFT' : 'MOVED' });
    const moved = toAccountId === link.accountId ? null : toAccountId;
    const influenceThen = toAccountId === null ? 0 : await this.units.influenceNow(ctx, toAccountId, link.contactId);
    const key = Math.max(influence, influenceThen) >= KEY_INFLUENCE;
    const seen = { evidence: told.evidence, observedOn: firstDay };
    const severity = moved === null ? Math.max(influence, influenceThen) : influence;
    const from = key ? await this.trigger(ctx, { ...seen, accountId: link.accountId, severity }) : null;
    const to =
      key && moved !== null ? await this.trigger(ctx, { ...seen, accountId: moved, severity: influenceThen }) : null;
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into job_change (tenant_id, id, contact_id, account_id, account_contact_id, change, first_day, to_account_id, to_account_contact_id,
        evidence, influence, stance, effect, balance_shift, trigger_id, to_trigger_id, recorded_at, recorded_by)
      values (${TENANT}, ${id}, ${link.contactId}, ${link.accountId}, ${link.id}, ${told.change}, ${firstDay}, ${toAccountId},
        ${place}, ${told.evidence}, ${influence}, ${link.stance}, ${effect}, ${balanceShift}, ${from}, ${to}, ${ctx.now()},
        ${ctx.actor})`);
    return { id };
  }

  private firstDayOf(ctx: RequestContext, { change, firstDay, toAccountId }: Told): IsoDate {
    if (toAccountId != null && change !== 'MOVED')
      throw new InputInvalid([{ path: ['input', 'toAccountId'], code: 'NOT_ALLOWED', message: 'Only with MOVED.' }]);
    const today = todayOf(ctx);
    if (firstDay != null && firstDay > today)
      throw new InputInvalid([{ path: ['input', 'firstDay'], code: 'DAY_TO_COME', message: 'Lies in the future.' }]);
    return firstDay ?? today;
  }

  /** The new job: the relation stays the person's, what was said of the old job does not. */
  private async place(
    ctx: RequestContext,
    link: AccountContact,
    { tier, roles, influenceWeight, departmentId }: Told,
    accountId: string,
    validFrom: IsoDate,
  ): Promise<string> {
    const { contactId, relationStrength, counterpartId } = link;
    const { id } = await this.links.link(
      ctx,
      contactId,
      {
        ...{ accountId, validFrom, departmentId, roles, influenceWeight, relationStrength },
        ...{ tier: tier ?? link.tier, counterpartId },
      },
      ['input'],
    );
    return id;
  }

  private async trigger(
    ctx: RequestContext,
    seen: {
      readonly accountId: string;
      readonly evidence: string;
      readonly observedOn: IsoDate;
      readonly severity: number;
    },
  ): Promise<string> {
    const { stage } = await this.accounts.requireVisible(ctx, seen.accountId, ['input', 'toAccountId']);
    const about = SUPPLIED.includes(stage) ? 'US' : 'INCUMBENT';
    const what = { trigger: 'KEY_INFLUENCER_CHANGE', certainty: 1, origin: 'WAITED', source: 'change of job' };
    return (await this.ledger.record(ctx, 'TRIGGER', { ...seen, ...what, about })).id;
  }
}

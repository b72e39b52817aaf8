import { addMonthsToDate, PRIVACY_BASES, type PrivateRecordFault, privateRecordFaults } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { line, note, parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { lockPerson } from '../contacts/contact-power.js';
import { ContactService } from '../contacts/contact.service.js';
import { PersonalRecordRefused } from './personal-record.errors.js';
import { PERSONAL_FIELDS, type PersonalRecord, type RecordPersonalRecordInput } from './personal-record.types.js';

const recordInput = z.object({
  contactId: z.string(),
  field: z.enum(PERSONAL_FIELDS),
  value: line(500),
  basis: z.enum(PRIVACY_BASES).nullish(),
  purpose: z.string().trim().max(500).nullish(),
  keepMonths: z.int().min(1).max(60).nullish(),
});
const reasonArguments = z.object({ reason: note(500) });

/** Personal details of people at customers: off until switched on, never without a ground, read by nobody in secret, gone in time. */
@Injectable()
export class PersonalRecordService {
  constructor(
    @Inject(ContactService) private readonly contacts: ContactService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async isOn(ctx: RequestContext): Promise<boolean> {
    const row = await ctx.unit.first<{ switched_on: boolean }>(tenantSql`
      select switched_on from personal_record_switch where tenant_id = ${TENANT} order by at desc, id desc limit 1`);
    return row?.switched_on ?? false;
  }

  /** Switching off erases what is kept: what may not be read has no reason to be there. */
  async switch(ctx: RequestContext, on: boolean): Promise<boolean> {
    if ((await this.isOn(ctx)) === on) return on;
    await ctx.unit.execute(tenantSql`
      insert into personal_record_switch (tenant_id, id, switched_on, at, by) values (${TENANT}, ${uuidv7()}, ${on}, ${ctx.now()}, ${ctx.actor})`);
    const erased = on ? 0 : await ctx.unit.execute(tenantSql`delete from personal_record where tenant_id = ${TENANT}`);
    await this.tell(ctx, on ? 'switched-on' : 'switched-off', ctx.tenantId, { erased });
    return on;
  }

  /** @throws PersonalRecordRefused @throws ContactNotFound @throws InputInvalid */
  async record(ctx: RequestContext, input: RecordPersonalRecordInput): Promise<PersonalRecord> {
    const { contactId, field, value, ...frame } = parseInput(recordInput, input);
    const today = todayOf(ctx);
    const [basis, purpose] = [frame.basis ?? null, frame.purpose ?? ''];
    const expiresOn = frame.keepMonths == null ? null : addMonthsToDate(today, frame.keepMonths);
    demandLawful(privateRecordFaults({ basis, purpose, expiresOn }, today, await this.isOn(ctx)));
    const contact = await this.contacts.requireVisible(ctx, contactId);
    await lockPerson(ctx, contact.id);
    await ctx.unit.execute(tenantSql`
      delete from personal_record where tenant_id = ${TENANT} and contact_id = ${contact.id} and field = ${field}`);
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into personal_record (tenant_id, id, contact_id, field, value, basis, purpose, collected_on, expires_on, recorded_at, recorded_by)
      values (${TENANT}, ${id}, ${contact.id}, ${field}, ${value}, ${basis}, ${purpose}, ${today}, ${expiresOn}, ${ctx.now()}, ${ctx.actor})`);
    // The detail itself never enters a history: histories cannot forget.
    await this.tell(ctx, 'recorded', contact.id, { field, basis, purpose, expiresOn });
    const [made] = await this.kept(ctx, contact.id, field);
    return made as PersonalRecord;
  }

  /** What is kept of a person; that somebody looked, and why, goes into the audit log. @throws PersonalRecordRefused @throws ContactNotFound */
  async read(ctx: RequestContext, contactId: string, why: string): Promise<readonly PersonalRecord[]> {
    const { reason } = parseArguments(reasonArguments, { reason: why });
    if (!(await this.isOn(ctx))) throw new PersonalRecordRefused(['TENANT_SWITCHED_OFF']);
    const contact = await this.contacts.requireVisible(ctx, contactId);
    const records = await this.kept(ctx, contact.id, null);
    await this.tell(ctx, 'read', contact.id, { reason, fields: records.map(({ field }) => field) });
    return records;
  }

  /** Erases what is kept of a person, as she or he may ask at any time. @returns how many details @throws ContactNotFound */
  async erase(ctx: RequestContext, contactId: string, why: string): Promise<number> {
    const { reason } = parseArguments(reasonArguments, { reason: why });
    const contact = await this.contacts.requireVisible(ctx, contactId);
    const erased = await ctx.unit.execute(
      tenantSql`delete from personal_record where tenant_id = ${TENANT} and contact_id = ${contact.id}`,
    );
    await this.tell(ctx, 'erased', contact.id, { reason, erased });
    return erased;
  }

  /** Erases whatever has expired. */
  async expire(ctx: RequestContext): Promise<void> {
    const gone = await ctx.unit.query<{ contact_id: string; field: string }>(tenantSql`
      delete from personal_record where tenant_id = ${TENANT} and expires_on <= ${todayOf(ctx)} returning contact_id, field`);
    for (const { contact_id, field } of gone) await this.tell(ctx, 'expired', contact_id, { field });
  }

  /** What may be used today: what expires today is as good as gone before the night takes it. */
  private kept(ctx: RequestContext, contactId: string, field: string | null): Promise<PersonalRecord[]> {
    return ctx.unit.query<PersonalRecord>(tenantSql`
      select id, field, value, basis, purpose, collected_on::text as "collectedOn", expires_on::text as "expiresOn",
        recorded_at as "recordedAt", recorded_by as "recordedBy"
      from personal_record where tenant_id = ${TENANT} and contact_id = ${contactId} and (${field}::text is null or field = ${field}::text)
        and expires_on > ${todayOf(ctx)} order by field`);
  }

  private tell(
    ctx: RequestContext,
    action: string,
    entityId: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.audit.record(ctx, { action, entity: 'personal-record', entityId, detail });
  }
}

function demandLawful(faults: readonly PrivateRecordFault[]): void {
  const [first, ...others] = faults;
  if (first !== undefined) throw new PersonalRecordRefused([first, ...others]);
}

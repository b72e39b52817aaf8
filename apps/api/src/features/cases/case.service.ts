import { isConfidentialCause, type RegressionCause, type RelationshipCase as CaseRecord } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { demandPermission, hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AlertCommands } from '../alerts/alert-commands.service.js';
import { PortalContactService } from '../portal-access/portal-contact.service.js';
import { openCauses } from './case-announcer.js';
import { actOf, type CaseAct, CaseCommands } from './case-commands.js';
import { CaseStaff } from './case-staff.service.js';
import {
  actionInput,
  type AddCaseActionInput,
  type AddCaseCausesInput,
  assignArguments,
  causesInput,
  communicationInput,
  completeArguments,
  escalateInput,
  type EscalateCaseInput,
  type RecordCaseCommunicationInput,
  stepArguments,
} from './case.inputs.js';
import { CaseContactNotFound, CaseRefused, ComplianceNoteRequired } from './cases.errors.js';
import { ComplianceService } from './compliance.service.js';

/** The case that a command has changed. */
export interface WrittenCase {
  readonly id: string;
}

/** What people do with a case until it is resolved. */
@Injectable()
export class CaseService {
  constructor(
    @Inject(CaseCommands) private readonly commands: CaseCommands,
    @Inject(AlertCommands) private readonly alerts: AlertCommands,
    @Inject(ComplianceService) private readonly compliance: ComplianceService,
    @Inject(CaseStaff) private readonly staff: CaseStaff,
    @Inject(PortalContactService) private readonly contacts: PortalContactService,
  ) {}

  async assign(ctx: RequestContext, args: unknown): Promise<WrittenCase> {
    const { id, ownerId, expectedVersion } = parseArguments(assignArguments, args);
    const locked = await this.commands.lock(ctx, id, expectedVersion);
    await this.staff.requireLeader(ctx, ownerId, locked.accountId);
    await this.commands.run(ctx, locked, { type: 'ASSIGN_CASE', owner: ownerId });
    return { id };
  }

  async startAnalysis(ctx: RequestContext, args: unknown): Promise<WrittenCase> {
    const { id, expectedVersion } = parseArguments(stepArguments, args);
    await this.commands.run(ctx, await this.commands.lock(ctx, id, expectedVersion), { type: 'START_ANALYSIS' });
    return { id };
  }

  /** Causes that the caller may not see stay, whatever he or she names or withdraws. */
  async addCauses(ctx: RequestContext, input: AddCaseCausesInput): Promise<WrittenCase> {
    const { caseId: id, complianceNote, expectedVersion, ...found } = parseInput(causesInput, input);
    const locked = await this.commands.lock(ctx, id, expectedVersion);
    const suspicion = [...found.subjective, ...found.objective].some(isConfidentialCause);
    if (suspicion !== (complianceNote != null)) throw new ComplianceNoteRequired();
    const withdrawn = (found.withdrawn ?? []).filter(
      (cause) => !isConfidentialCause(cause) || hasPermission(ctx, 'compliance.read'),
    );
    const causes = merged(locked.record.causes, found, withdrawn);
    // What everybody sees has to be complete in itself, or its gap would tell what is hidden.
    const shown = [openCauses(causes.subjective), openCauses(causes.objective)];
    const said = found.note ?? locked.record.causes?.note;
    if (shown.every(({ length }) => length === 0)) throw new CaseRefused([{ code: 'CAUSE_REQUIRED' }]);
    if (shown.some(({ length }) => length === 0) && said === undefined) {
      throw new CaseRefused([{ code: 'NOTE_REQUIRED' }]);
    }
    const { state } = locked.record;
    const analyse: CaseAct[] = state === 'TRIAGE' || state === 'ENGAGE' ? [{ type: 'START_ANALYSIS' }] : [];
    const record: CaseAct = { type: 'RECORD_CAUSES', ...causes, ...(said === undefined ? {} : { note: said }) };
    await this.commands.run(ctx, locked, ...analyse, record);
    if (complianceNote != null) await this.compliance.refer(ctx, locked, complianceNote);
    return { id };
  }

  async recordCommunication(ctx: RequestContext, input: RecordCaseCommunicationInput): Promise<WrittenCase> {
    const { caseId: id, accountContactId, note } = parseInput(communicationInput, input);
    const locked = await this.commands.lock(ctx, id);
    const contact = await this.contacts.find(ctx, accountContactId);
    if (contact?.accountId !== locked.accountId) throw new CaseContactNotFound();
    await this.commands.run(ctx, locked, { type: 'RECORD_CONTACT', contactId: accountContactId, note });
    return { id };
  }

  async addAction(ctx: RequestContext, input: AddCaseActionInput): Promise<WrittenCase> {
    const { caseId: id, what, ownerId, due, resources } = parseInput(actionInput, input);
    const locked = await this.commands.lock(ctx, id);
    await this.staff.requireHelper(ctx, ownerId, ['input', 'ownerId']);
    const action = { id: uuidv7(), what, owner: ownerId, due, ...(resources == null ? {} : { resources }) };
    await this.commands.run(ctx, locked, { type: 'PLAN_ACTION', action });
    return { id };
  }

  async completeAction(ctx: RequestContext, args: unknown): Promise<WrittenCase> {
    const { id, actionId, result } = parseArguments(completeArguments, args);
    const said = result == null ? {} : { result };
    await this.commands.run(ctx, await this.commands.lock(ctx, id), { type: 'COMPLETE_ACTION', actionId, ...said });
    return { id };
  }

  /** Also makes the alert a crisis, unless it is one. */
  async escalate(ctx: RequestContext, input: EscalateCaseInput): Promise<WrittenCase> {
    const { caseId: id, executiveId, note, expectedVersion } = parseInput(escalateInput, input);
    const locked = await this.commands.lock(ctx, id, expectedVersion);
    await this.staff.requireExecutive(ctx, executiveId);
    await this.commands.run(ctx, locked, { type: 'ESCALATE_CASE', executive: executiveId, note });
    if (locked.alertState !== 'CRISIS' && locked.alertState !== 'WIN_BACK') {
      await this.alerts.carryOut(ctx, locked.alertId, {
        type: 'ESCALATE',
        executive: executiveId,
        note,
        ...actOf(ctx),
      });
    }
    return { id };
  }

  /** Gives the work new days, which is an executive's to give. @throws Forbidden */
  async handBack(ctx: RequestContext, args: unknown): Promise<WrittenCase> {
    const { id, expectedVersion } = parseArguments(stepArguments, args);
    await this.commands.run(ctx, await this.commands.lock(ctx, id, expectedVersion), { type: 'HAND_BACK' });
    demandPermission(ctx, 'stage.approve.executive');
    return { id };
  }
}

type Causes = Pick<NonNullable<CaseRecord['causes']>, 'subjective' | 'objective'>;

/** The causes found by now, each once on its side. */
function merged(before: Causes | null, found: Causes, withdrawn: readonly RegressionCause[]): Causes {
  const side = (key: keyof Causes): RegressionCause[] =>
    [...new Set([...(before?.[key] ?? []), ...found[key]])].filter(
      (cause) => found[key].includes(cause) || !withdrawn.includes(cause),
    );
  return { subjective: side('subjective'), objective: side('objective') };
}

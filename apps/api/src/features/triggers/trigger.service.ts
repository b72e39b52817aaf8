import { dateInZone, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { type OpenWindow, OpenWindows } from '../ledger/open-windows.service.js';
import { PlaybookService } from '../plays/playbook.service.js';
import { PlayUnknown } from '../plays/plays.errors.js';
import { PolicyService } from '../policies/policy.service.js';
import { StaffService } from '../staff/staff.service.js';
import { TriggerCommands } from './trigger-commands.js';
import { PlanPlayNotFound, TriggerOwnerNotFound } from './trigger.errors.js';
import { notedArguments, startInput, verifyInput, windowArguments } from './trigger.inputs.js';
import { type SeenTrigger, type StoredTrigger, TriggerStore } from './trigger.store.js';
import type { StartTriggerPlayInput, VerifyTriggerInput } from './trigger.types.js';

/** How many windows are listed unless told. */
const USUAL = 20;

/** What a command has changed. */
export interface WrittenTrigger {
  readonly id: string;
}

/** What people do with triggers. Each method inside a transaction. */
@Injectable()
export class TriggerService {
  constructor(
    @Inject(TriggerStore) private readonly store: TriggerStore,
    @Inject(TriggerCommands) private readonly commands: TriggerCommands,
    @Inject(PlaybookService) private readonly playbook: PlaybookService,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(OpenWindows) private readonly windows: OpenWindows,
  ) {}

  /** @throws InputInvalid */
  async open(ctx: RequestContext, args: unknown): Promise<readonly OpenWindow[]> {
    const { accountId, first } = parseArguments(windowArguments, args);
    return this.windows.strongest(ctx, accountId ?? null, await this.today(ctx), first ?? USUAL);
  }

  /** @throws InputInvalid, NotFound, VersionConflict, TriggerAboutUs, TriggerRefused */
  async verify(ctx: RequestContext, input: VerifyTriggerInput): Promise<WrittenTrigger> {
    const { entryId, version, note, confidence } = parseInput(verifyInput, input);
    const trigger = await this.lockVersion(ctx, entryId, version);
    await this.commands.run(ctx, trigger, { type: 'VERIFY', note, ...(confidence == null ? {} : { confidence }) });
    return { id: trigger.id };
  }

  /** @throws as {@link verify}, PlayUnknown, TriggerOwnerNotFound, PlanPlayNotFound */
  async startPlay(ctx: RequestContext, input: StartTriggerPlayInput): Promise<WrittenTrigger> {
    const { entryId, version, playCode, ...asked } = parseInput(startInput, input);
    const trigger = await this.lockVersion(ctx, entryId, version);
    const offered = await this.playbook.offered(ctx);
    if (!offered.some(({ template }) => template.code === playCode)) throw new PlayUnknown(['input', 'playCode']);
    const owner = asked.ownerId ?? ctx.staff.staffId;
    if (!(await this.staff.whoSee(ctx, [owner], trigger.accountId)).has(owner)) throw new TriggerOwnerNotFound();
    const planPlayId = asked.planPlayId ?? null;
    if (planPlayId !== null && !(await this.store.hasPlay(ctx, trigger.accountId, planPlayId, playCode)))
      throw new PlanPlayNotFound();
    await this.commands.run(ctx, trigger, { type: 'START_PLAY', playCode, owner }, planPlayId);
    return { id: trigger.id };
  }

  /** Won or lost, or that it was not so. @throws as {@link verify} */
  async end(ctx: RequestContext, type: 'WIN' | 'LOSE' | 'DISMISS', args: unknown): Promise<WrittenTrigger> {
    const { entryId, version, note } = parseArguments(notedArguments, args);
    const trigger = await this.lockVersion(ctx, entryId, version);
    await this.commands.run(ctx, trigger, { type, note });
    return { id: trigger.id };
  }

  /** Ends, at night, those that somebody has acted on and whose window is over; nobody need write down that the others' is. */
  async expire(ctx: RequestContext): Promise<void> {
    for (const trigger of await this.store.lockOver(ctx, await this.today(ctx))) {
      await this.commands.run(ctx, trigger, { type: 'EXPIRE' });
    }
  }

  private async today(ctx: RequestContext): Promise<IsoDate> {
    const { timeZone } = await this.policies.current(ctx);
    return dateInZone(ctx.now().toISOString(), zoneOf(timeZone));
  }

  /** Version 0 is one on which nobody has acted. */
  private async lockVersion(
    ctx: RequestContext,
    entryId: string,
    version: number,
  ): Promise<StoredTrigger | SeenTrigger> {
    const trigger = (await this.store.lock(ctx, entryId)) ?? (await this.store.seen(ctx, entryId));
    if (trigger.record.version !== version) throw new VersionConflict(trigger.record.version);
    return trigger;
  }
}

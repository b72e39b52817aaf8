import { decideInvitation, type Invitation, type InvitationCommand, type Unsigned } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { workingDayRule } from '../policies/policy-version.js';
import { PolicyService } from '../policies/policy.service.js';
import { InvitationAnnouncer } from './invitation-announcer.js';
import { InvitationRefused } from './invitation.errors.js';
import { InvitationStore, type StoredInvitation } from './invitation.store.js';

/** A command without who and when, which the request says. */
export type InvitationAct = Unsigned<InvitationCommand>;

/** What a command has made of an invitation. */
export interface ChangedInvitation {
  readonly record: Invitation;
  /** False where the command said nothing new, as when it came twice. */
  readonly changed: boolean;
}

/** The only way an invitation changes: decided by the domain, stored as events, projected and announced in one transaction. */
@Injectable()
export class InvitationCommands {
  constructor(
    @Inject(InvitationStore) private readonly store: InvitationStore,
    @Inject(InvitationAnnouncer) private readonly announcer: InvitationAnnouncer,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** @param locked from the store, in this transaction @throws InvitationRefused with every reason why not */
  async run(ctx: RequestContext, locked: StoredInvitation, act: InvitationAct): Promise<ChangedInvitation> {
    const policy = await this.policies.current(ctx);
    const command = { ...act, by: ctx.actor, at: ctx.now().toISOString() } as InvitationCommand;
    const decision = decideInvitation(command, locked.record, {
      ...policy.document.silentComplaint.invitation,
      isWorkingDay: workingDayRule(policy),
    });
    if (!decision.ok) throw new InvitationRefused(decision.reasons);
    if (decision.events.length === 0) return { record: locked.record, changed: false };
    const record = await this.store.append(ctx, locked, decision.events, policy.version);
    await this.announcer.announce(ctx, locked, decision.events, record);
    return { record, changed: true };
  }
}

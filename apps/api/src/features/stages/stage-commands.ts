import { decideStage, evolveStage, type StageCommand, type StageEvent, type StageState } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { PolicyService, type PolicyVersion } from '../policies/policy.service.js';
import { StageAnnouncer } from './stage-announcer.js';
import { StageProposalStore } from './stage-proposal.store.js';
import { StageStore } from './stage.store.js';
import { StageRefused } from './stages.errors.js';

/** A locked account: what it is, where it stands and under which rules it is decided. */
export interface LockedAccount {
  readonly accountId: string;
  readonly state: StageState;
  readonly policy: PolicyVersion;
}

/** The account or proposal that a command has changed. */
export interface Written {
  readonly id: string;
}

/** Hears of changes of stages in the transaction in which they are made, after they were written and told. */
export type StageListener = (ctx: RequestContext, accountId: string, events: readonly StageEvent[]) => Promise<void>;

/** Carries out stage commands: decided by the domain, stored as events, projected and announced in one transaction. */
@Injectable()
export class StageCommands {
  private readonly listeners: StageListener[] = [];

  constructor(
    @Inject(StageStore) private readonly stages: StageStore,
    @Inject(StageProposalStore) private readonly proposals: StageProposalStore,
    @Inject(StageAnnouncer) private readonly announcer: StageAnnouncer,
  ) {}

  /** Has a part of Mortise that depends on stages hear of their changes; called while the application starts. */
  onChange(listener: StageListener): void {
    this.listeners.push(listener);
  }

  /**
   * @param basis names the facts a proposal of the evaluation rests on
   * @returns the account after the command. @throws StageRefused with every reason why not
   */
  async run(
    ctx: RequestContext,
    account: LockedAccount,
    command: StageCommand,
    basis: string | null = null,
  ): Promise<LockedAccount> {
    const { accountId, state, policy } = account;
    const decision = decideStage(command, state, policy.stage);
    if (!decision.ok) throw new StageRefused(decision.reasons);
    const after = await this.stages.append(ctx, accountId, state, decision.events, policy.version);
    await this.proposals.project(ctx, accountId, decision.events, after, policy.version, basis);
    await this.announcer.announce(ctx, accountId, decision.events);
    for (const listener of this.listeners) await listener(ctx, accountId, decision.events);
    return { ...account, state: after };
  }

  /**
   * Makes proposals at many locked accounts, each by its commands in order: as many statements as for one.
   * @throws StageRefused with every reason why not
   */
  async proposeAll(ctx: RequestContext, proposing: readonly Proposing[], policy: PolicyVersion): Promise<void> {
    const changes = proposing.map(({ accountId, state, commands }) => {
      let after = state;
      const events: StageEvent[] = [];
      for (const command of commands) {
        const decision = decideStage(command, after, policy.stage);
        if (!decision.ok) throw new StageRefused(decision.reasons);
        after = decision.events.reduce(evolveStage, after);
        events.push(...decision.events);
      }
      return { accountId, before: state, events, after };
    });
    await this.stages.appendAll(ctx, changes, policy.version);
    const made = changes.flatMap(({ accountId, after: { proposal, version } }, i) =>
      proposal === null ? [] : [{ accountId, proposal, version, basis: (proposing[i] as Proposing).basis }],
    );
    await this.proposals.insertAll(ctx, made, policy.version);
    await this.announcer.announceAll(ctx, changes);
  }
}

/** A locked account without an open proposal, and what makes it one. */
export interface Proposing {
  readonly accountId: string;
  readonly state: StageState;
  /** PROPOSE and what follows it, as long as the proposal stays open. */
  readonly commands: readonly StageCommand[];
  /** Names the facts that the proposal rests on. */
  readonly basis: string;
}

/** Locks an account's stage for a command; what comes later waits for the end of the transaction. */
@Injectable()
export class StageLocks {
  constructor(
    @Inject(StageStore) private readonly stages: StageStore,
    @Inject(StageProposalStore) private readonly proposals: StageProposalStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** @throws NotFound also for accounts the caller may not see */
  async byAccount(ctx: RequestContext, accountId: string): Promise<LockedAccount> {
    const state = await this.stages.lock(ctx, accountId);
    return { accountId, state, policy: await this.policies.current(ctx) };
  }

  /** @throws NotFound also for proposals of accounts the caller may not see */
  async byProposal(ctx: RequestContext, proposalId: string): Promise<LockedAccount> {
    return this.byAccount(ctx, await this.proposals.accountOf(ctx, proposalId));
  }
}

/** Who acts and when, as the domain's commands want it. */
export function actOf(ctx: RequestContext): { by: string; at: string } {
  return { by: ctx.actor, at: ctx.now().toISOString() };
}

import { FIGURE_ADVISORIES } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { AccountService } from '../accounts/account.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { AdvisoryCommands } from './advisory-commands.js';
import { AdvisoryDelivery } from './advisory-delivery.service.js';
import { AdvisoryFigures, type FigureReading } from './advisory-figures.service.js';
import { approveArguments, composeInput, rewriteInput, sendInput, takeBackArguments } from './advisory.inputs.js';
import { AdvisoryStore, recipientOf, type StoredAdvisory } from './advisory.store.js';
import type { ComposeAdvisoryInput, RewriteAdvisoryInput, SendAdvisoryInput } from './advisory.types.js';

/** The advisory that a command has written or changed. */
export interface WrittenAdvisory {
  readonly id: string;
}

/** What staff do with advisories. Each method inside a transaction. */
@Injectable()
export class AdvisoryService {
  constructor(
    @Inject(AdvisoryStore) private readonly store: AdvisoryStore,
    @Inject(AdvisoryCommands) private readonly commands: AdvisoryCommands,
    @Inject(AdvisoryFigures) private readonly figures: AdvisoryFigures,
    @Inject(AdvisoryDelivery) private readonly delivery: AdvisoryDelivery,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** @throws InputInvalid, AccountNotFound, Forbidden, AdvisoryRefused */
  async compose(ctx: RequestContext, input: ComposeAdvisoryInput): Promise<WrittenAdvisory> {
    const { accountId, kind, texts } = parseInput(composeInput, input);
    await this.accounts.requireVisible(ctx, accountId, ['input', 'accountId']);
    const reading = FIGURE_ADVISORIES.some((each) => each === kind)
      ? await this.figureOf(ctx, accountId, kind)
      : undefined;
    const { measured = null, limit = 0, facts = [] } = reading ?? {};
    const content = { accountId, kind, texts, ...(measured === null ? {} : { figure: { measured, limit } }) };
    return this.commands.compose(ctx, { type: 'COMPOSE', content }, facts, await this.policies.current(ctx));
  }

  /** @throws InputInvalid, NotFound, VersionConflict, AdvisoryRefused */
  async rewrite(ctx: RequestContext, input: RewriteAdvisoryInput): Promise<WrittenAdvisory> {
    const { id, version, texts } = parseInput(rewriteInput, input);
    await this.commands.run(ctx, await this.lockVersion(ctx, id, version), { type: 'REWRITE', texts });
    return { id };
  }

  /** What was read is what is approved. @throws InputInvalid, NotFound, VersionConflict, AdvisoryRefused */
  async approve(ctx: RequestContext, args: unknown): Promise<WrittenAdvisory> {
    const { id, version } = parseArguments(approveArguments, args);
    await this.commands.run(ctx, await this.lockVersion(ctx, id, version), { type: 'APPROVE' });
    return { id };
  }

  /** @throws InputInvalid, NotFound, AdvisoryRefused */
  async takeBack(ctx: RequestContext, args: unknown): Promise<WrittenAdvisory> {
    const { id, reason } = parseArguments(takeBackArguments, args);
    await this.commands.run(ctx, await this.store.lock(ctx, id), { type: 'TAKE_BACK', reason });
    return { id };
  }

  /** To the portal, and a mail to each. @throws InputInvalid, NotFound, ContactUnreachable, AdvisoryRefused */
  async send(ctx: RequestContext, input: SendAdvisoryInput): Promise<WrittenAdvisory> {
    const { id, accountContactIds } = parseInput(sendInput, input);
    const locked = await this.store.lock(ctx, id);
    const ids = [...new Set(accountContactIds)];
    const contacts = await this.delivery.reach(ctx, locked.accountId, ids);
    const record = await this.commands.run(ctx, locked, { type: 'SEND', recipients: ids.map(recipientOf) });
    await this.delivery.mail(ctx, id, record, contacts);
    return { id };
  }

  private async figureOf(ctx: RequestContext, accountId: string, kind: string): Promise<FigureReading | undefined> {
    demandPermission(ctx, 'financials.read');
    return (await this.figures.byAccount(ctx, [accountId])).get(accountId)?.find((figure) => figure.kind === kind);
  }

  private async lockVersion(ctx: RequestContext, id: string, version: number): Promise<StoredAdvisory> {
    const locked = await this.store.lock(ctx, id);
    if (locked.record.version !== version) throw new VersionConflict(locked.record.version);
    return locked;
  }
}

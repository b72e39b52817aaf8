import type { LedgerKind } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';

/** An entry that no longer holds, since another has taken its place. */
export interface SupersededEntry {
  readonly accountId: string;
  readonly entryId: string;
  /** The entry that corrects it or takes it back. */
  readonly by: string;
  readonly withdrawn: boolean;
}

type Follower = (ctx: RequestContext, entry: SupersededEntry) => Promise<void>;

/** Processes that begin with an entry: they hear in the same transaction that it was corrected or taken back. */
@Injectable()
export class LedgerFollowers {
  private readonly followers = new Map<LedgerKind, Follower>();

  /** Called once when the application starts. @throws TypeError for a kind that is followed already */
  follow(kind: LedgerKind, follower: Follower): void {
    if (this.followers.has(kind)) throw new TypeError(`${kind} is followed already.`);
    this.followers.set(kind, follower);
  }

  async tell(ctx: RequestContext, kind: LedgerKind, entry: SupersededEntry): Promise<void> {
    await this.followers.get(kind)?.(ctx, entry);
  }
}

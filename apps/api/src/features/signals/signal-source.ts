import type { IsoDate, SignalKind } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { PolicyVersion } from '../policies/policy.service.js';

/** One sign, on one account and day, that a relationship is slipping. */
export interface SignalReading {
  readonly kind: SignalKind;
  /** What is held by the tenant's alarm budget alerts by itself; everything else is watched. */
  readonly grade: 'WATCH' | 'ALERT';
  /** How unusual the account is, on the kind's own scale. */
  readonly score: number;
  readonly threshold: number;
  /** Score ÷ threshold, above 1, so that kinds on different scales compare; what has no scale says 1. */
  readonly ratio: number;
  /** Names the facts it rests on: somebody's "false alarm" holds as long as they stay the same. */
  readonly basis: string;
  /** The figures a reader needs to argue with it. */
  readonly explanation: object;
  /** Tables the figures come from. */
  readonly sources: readonly string[];
}

/** Where signals of some kinds come from. A kind belongs to one source. */
export interface SignalSource {
  readonly kinds: readonly SignalKind[];
  /**
   * What speaks of these accounts as of a day, on facts up to that day, in as few statements as one account would take.
   * What is not in the answer is silent.
   */
  read(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    policy: PolicyVersion,
  ): Promise<ReadonlyMap<string, readonly SignalReading[]>>;
}

/** All sources of signals; a feature registers its own when its module starts. */
@Injectable()
export class SignalSources {
  private readonly sources: SignalSource[] = [];

  register(source: SignalSource): void {
    const known = this.kinds();
    const taken = source.kinds.filter((kind) => known.has(kind));
    if (taken.length > 0) throw new Error(`${taken.join(', ')} has a source already.`);
    this.sources.push(source);
  }

  /** Kinds of which silence means that there is nothing to say. */
  kinds(): ReadonlySet<SignalKind> {
    return new Set(this.sources.flatMap(({ kinds }) => kinds));
  }

  /** What all sources say, by account. */
  async read(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    policy: PolicyVersion,
  ): Promise<ReadonlyMap<string, readonly SignalReading[]>> {
    const readings = new Map<string, SignalReading[]>();
    for (const source of this.sources) {
      for (const [accountId, found] of await source.read(ctx, accountIds, asOf, policy)) {
        const known = readings.get(accountId);
        if (known) known.push(...found);
        else readings.set(accountId, [...found]);
      }
    }
    return readings;
  }
}

import { Unauthenticated } from '../errors/domain-error.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { actorOf, type BuyerPrincipal, type Principal, type StaffPrincipal } from './principal.js';

/** Languages in which Mortise answers. */
export const LOCALES = ['en', 'zh-CN', 'zh-TW'] as const;
export type Locale = (typeof LOCALES)[number];

/** Tells the time; the only way anything in the API learns it. */
export interface Clock {
  now(): Date;
}

/** Who asks, for which tenant, in which language and transaction. Always the first parameter. */
export class RequestContext {
  /** Batches of nested fields that are loaded together; filled by `batchLoad`. */
  readonly loaders = new Map<unknown, unknown>();

  constructor(
    readonly requestId: string,
    readonly principal: Principal,
    readonly locale: Locale,
    readonly unit: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  get tenantId(): string {
    return this.unit.tenantId;
  }

  get actor(): string {
    return actorOf(this.principal);
  }

  /** @throws Unauthenticated when the caller is not staff. */
  get staff(): StaffPrincipal {
    if (this.principal.kind !== 'STAFF') throw new Unauthenticated();
    return this.principal;
  }

  /** @throws Unauthenticated when the caller is not a buyer. */
  get buyer(): BuyerPrincipal {
    if (this.principal.kind !== 'BUYER') throw new Unauthenticated();
    return this.principal;
  }

  now(): Date {
    return this.clock.now();
  }

  /** Runs `work` in the request's transaction, starting it if there is none yet. What was loaded before may have changed. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    this.loaders.clear();
    try {
      return await this.unit.transaction(work);
    } finally {
      this.loaders.clear();
    }
  }
}

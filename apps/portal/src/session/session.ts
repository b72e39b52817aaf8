import { codeOf, isPassing } from '../api/api-error.js';
import type { PortalApi } from '../api/portal-api.js';
import type { Buyer, Supplier } from '../api/types.js';

export type SessionState =
  | { readonly kind: 'LOADING' }
  | { readonly kind: 'UNKNOWN_SUPPLIER' }
  /** The API does not answer and nothing is remembered. */
  | { readonly kind: 'UNREACHABLE'; readonly code: string }
  | { readonly kind: 'SIGNED_OUT'; readonly supplier: Supplier }
  /** `confirmed` is false while the API does not answer: then this is who was signed in last. */
  | { readonly kind: 'SIGNED_IN'; readonly supplier: Supplier; readonly buyer: Buyer; readonly confirmed: boolean };

/** Where the last signed-in buyer is remembered, so that the portal opens without a network. */
export interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Who is signed in at which supplier. Fires `change`. */
export class Session extends EventTarget {
  state: SessionState = { kind: 'LOADING' };
  private slug = '';
  /** Questions are numbered, so that no answer undoes what is known from a later one. */
  private turn = 0;
  private known = 0;

  constructor(
    private readonly api: PortalApi,
    private readonly memory: Memory,
  ) {
    super();
  }

  /** Finds out who is signed in at this supplier. */
  async load(slug: string): Promise<void> {
    const asked = ++this.turn;
    this.slug = slug;
    const next = await this.find(slug);
    // Meanwhile the address may have moved on to another supplier, or somebody signed in or out.
    if (this.slug === slug && asked > this.known) this.become(next, asked);
  }

  /** @throws ApiError LINK_INVALID, LINK_USED, LINK_EXPIRED, … */
  async redeem(token: string): Promise<Buyer> {
    const buyer = await this.api.redeemMagicLink(token);
    this.slug = buyer.supplier.slug;
    this.become({ kind: 'SIGNED_IN', supplier: buyer.supplier, buyer, confirmed: true });
    return buyer;
  }

  /** @throws ApiError when the API cannot be told */
  async signOut(): Promise<void> {
    await this.api.signOut();
    this.expired();
  }

  /** The API no longer knows the session. */
  expired(): void {
    if (this.state.kind === 'SIGNED_IN') this.become({ kind: 'SIGNED_OUT', supplier: this.state.supplier });
  }

  private async find(slug: string): Promise<SessionState> {
    try {
      const [supplier, buyer] = await Promise.all([this.api.supplier(slug), this.api.me()]);
      if (!supplier) return { kind: 'UNKNOWN_SUPPLIER' };
      return buyer?.supplier.slug === slug
        ? { kind: 'SIGNED_IN', supplier, buyer, confirmed: true }
        : { kind: 'SIGNED_OUT', supplier };
    } catch (error) {
      // What is known does not become doubtful by a question that got no answer.
      if (isPassing(error) && this.state.kind === 'SIGNED_IN' && this.state.supplier.slug === slug) return this.state;
      const buyer = isPassing(error) ? this.remembered() : null;
      return buyer
        ? { kind: 'SIGNED_IN', supplier: buyer.supplier, buyer, confirmed: false }
        : { kind: 'UNREACHABLE', code: codeOf(error) };
    }
  }

  private become(state: SessionState, turn = ++this.turn): void {
    this.known = turn;
    this.state = state;
    if (state.kind === 'SIGNED_IN') this.memory.setItem(this.memoryKey(), JSON.stringify(state.buyer));
    if (state.kind === 'SIGNED_OUT') this.memory.removeItem(this.memoryKey());
    this.dispatchEvent(new Event('change'));
  }

  private remembered(): Buyer | null {
    try {
      return JSON.parse(this.memory.getItem(this.memoryKey()) ?? 'null') as Buyer | null;
    } catch {
      return null;
    }
  }

  private memoryKey(): string {
    return `mortise-portal.buyer.${this.slug}`;
  }
}

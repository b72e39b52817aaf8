import { courtesyGiftFaults, giftPolicy, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { lockPerson } from '../contacts/contact-power.js';
import { PolicyService } from '../policies/policy.service.js';
import { GiftAboveLimit, GiftCurrencyDiffers } from './ledger.errors.js';
import { GIVEN, MINOR } from './ledger-gifts.js';

/** What an entry says of a gift. */
interface Gift {
  readonly direction: 'GIVEN' | 'RECEIVED';
  readonly contact: string;
  readonly occasion: string;
  readonly amount: { readonly amountMinor: bigint; readonly currency: string };
}

/** On which day, in which currency limits are, and what does not count because something takes its place. */
interface Asked {
  readonly on: IsoDate;
  readonly currency: string;
  readonly corrects: string | null;
}

/** What we give to people at customers stays within the supplier's limits: for one gift, and for one person in twelve months. */
@Injectable()
export class LedgerGifts {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /**
   * @param corrects an entry that this one takes the place of
   * @throws GiftAboveLimit @throws GiftCurrencyDiffers
   */
  async demandWithin(
    ctx: RequestContext,
    { direction, contact, occasion, amount }: Gift,
    { on, currency, corrects }: Asked,
  ): Promise<void> {
    if (direction !== 'GIVEN') return;
    if (amount.currency !== currency) throw new GiftCurrencyDiffers(currency);
    // Two gifts to one person do not pass each other's check.
    await lockPerson(ctx, contact);
    const asked = {
      recipient: contact,
      valueMinor: amount.amountMinor,
      occasion,
      givenThisYearMinor: await this.givenTo(ctx, contact, { on, currency, corrects }),
    };
    const { document } = await this.policies.current(ctx);
    // What was given is recorded as it was; whether it may be given is asked of everything else before.
    const known = { publicOfficial: false, decisionPending: false, employerLimitMinor: amount.amountMinor };
    const faults = courtesyGiftFaults({ ...asked, ...known }, giftPolicy(document));
    for (const fault of faults)
      if (fault.code === 'ABOVE_LIMIT' || fault.code === 'ABOVE_YEARLY_LIMIT')
        throw new GiftAboveLimit(fault.code, fault.limitMinor, currency);
  }

  /** What a person was given in the twelve months up to a day, in minor units. */
  async givenTo(ctx: RequestContext, contactId: string, { on, currency, corrects }: Asked): Promise<bigint> {
    const row = await ctx.unit.first<{ given: string }>(tenantSql`
      select coalesce(sum(${MINOR}), 0)::text as given from ledger_entry y
      where y.tenant_id = ${TENANT} and y.contact_id = ${contactId}::uuid and ${GIVEN(sql`${currency}::text`)}
        and y.observed_on > ${on}::date - interval '1 year' and y.observed_on <= ${on}::date and y.id is distinct from ${corrects}::uuid`);
    return BigInt(row?.given ?? 0);
  }
}

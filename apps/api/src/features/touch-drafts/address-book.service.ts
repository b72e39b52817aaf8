import { groupBy } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { ContactAddresses } from '../contacts/contact-addresses.service.js';
import { LedgerPeople } from '../ledger/ledger-people.service.js';
import type { AddressBook } from './proposed-touches.js';

/** What the supplier's own books know of people on both sides. */
@Injectable()
export class AddressBooks {
  constructor(
    @Inject(LedgerPeople) private readonly staff: LedgerPeople,
    @Inject(ContactAddresses) private readonly contacts: ContactAddresses,
  ) {}

  /** Of these addresses, and of people named besides; of contacts at accounts that the caller may see alone. */
  async of(
    ctx: RequestContext,
    addresses: readonly string[],
    { staffIds, contactIds }: { readonly staffIds: readonly string[]; readonly contactIds: readonly string[] },
  ): Promise<AddressBook> {
    const asked = [...new Set(addresses)];
    const ours = await this.staff.named(ctx, asked, staffIds);
    const places = await this.contacts.places(ctx, asked, contactIds);
    return {
      ours: new Map(ours.map((person) => [person.address, person])),
      staff: new Map(ours.map((person) => [person.staffId, person])),
      places: groupBy(
        places.filter(({ address }) => address !== null),
        ({ address }) => address as string,
      ),
      placesOf: groupBy(places, ({ contactId }) => contactId),
    };
  }
}

import { Module } from '@nestjs/common';
import { ContactAddresses } from './contact-addresses.service.js';
import { KnownPeople } from './known-people.service.js';

/** What other features ask about people at accounts. */
@Module({ providers: [ContactAddresses, KnownPeople], exports: [ContactAddresses, KnownPeople] })
export class ContactFactsModule {}

import { Module } from '@nestjs/common';
import { AccountLanguages } from './account-languages.service.js';
import { ContactAddresses } from './contact-addresses.service.js';
import { KnownPeople } from './known-people.service.js';

const FACTS = [AccountLanguages, ContactAddresses, KnownPeople];

/** What other features ask about people at accounts. */
@Module({ providers: FACTS, exports: FACTS })
export class ContactFactsModule {}

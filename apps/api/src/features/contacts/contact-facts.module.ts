import { Module } from '@nestjs/common';
import { KnownPeople } from './known-people.service.js';

/** What other features ask about people at accounts. */
@Module({ providers: [KnownPeople], exports: [KnownPeople] })
export class ContactFactsModule {}

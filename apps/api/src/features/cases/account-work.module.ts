import { Module } from '@nestjs/common';
import { AccountWork } from './account-work.service.js';

/** What other features ask about open work. */
@Module({ providers: [AccountWork], exports: [AccountWork] })
export class AccountWorkModule {}

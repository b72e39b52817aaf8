import { Module } from '@nestjs/common';
import { PolicyService } from '../policies/policy.service.js';
import { AccountLevels } from './account-levels.service.js';

/** What other features ask about levels. */
@Module({ providers: [AccountLevels, PolicyService], exports: [AccountLevels] })
export class AccountLevelsModule {}

import { Module } from '@nestjs/common';
import { StaffActionResolver } from './staff-action.resolver.js';

@Module({ providers: [StaffActionResolver] })
export class StaffActionModule {}

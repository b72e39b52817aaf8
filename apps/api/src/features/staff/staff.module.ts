import { Module } from '@nestjs/common';
import { SignInResolver } from './sign-in.resolver.js';
import { SignInService } from './sign-in.service.js';
import { StaffResolver } from './staff.resolver.js';
import { StaffService } from './staff.service.js';

@Module({ providers: [SignInResolver, SignInService, StaffResolver, StaffService], exports: [StaffService] })
export class StaffModule {}

import { Module } from '@nestjs/common';
import { ComplaintModule } from './complaint.module.js';
import { ComplaintPortalResolver } from './complaint.portal-resolver.js';

@Module({ imports: [ComplaintModule], providers: [ComplaintPortalResolver] })
export class ComplaintPortalModule {}

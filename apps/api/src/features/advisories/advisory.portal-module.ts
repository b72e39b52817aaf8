import { Module } from '@nestjs/common';
import { AdvisoryModule } from './advisory.module.js';
import { AdvisoryPortalResolver } from './advisory.portal-resolver.js';

@Module({ imports: [AdvisoryModule], providers: [AdvisoryPortalResolver] })
export class AdvisoryPortalModule {}

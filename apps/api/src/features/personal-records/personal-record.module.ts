import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { ContactModule } from '../contacts/contact.module.js';
import { PersonalRecordResolver } from './personal-record.resolver.js';
import { PersonalRecordService } from './personal-record.service.js';

@Module({ imports: [ContactModule], providers: [PersonalRecordService, PersonalRecordResolver] })
export class PersonalRecordModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(PersonalRecordService) private readonly records: PersonalRecordService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('personal-records.expire', (ctx) => this.records.expire(ctx));
  }
}

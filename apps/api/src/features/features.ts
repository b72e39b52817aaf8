import type { Type } from '@nestjs/common';
import { Account } from './accounts/account.entity.js';
import { AccountModule } from './accounts/account.module.js';
import { Alert } from './alerts/alert.entity.js';
import { AlertModule } from './alerts/alert.module.js';
import { EvaluationModule } from './evaluation/evaluation.module.js';
import { PolicyModule } from './policies/policy.module.js';
import { ComplaintPortalModule } from './complaints/complaint.portal-module.js';
import { ComplaintStaffModule } from './complaints/complaint.staff-module.js';
import { EventModule } from './events/event.module.js';
import { FileModule } from './files/file.module.js';
import { JobModule } from './jobs/job.module.js';
import { Import } from './imports/import.entity.js';
import { ImportModule } from './imports/import.module.js';
import { JobRun } from './jobs/job-run.entity.js';
import { MailModule } from './mail/mail.module.js';
import { PortalAccessPortalModule } from './portal-access/portal-access.portal-module.js';
import { PortalAccessStaffModule } from './portal-access/portal-access.staff-module.js';
import { AccountContact } from './contacts/account-contact.entity.js';
import { Contact } from './contacts/contact.entity.js';
import { ContactModule } from './contacts/contact.module.js';
import { Department } from './departments/department.entity.js';
import { DepartmentModule } from './departments/department.module.js';
import { ProductCategory } from './products/product-category.entity.js';
import { Product } from './products/product.entity.js';
import { ProductModule } from './products/product.module.js';
import { ApiKey } from './staff/api-key.entity.js';
import { Team } from './teams/team.entity.js';
import { TeamModule } from './teams/team.module.js';
import { TradeModule } from './trade/trade.module.js';
import { TimelineModule } from './timeline/timeline.module.js';
import { StaffMember } from './staff/staff-member.entity.js';
import { StaffModule } from './staff/staff.module.js';
import { ShareModule } from './shares/share.module.js';
import { StageModule } from './stages/stage.module.js';
import { StageProposal } from './stages/stage-proposal.entity.js';
import { SupplierPortalModule } from './suppliers/supplier.portal-module.js';

/** Everything TypeORM maps. */
export const ENTITIES: readonly Type[] = [
  Account,
  AccountContact,
  ApiKey,
  Contact,
  Department,
  Product,
  ProductCategory,
  Team,
  Alert,
  Import,
  JobRun,
  StageProposal,
  StaffMember,
];

/** Modules whose resolvers make up the staff schema. */
export const STAFF_MODULES: readonly Type[] = [
  AccountModule,
  ContactModule,
  DepartmentModule,
  ProductModule,
  TeamModule,
  TimelineModule,
  AlertModule,
  EvaluationModule,
  PolicyModule,
  StageModule,
  StaffModule,
  ComplaintStaffModule,
  EventModule,
  FileModule,
  ImportModule,
  ShareModule,
  TradeModule,
  JobModule,
  MailModule,
  PortalAccessStaffModule,
];

/** Modules whose resolvers make up the portal schema. */
export const PORTAL_MODULES: readonly Type[] = [ComplaintPortalModule, PortalAccessPortalModule, SupplierPortalModule];

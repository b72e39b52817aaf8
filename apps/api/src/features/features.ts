import type { Type } from '@nestjs/common';
import type { ReadExtension, ReadModel } from '../platform/graphql/read-engine/read-model.js';
import { MONEY_READS } from '../platform/graphql/money.reads.js';
import { Account } from './accounts/account.entity.js';
import { ACCOUNT_READS } from './accounts/account.reads.js';
import { STAFF_MEMBER_READS } from './staff/staff.reads.js';
import { AccountModule } from './accounts/account.module.js';
import { AccountPlanModule } from './account-plans/account-plan.module.js';
import { PLAN_READS } from './account-plans/plan.reads.js';
import { ADVISORY_READS, PORTAL_ADVISORY_READS } from './advisories/advisory.reads.js';
import { AdvisoryPortalModule } from './advisories/advisory.portal-module.js';
import { AdvisoryStaffModule } from './advisories/advisory.staff-module.js';
import { Alert } from './alerts/alert.entity.js';
import { AlertModule } from './alerts/alert.module.js';
import { ALERT_READS } from './alerts/alert.reads.js';
import { SignalModule } from './signals/signal.module.js';
import { SIGNAL_READS } from './signals/signal.reads.js';
import { CaseModule } from './cases/case.module.js';
import { CASE_READS } from './cases/case.reads.js';
import { WIN_BACK_READS } from './cases/win-back.reads.js';
import { EvaluationModule } from './evaluation/evaluation.module.js';
import { PolicyModule } from './policies/policy.module.js';
import { CommunicationModule } from './communication/communication.module.js';
import { COMMUNICATION_READS } from './communication/communication.reads.js';
import { COMPLAINT_READS, PORTAL_COMPLAINT_READS } from './complaints/complaint.reads.js';
import { COMPLAINT_BREACH_READS } from './complaints/complaint-breach.reads.js';
import { ComplaintPortalModule } from './complaints/complaint.portal-module.js';
import { ComplaintStaffModule } from './complaints/complaint.staff-module.js';
import { EventModule } from './events/event.module.js';
import { FilePortalModule } from './files/file.portal-module.js';
import { FILE_READS, PORTAL_FILE_READS } from './files/file.reads.js';
import { FileStaffModule } from './files/file.staff-module.js';
import { JobModule } from './jobs/job.module.js';
import { JOB_READS } from './jobs/job.reads.js';
import { Import } from './imports/import.entity.js';
import { ImportModule } from './imports/import.module.js';
import { IMPORT_READS } from './imports/import.reads.js';
import { JobRun } from './jobs/job-run.entity.js';
import { MailModule } from './mail/mail.module.js';
import { NotificationModule } from './notifications/notification.module.js';
import { PortalAccessPortalModule } from './portal-access/portal-access.portal-module.js';
import { PORTAL_ME_READS } from './portal-access/portal-me.portal-reads.js';
import { PortalAccessStaffModule } from './portal-access/portal-access.staff-module.js';
import { AccountContact } from './contacts/account-contact.entity.js';
import { Contact } from './contacts/contact.entity.js';
import { ContactModule } from './contacts/contact.module.js';
import { CONTACT_READS } from './contacts/contact.reads.js';
import { Department } from './departments/department.entity.js';
import { DepartmentModule } from './departments/department.module.js';
import { DEPARTMENT_READS } from './departments/department.reads.js';
import { ProductCategory } from './products/product-category.entity.js';
import { Product } from './products/product.entity.js';
import { NextProductModule } from './next-products/next-product.module.js';
import { NEXT_PRODUCT_READS } from './next-products/next-product.reads.js';
import { PRODUCT_FEEDBACK_READS } from './product-feedback/feedback.reads.js';
import { ProductFeedbackModule } from './product-feedback/product-feedback.module.js';
import { ProductModule } from './products/product.module.js';
import { PRODUCT_READS } from './products/product.reads.js';
import { ApiKey } from './staff/api-key.entity.js';
import { Team } from './teams/team.entity.js';
import { TeamModule } from './teams/team.module.js';
import { TEAM_READS } from './teams/team.reads.js';
import { RebateModule } from './rebates/rebate.module.js';
import { REBATE_READS } from './rebates/rebate.reads.js';
import { INVOICE_READS } from './receivables/invoice.reads.js';
import { QuarterlyReviewModule } from './quarterly-reviews/quarterly-review.module.js';
import { REVIEW_PACK_READS } from './quarterly-reviews/review-pack.reads.js';
import { ReceivableModule } from './receivables/receivable.module.js';
import { RECEIVABLE_READS } from './receivables/receivable.reads.js';
import { TRADE_READS } from './trade/trade.reads.js';
import { TradeModule } from './trade/trade.module.js';
import { ValueModule } from './value/value.module.js';
import { VALUE_READS } from './value/value.reads.js';
import { TimelineModule } from './timeline/timeline.module.js';
import { TIMELINE_READS } from './timeline/timeline.reads.js';
import { StaffMember } from './staff/staff-member.entity.js';
import { InvitationPortalModule } from './silent-complaints/invitation.portal-module.js';
import { INVITATION_READS, PORTAL_INVITATION_READS } from './silent-complaints/invitation.reads.js';
import { InvitationStaffModule } from './silent-complaints/invitation.staff-module.js';
import { StaffModule } from './staff/staff.module.js';
import { SHARE_READS } from './shares/share.reads.js';
import { ShareModule } from './shares/share.module.js';
import { StageModule } from './stages/stage.module.js';
import { STAGE_READS } from './stages/stage.reads.js';
import { StageProposal } from './stages/stage-proposal.entity.js';
import { PictureModule } from '../platform/pictures/picture.module.js';
import { AlertPictureModule } from './alert-pictures/alert-picture.module.js';
import { ALERT_PICTURE_READS } from './alert-pictures/alert-picture.reads.js';
import { DeliveryModule } from './deliveries/delivery.module.js';
import { DELIVERY_READS } from './deliveries/delivery.reads.js';
import { CustomerFinancialsModule } from './customer-financials/customer-financials.module.js';
import { CUSTOMER_FINANCIALS_READS } from './customer-financials/customer-financials.reads.js';
import { PromotionModule } from './promotions/promotion.module.js';
import { PROMOTION_READS } from './promotions/promotion.reads.js';
import { DeliveredValuePortalModule } from './ledger/delivered-value.portal-module.js';
import { PORTAL_DELIVERED_VALUE_READS } from './ledger/delivered-value.portal-reads.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { LEDGER_READS } from './ledger/ledger.reads.js';
import { TOUCH_SIGNAL_READS } from './ledger/touch-signals.reads.js';
import { FollowUpModule } from './follow-ups/follow-up.module.js';
import { FOLLOW_UP_READS } from './follow-ups/follow-up.reads.js';
import { SeasonModule } from './seasons/season.module.js';
import { SEASON_READS } from './seasons/season.reads.js';
import { StaffActionModule } from './staff-actions/staff-action.module.js';
import { STAFF_ACTION_READS } from './staff-actions/staff-action.reads.js';
import { FiguresModule } from './figures/figures.module.js';
import { TriggerModule } from './triggers/trigger.module.js';
import { TRIGGER_READS } from './triggers/trigger.reads.js';
import { GiftModule } from './gifts/gift.module.js';
import { GIFT_READS } from './gifts/gift.reads.js';
import { PersonalRecordModule } from './personal-records/personal-record.module.js';
import { RelationshipModule } from './relationships/relationship.module.js';
import { RELATIONSHIP_READS } from './relationships/relationship.reads.js';
import { RelationshipMeasuresModule } from './relationship-measures/relationship-measures.module.js';
import { RELATIONSHIP_MEASURE_READS } from './relationship-measures/relationship-measures.reads.js';
import { SalesAnalysisModule } from './sales-analysis/sales-analysis.module.js';
import { TouchDraftModule } from './touch-drafts/touch-draft.module.js';
import { WebhookModule } from './webhooks/webhook.module.js';
import { WEBHOOK_READS } from './webhooks/webhook.reads.js';
import { AssessmentPortalModule } from './assessments/assessment.portal-module.js';
import { ASSESSMENT_READS, PORTAL_ASSESSMENT_READS } from './assessments/assessment.reads.js';
import { AssessmentStaffModule } from './assessments/assessment.staff-module.js';
import { StandingModule } from './standing/standing.module.js';
import { STANDING_READS } from './standing/standing.reads.js';
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
  CaseModule,
  SignalModule,
  EvaluationModule,
  SalesAnalysisModule,
  DeliveryModule,
  PromotionModule,
  CustomerFinancialsModule,
  AlertPictureModule,
  PictureModule,
  PolicyModule,
  StageModule,
  StandingModule,
  StaffModule,
  ComplaintStaffModule,
  EventModule,
  FileStaffModule,
  ImportModule,
  ShareModule,
  TradeModule,
  ReceivableModule,
  RebateModule,
  InvitationStaffModule,
  ValueModule,
  NextProductModule,
  JobModule,
  MailModule,
  NotificationModule,
  PortalAccessStaffModule,
  LedgerModule,
  FiguresModule,
  WebhookModule,
  RelationshipModule,
  RelationshipMeasuresModule,
  PersonalRecordModule,
  TouchDraftModule,
  AccountPlanModule,
  FollowUpModule,
  SeasonModule,
  StaffActionModule,
  CommunicationModule,
  AssessmentStaffModule,
  AdvisoryStaffModule,
  QuarterlyReviewModule,
  ProductFeedbackModule,
  GiftModule,
  TriggerModule,
];

/** How the types of the staff schema are read. */
export const STAFF_READS: readonly (ReadModel | ReadExtension)[] = [
  MONEY_READS,
  ACCOUNT_READS,
  ...STAFF_MEMBER_READS,
  ...ALERT_READS,
  ...CASE_READS,
  ...WIN_BACK_READS,
  ...SIGNAL_READS,
  ...STAGE_READS,
  ...IMPORT_READS,
  JOB_READS,
  ...CONTACT_READS,
  ...DEPARTMENT_READS,
  ...PRODUCT_READS,
  ...TEAM_READS,
  ...TIMELINE_READS,
  ...COMPLAINT_READS,
  ...COMPLAINT_BREACH_READS,
  FILE_READS,
  ...SHARE_READS,
  ...TRADE_READS,
  ...DELIVERY_READS,
  ...PROMOTION_READS,
  ...CUSTOMER_FINANCIALS_READS,
  ...ALERT_PICTURE_READS,
  ...INVOICE_READS,
  ...RECEIVABLE_READS,
  ...REBATE_READS,
  ...INVITATION_READS,
  ...VALUE_READS,
  ...NEXT_PRODUCT_READS,
  ...LEDGER_READS,
  ...TOUCH_SIGNAL_READS,
  ...WEBHOOK_READS,
  ...RELATIONSHIP_READS,
  ...RELATIONSHIP_MEASURE_READS,
  ...PLAN_READS,
  ...FOLLOW_UP_READS,
  ...SEASON_READS,
  ...STAFF_ACTION_READS,
  ...COMMUNICATION_READS,
  ...ASSESSMENT_READS,
  ...STANDING_READS,
  ...ADVISORY_READS,
  ...REVIEW_PACK_READS,
  ...PRODUCT_FEEDBACK_READS,
  ...GIFT_READS,
  ...TRIGGER_READS,
];

/** How the types of the portal schema are read. */
export const PORTAL_READS: readonly (ReadModel | ReadExtension)[] = [
  ...PORTAL_COMPLAINT_READS,
  ...PORTAL_INVITATION_READS,
  ...PORTAL_ASSESSMENT_READS,
  ...PORTAL_ADVISORY_READS,
  PORTAL_FILE_READS,
  ...PORTAL_ME_READS,
  PORTAL_DELIVERED_VALUE_READS,
];

/** Modules whose resolvers make up the portal schema. */
export const PORTAL_MODULES: readonly Type[] = [
  AdvisoryPortalModule,
  ComplaintPortalModule,
  FilePortalModule,
  InvitationPortalModule,
  AssessmentPortalModule,
  PortalAccessPortalModule,
  SupplierPortalModule,
  DeliveredValuePortalModule,
];

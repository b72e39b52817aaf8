import { Tenancy1763700000001 } from './0001-tenancy.migration.js';
import { Organisation1763700000002 } from './0002-organisation.migration.js';
import { Trade1763700000003 } from './0003-trade.migration.js';
import { StageAndAlerts1763700000004 } from './0004-stage-and-alerts.migration.js';
import { Portal1763700000005 } from './0005-portal.migration.js';
import { ReadEngine1763800000006 } from './0006-read-engine.migration.js';
import { QueuedMessages1763800000007 } from './0007-queued-messages.migration.js';
import { Codes1763900000008 } from './0008-codes.migration.js';
import { LineValues1764000000009 } from './0009-line-values.migration.js';
import { Receivables1764000000010 } from './0010-receivables.migration.js';
import { Signals1764000000011 } from './0011-signals.migration.js';
import { Cases1764000000012 } from './0012-cases.migration.js';
import { Value1764000000013 } from './0013-value.migration.js';
import { Deliveries1764000000014 } from './0014-deliveries.migration.js';
import { SalesAnalysis1764000000015 } from './0015-sales-analysis.migration.js';
import { Invitations1764000000016 } from './0016-invitations.migration.js';
import { Notifications1764000000017 } from './0017-notifications.migration.js';
import { SalesYears1764000000018 } from './0018-sales-years.migration.js';
import { Promotions1764000000019 } from './0019-promotions.migration.js';
import { CustomerFinancials1764000000020 } from './0020-customer-financials.migration.js';
import { Rebates1764000000021 } from './0021-rebates.migration.js';
import { Warnings1764000000022 } from './0022-warnings.migration.js';
import { Ledger1764000000023 } from './0023-ledger.migration.js';
import { ProductMonthsByMonth1764000000024 } from './0024-product-months-by-month.migration.js';
import { Corrections1764000000027 } from './0027-corrections.migration.js';
import { Webhooks1764000000028 } from './0028-webhooks.migration.js';
import { BulkRows1764000000029 } from './0029-bulk-rows.migration.js';
import { ComplaintClocks1764000000030 } from './0030-complaint-clocks.migration.js';
import { MoreCorrections1764000000031 } from './0031-more-corrections.migration.js';
import { People1764000000032 } from './0032-people.migration.js';
import { PersonalRecords1764000000033 } from './0033-personal-records.migration.js';
import { Operations1764000000034 } from './0034-operations.migration.js';
import { Assessments1764000000035 } from './0035-assessments.migration.js';
import { Standing1764000000037 } from './0037-standing.migration.js';
import { AccountPlans1764000000038 } from './0038-account-plans.migration.js';
import { Advisories1764000000039 } from './0039-advisories.migration.js';
import { TouchDrafts1764000000040 } from './0040-touch-drafts.migration.js';
import { Judgements1764000000041 } from './0041-judgements.migration.js';
import { FollowUps1764000000042 } from './0042-follow-ups.migration.js';
import { QuarterlyReviews1764000000043 } from './0043-quarterly-reviews.migration.js';
import { SpokenPairs1764000000045 } from './0045-spoken-pairs.migration.js';
import { ProductFeedback1764000000046 } from './0046-product-feedback.migration.js';
import { GiftsAndTriggers1764000000047 } from './0047-gifts-and-triggers.migration.js';
import { ErrandLinks1764000000048 } from './0048-errand-links.migration.js';

/** Every change of the schema, in order. */
export const MIGRATIONS = [
  Tenancy1763700000001,
  Organisation1763700000002,
  Trade1763700000003,
  StageAndAlerts1763700000004,
  Portal1763700000005,
  ReadEngine1763800000006,
  QueuedMessages1763800000007,
  Codes1763900000008,
  LineValues1764000000009,
  Receivables1764000000010,
  Signals1764000000011,
  Cases1764000000012,
  Value1764000000013,
  Deliveries1764000000014,
  SalesAnalysis1764000000015,
  Invitations1764000000016,
  Notifications1764000000017,
  SalesYears1764000000018,
  Promotions1764000000019,
  CustomerFinancials1764000000020,
  Rebates1764000000021,
  Warnings1764000000022,
  Ledger1764000000023,
  ProductMonthsByMonth1764000000024,
  Corrections1764000000027,
  Webhooks1764000000028,
  BulkRows1764000000029,
  ComplaintClocks1764000000030,
  MoreCorrections1764000000031,
  People1764000000032,
  PersonalRecords1764000000033,
  Operations1764000000034,
  Assessments1764000000035,
  Standing1764000000037,
  AccountPlans1764000000038,
  Advisories1764000000039,
  TouchDrafts1764000000040,
  Judgements1764000000041,
  FollowUps1764000000042,
  QuarterlyReviews1764000000043,
  SpokenPairs1764000000045,
  ProductFeedback1764000000046,
  GiftsAndTriggers1764000000047,
  ErrandLinks1764000000048,
];

import {
  ADVISORY_KINDS,
  COMPLAINT_STATES,
  INITIAL_VALUE_ENTRY,
  JOINT_INITIATIVE_KINDS,
  JOINT_INITIATIVE_STATUSES,
  PLAN_STEP_STATUSES,
  VALUE_TYPES,
  type ValueEntryRecord,
  valueStatement,
} from '@mortise/domain';
import { z } from 'zod';
import { LOCALES } from '../../platform/context/request-context.js';
import type { PastComplaints } from '../complaints/complaint-history.service.js';
import type { SentAdvisory } from '../advisories/sent-advisories.service.js';
import type { SharedAction } from '../account-plans/shared-plan.service.js';
import type { DeliveryPerformance } from '../deliveries/delivery.types.js';
import type { DeliveredValue, JointWork } from '../ledger/shared-ledger.service.js';

const day = z.iso.date();
const share = z.number().min(0).max(1).nullable();
const minor = z.string().regex(/^-?\d+$/);

/**
 * All that a customer is ever shown of a quarter. What is not named here gets into no pack: a member more is refused, so
 * that nothing of what we think of the customer slips in with a fact. A member that is added needs a default: packs that were
 * issued before are read by this, too.
 */
export const reviewFacts = z.strictObject({
  year: z.int(),
  quarter: z.int().min(1).max(4),
  from: day,
  to: day,
  asOf: day,
  language: z.enum(LOCALES),
  supplier: z.string(),
  customer: z.string(),
  message: z.string().nullable(),
  deliveries: z.strictObject({
    lines: z.int(),
    onTimeInFull: share,
    onTime: share,
    meanDelayDays: z.number().nullable(),
    overdue: z.int(),
    onTimeInFullBefore: share,
    months: z.array(z.strictObject({ from: day, lines: z.int(), onTimeInFull: share })),
  }),
  complaints: z.strictObject({
    received: z.int(),
    closed: z.int(),
    open: z.int(),
    responseHours: z.number().nullable(),
    resolutionDays: z.number().nullable(),
    cases: z.array(
      z.strictObject({
        ...{ id: z.guid(), number: z.string(), subject: z.string(), status: z.enum(COMPLAINT_STATES) },
        ...{ receivedOn: day, closedOn: day.nullable() },
      }),
    ),
  }),
  values: z.strictObject({
    confirmedRatio: share,
    totals: z.array(z.strictObject({ currency: z.string(), claimedMinor: minor, confirmedMinor: minor })),
    entries: z.array(
      z.strictObject({
        ...{
          id: z.guid(),
          on: day,
          type: z.enum(VALUE_TYPES),
          evidence: z.string(),
          confirmedAt: z.string().nullable(),
        },
        ...{ amountMinor: minor.nullable(), currency: z.string().nullable(), grade: z.number().nullable() },
      }),
    ),
  }),
  initiatives: z.array(
    z.strictObject({
      ...{ id: z.guid(), on: day, type: z.enum(JOINT_INITIATIVE_KINDS), subject: z.string() },
      ...{ status: z.enum(JOINT_INITIATIVE_STATUSES), result: z.string().nullable() },
    }),
  ),
  actions: z.array(z.strictObject({ id: z.guid(), text: z.string(), dueOn: day, status: z.enum(PLAN_STEP_STATUSES) })),
  advisories: z.array(
    z.strictObject({
      ...{ id: z.guid(), kind: z.enum(ADVISORY_KINDS), title: z.string(), sentOn: day, action: z.string().nullable() },
    }),
  ),
});
export type ReviewFacts = z.output<typeof reviewFacts>;

/** Where the facts come from. */
export const REVIEW_SOURCES = [
  ...['delivery_promise', 'delivery', 'complaint', 'complaint_event', 'ledger_entry', 'value_judgement'],
  ...['plan_action', 'customer_advisory'],
] as const;

/** What a review is put together from. */
export interface ReviewSources {
  readonly head: Pick<
    ReviewFacts,
    'year' | 'quarter' | 'from' | 'to' | 'asOf' | 'language' | 'supplier' | 'customer' | 'message'
  >;
  /** Of the quarter, of the one before, and of its months. */
  readonly deliveries: DeliveryPerformance | null;
  readonly deliveriesBefore: DeliveryPerformance | null;
  readonly months: readonly { readonly from: string; readonly performance: DeliveryPerformance | null }[];
  readonly complaints: PastComplaints;
  readonly values: readonly DeliveredValue[];
  readonly initiatives: readonly JointWork[];
  readonly actions: readonly SharedAction[];
  readonly advisories: readonly SentAdvisory[];
}

/** A quarter as the customer is shown it. Value that the customer disputes does not stand and is left out. */
export function composeReview(sources: ReviewSources): ReviewFacts {
  const { year, quarter, from, to, asOf, language, supplier, customer, message } = sources.head;
  const { deliveries, deliveriesBefore, months, complaints } = sources;
  return reviewFacts.parse({
    ...{ year, quarter, from, to, asOf, language, supplier, customer, message },
    deliveries: {
      lines: deliveries?.lines ?? 0,
      onTimeInFull: deliveries?.onTimeInFull ?? null,
      onTime: deliveries?.onTime ?? null,
      meanDelayDays: deliveries?.meanDelayDays ?? null,
      overdue: deliveries?.overdue ?? 0,
      onTimeInFullBefore: deliveriesBefore?.onTimeInFull ?? null,
      months: months.map((month) => ({
        from: month.from,
        lines: month.performance?.lines ?? 0,
        onTimeInFull: month.performance?.onTimeInFull ?? null,
      })),
    },
    complaints: {
      received: complaints.received,
      closed: complaints.closed,
      open: complaints.open,
      responseHours: complaints.responseHours,
      resolutionDays: complaints.resolutionDays,
      cases: complaints.cases.map(({ id, number, subject, status, receivedOn, closedOn }) => ({
        ...{ id, number, subject, status, receivedOn, closedOn },
      })),
    },
    values: valuesOf(sources.values),
    initiatives: sources.initiatives.map(({ id, on, type, subject, status, result }) => ({
      ...{ id, on, type, subject, status, result },
    })),
    actions: sources.actions.map(({ id, text, dueOn, status }) => ({ id, text, dueOn, status })),
    advisories: sources.advisories.map(({ id, kind, title, sentOn, action }) => ({ id, kind, title, sentOn, action })),
  } satisfies ReviewFacts);
}

function valuesOf(values: readonly DeliveredValue[]): ReviewFacts['values'] {
  const { total, confirmedRatio } = valueStatement(values.map(recordOf));
  return {
    confirmedRatio: confirmedRatio ?? null,
    totals: Object.entries(total.claimedMinor).map(([currency, claimed]) => ({
      currency,
      claimedMinor: String(claimed),
      confirmedMinor: String(total.confirmedMinor[currency] ?? 0n),
    })),
    entries: values
      .filter(({ state }) => state !== 'CUSTOMER_DISPUTED')
      .map(({ id, on, type, evidence, amountMinor, currency, grade, state, judgedAt }) => ({
        ...{ id, on, type, evidence, amountMinor, currency, grade },
        confirmedAt: state === 'CUSTOMER_CONFIRMED' ? (judgedAt?.toISOString() ?? null) : null,
      })),
  };
}

/** As far as a statement asks about it. */
function recordOf({ type, state, evidence, amountMinor, currency }: DeliveredValue): ValueEntryRecord {
  const amount =
    amountMinor === null || currency === null ? {} : { amount: { amountMinor: BigInt(amountMinor), currency } };
  return { ...INITIAL_VALUE_ENTRY, state, claim: { accountId: '', valueType: type, evidence, ...amount } };
}

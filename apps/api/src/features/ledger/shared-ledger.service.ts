import {
  type IsoDate,
  type JointInitiativeKind,
  type JointInitiativeStatus,
  type ValueEntryState,
  type ValueFacet,
  type ValueType,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { holds } from './ledger.reads.js';

/** A value that we claim to have delivered, and how the customer judged it. */
export interface DeliveredValue {
  readonly id: string;
  readonly on: IsoDate;
  readonly type: ValueType;
  readonly facet: ValueFacet | null;
  readonly amountMinor: string | null;
  readonly currency: string | null;
  /** 1–5, where money does not say it. */
  readonly grade: number | null;
  readonly evidence: string;
  readonly state: ValueEntryState;
  /** When the customer confirmed or disputed it; null before. */
  readonly judgedAt: Date | null;
}

/** Something that both companies do together, as it was last recorded. */
export interface JointWork {
  readonly id: string;
  readonly on: IsoDate;
  readonly type: JointInitiativeKind;
  readonly subject: string;
  readonly status: JointInitiativeStatus;
  readonly result: string | null;
}

interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

const MOST_VALUES = 500;
const HOLDS = holds((column) => identifier(`e.${column}`));

/** What the ledger knows that the customer knows too: value delivered and work done together. Only of accounts the caller may see. */
@Injectable()
export class SharedLedger {
  /** Values that were observed in a period, the oldest first. */
  values(ctx: RequestContext, accountId: string, { from, to }: Period): Promise<readonly DeliveredValue[]> {
    return ctx.unit.query<DeliveredValue>(tenantSql`
      select e.id, e.observed_on::text as on, e.payload ->> 'valueType' as type, e.payload ->> 'facet' as facet,
        e.payload #>> '{amount,amountMinor}' as "amountMinor", e.payload #>> '{amount,currency}' as currency, (e.payload ->> 'grade')::float8 as grade,
        e.payload ->> 'evidence' as evidence, j.judged_at as "judgedAt",
        case j.judgement when 'VALUE_CONFIRMED' then 'CUSTOMER_CONFIRMED' when 'VALUE_DISPUTED' then 'CUSTOMER_DISPUTED' else 'CLAIMED' end as state
      from ledger_entry e left join value_judgement j on j.tenant_id = ${TENANT} and j.entry_id = e.id
      where e.tenant_id = ${TENANT} and e.account_id = ${accountId} and ${visibleAccount(ctx, 'e.account_id')} and e.kind = 'VALUE_ENTRY'
        and e.observed_on >= ${from}::date and e.observed_on <= ${to}::date and ${HOLDS}
      order by e.observed_on, e.id limit ${MOST_VALUES}`);
  }

  /** Joint initiatives as they were last recorded by the end of a period: those under way or planned, and those that ended in it. */
  jointWork(ctx: RequestContext, accountId: string, { from, to }: Period): Promise<readonly JointWork[]> {
    return ctx.unit.query<JointWork>(tenantSql`
      select i.* from (
        select distinct on (e.payload ->> 'initiativeType', e.payload ->> 'subject') e.id, e.observed_on::text as on,
          e.payload ->> 'initiativeType' as type, e.payload ->> 'subject' as subject, e.payload ->> 'status' as status, e.payload ->> 'result' as result
        from ledger_entry e
        where e.tenant_id = ${TENANT} and e.account_id = ${accountId} and ${visibleAccount(ctx, 'e.account_id')} and e.kind = 'JOINT_INITIATIVE'
          and e.observed_on <= ${to}::date and ${HOLDS}
        order by e.payload ->> 'initiativeType', e.payload ->> 'subject', e.observed_on desc, e.id desc) i
      where i.status in ('PLANNED', 'ACTIVE') or i.status = 'DONE' and i.on >= ${from}
      order by i.on, i.id`);
  }
}

import type { Permission } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { Topic } from '../../platform/jobs/topics.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';

interface Audience {
  /** Any one of these. */
  readonly needs: readonly Permission[];
  /** Shown only to those who may see the message's account. */
  readonly account: boolean;
  /** Shown to buyers of the account, too. */
  readonly buyers?: true;
}

const OF_TENANT: Audience = { needs: ['job.read', 'import.run'], account: false };
const COMPLAINT: Audience = { needs: ['complaint.read'], account: true, buyers: true };
const STAGE: Audience = { needs: ['account.read'], account: true };
const ALERT: Audience = { needs: ['alert.read'], account: true };
const INVITATION: Audience = { needs: ['complaint.read'], account: true };
const ADVISORY: Audience = { needs: ['account.read'], account: true };
const CASE: Audience = { needs: ['case.read'], account: true };

/** Who is told what. What is not listed is shown to nobody: mail, sign-in links, what only starts jobs. */
const AUDIENCES: Readonly<Partial<Record<Topic, Audience>>> = {
  'job.progress': OF_TENANT,
  'import.progress': OF_TENANT,
  'import.finished': OF_TENANT,
  'complaint.filed': COMPLAINT,
  'complaint.changed': COMPLAINT,
  'complaint.breached': { needs: ['complaint.read'], account: true },
  'stage.proposed': STAGE,
  'stage.changed': STAGE,
  'alert.opened': ALERT,
  'alert.changed': ALERT,
  'alert.closed': ALERT,
  'case.opened': CASE,
  'case.changed': CASE,
  'win-back.changed': CASE,
  'invitation.made': INVITATION,
  'invitation.changed': INVITATION,
  'account-plan.changed': { needs: ['plan.read'], account: true },
  'assessment.changed': { needs: ['assessment.read'], account: true },
  'advisory.changed': ADVISORY,
  'product-feedback.changed': { needs: ['ledger.read'], account: true },
  'gift.changed': { needs: ['ledger.read'], account: true },
  'trigger.changed': { needs: ['ledger.read'], account: true },
  'compliance.referred': { needs: ['compliance.read'], account: true },
  'webhook.disabled': { needs: ['webhook.manage'], account: false },
};

export const SHOWN_TOPICS = Object.keys(AUDIENCES) as readonly Topic[];

/** Whether the caller may hear of the topic wherever it happens: at every account of the tenant. */
export function mayHearAll(ctx: RequestContext, topic: Topic): boolean {
  const audience = AUDIENCES[topic];
  if (!audience?.needs.some((permission) => hasPermission(ctx, permission))) return false;
  return !audience.account || hasPermission(ctx, 'account.read.all');
}

/** The topics the caller may hear of: those of the whole tenant, and those of the accounts the caller may see. */
export function topicsFor(
  ctx: RequestContext,
  wanted: readonly Topic[],
): { readonly ofTenant: Topic[]; readonly ofAccounts: Topic[] } {
  const allowed = wanted.filter((topic) => {
    const audience = AUDIENCES[topic];
    if (ctx.principal.kind === 'BUYER') return audience?.buyers === true;
    return audience?.needs.some((permission) => hasPermission(ctx, permission)) ?? false;
  });
  return {
    ofTenant: allowed.filter((topic) => !AUDIENCES[topic]?.account),
    ofAccounts: allowed.filter((topic) => AUDIENCES[topic]?.account),
  };
}

import { type AlertEvent, ALERT_MACHINE, isFinal } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit, type TimelineFact } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type AccountMessage, Outbox } from '../../platform/jobs/outbox.js';
import type { AlertChange } from './alert.store.js';

/** What each event is called in an account's story; what is not listed is told by another event beside it. */
const STORY: Readonly<Record<AlertEvent['type'], string | null>> = {
  ALERT_RAISED: 'opened',
  ALERT_SHARPENED: 'sharpened',
  SIGNAL_REPEATED: 'signalled',
  CYCLE_OBSERVED: null,
  ALERT_TRIAGED: 'triaged',
  RECOVERY_BEGUN: 'recovering',
  BACK_TO_NORMAL: 'closed',
  CRISIS_DECLARED: 'escalated',
  WIN_BACK_STARTED: 'win-back-started',
  LABEL_REVISED: 'relabelled',
  GIVEN_UP: 'closed',
  RELATIONSHIP_ENDED: 'closed',
};

/** Tells the accounts' stories, the audit log and the listeners what became of alerts, many at once. */
@Injectable()
export class AlertAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async announce(ctx: RequestContext, changes: readonly AlertChange[]): Promise<void> {
    await this.audit.recordAllForAccounts(ctx, changes.flatMap(factsOf));
    await this.outbox.publishAll(ctx, changes.flatMap(messagesOf));
  }
}

function factsOf({ alert, events, closeReason }: AlertChange): readonly TimelineFact[] {
  const { id, accountId, score, leading, exceptional } = alert;
  return events.flatMap((event) => {
    const action = STORY[event.type];
    if (action === null) return [];
    const { type: _type, at: _at, ...told } = event;
    const figures = event.type === 'ALERT_RAISED' ? { score, leading, exceptional } : {};
    const reason = action === 'closed' && closeReason !== null ? { reason: closeReason } : {};
    const detail = { ...plain(told), ...figures, ...reason };
    return [{ accountId, action, entity: 'alert', entityId: id, detail }];
  });
}

/** Amounts as text, for JSON. */
function plain(told: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => [key, typeof value === 'bigint' ? value.toString() : value]),
  );
}

/** One message per alert at most: how it stands after everything that happened to it. */
function messagesOf({ before, alert, events, closeReason }: AlertChange): readonly AccountMessage[] {
  const { id: alertId, accountId, exceptional, record } = alert;
  const { state, signals } = record;
  if (state === null || state === before.state) return [];
  const notify = events.flatMap((event) => ('notify' in event ? event.notify : []));
  const said = { alertId, state, notify };
  if (before.state === null) return [{ topic: 'alert.opened', accountId, payload: { ...said, signals, exceptional } }];
  if (isFinal(ALERT_MACHINE, state)) {
    return [
      {
        topic: 'alert.closed',
        accountId,
        payload: { ...said, from: before.state, reason: closeReason ?? 'WITHIN_LIMITS' },
      },
    ];
  }
  return [{ topic: 'alert.changed', accountId, payload: { ...said, from: before.state } }];
}

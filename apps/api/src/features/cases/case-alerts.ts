import type { RelationshipCase as CaseRecord } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AlertCommands } from '../alerts/alert-commands.service.js';
import type { AlertChange } from '../alerts/alert.store.js';
import { CaseCommands } from './case-commands.js';
import { CaseOpeningService } from './case-opening.service.js';
import { CaseStore } from './case.store.js';

/**
 * What alerts mean for cases: a confirmed one gets its case, a sudden stop gets it at once, and the case of an alert that
 * nobody confirmed closes with it while nobody has worked on it.
 */
@Injectable()
export class CaseAlerts implements OnModuleInit {
  constructor(
    @Inject(AlertCommands) private readonly alerts: AlertCommands,
    @Inject(CaseOpeningService) private readonly opening: CaseOpeningService,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(CaseCommands) private readonly commands: CaseCommands,
  ) {}

  onModuleInit(): void {
    this.alerts.onChange((ctx, changes) => this.follow(ctx, changes));
  }

  private async follow(ctx: RequestContext, changes: readonly AlertChange[]): Promise<void> {
    const opening = changes.flatMap((change) => {
      const confirmedAt = confirmation(change) ?? suddenStop(change);
      return confirmedAt === null ? [] : [{ change, confirmedAt, automatic: confirmation(change) === null }];
    });
    const closing = changes.filter(closedUnconfirmed);
    const known = await this.withCase(ctx, [...opening.map(({ change }) => change), ...closing]);
    await this.opening.openAll(
      ctx,
      opening.flatMap(({ change, confirmedAt, automatic }) => {
        const { id: alertId, accountId, record } = change.alert;
        return known.has(alertId)
          ? []
          : [{ alertId, accountId, alertState: String(record.state), confirmedAt, automatic }];
      }),
    );
    for (const change of closing) if (known.has(change.alert.id)) await this.close(ctx, change);
  }

  private async withCase(ctx: RequestContext, changes: readonly AlertChange[]): Promise<ReadonlySet<string>> {
    if (changes.length === 0) return new Set();
    const rows = await ctx.unit.query<{ alert_id: string }>(tenantSql`
      select alert_id from relationship_case
      where tenant_id = ${TENANT} and alert_id = any(${changes.map(({ alert }) => alert.id)}::uuid[])`);
    return new Set(rows.map(({ alert_id: id }) => id));
  }

  private async close(ctx: RequestContext, { alert: { id, record } }: AlertChange): Promise<void> {
    const locked = await this.cases.lockOfAlert(ctx, id, String(record.state));
    if (!locked) return;
    // Somebody is at work on it: they say how it ended.
    if (isWorkedOn(locked.record)) return;
    const falseAlarm = record.state === 'FALSE_ALARM';
    const note = falseAlarm ? 'The alert was a false alarm.' : 'The alert closed before anybody had confirmed it.';
    const outcome = falseAlarm ? 'FALSE_ALARM' : 'PASSED';
    await this.commands.run(ctx, locked, { type: 'RESOLVE_CASE', outcome, note });
  }
}

/** When a person confirmed it just now; null otherwise. */
function confirmation({ events }: AlertChange): string | null {
  return events.find((event) => event.type === 'ALERT_TRIAGED' && event.result === 'CONFIRMED')?.at ?? null;
}

/** When it turned out just now that orders have stopped without any warning, and nobody has looked yet; null otherwise. */
function suddenStop({ alert: { exceptional, record }, events }: AlertChange): string | null {
  return exceptional && record.state === 'ALERT' ? (events.at(-1)?.at ?? null) : null;
}

/** Whether anything was found, said, planned or done, or it is closed; a search for causes alone has come to nothing yet. */
function isWorkedOn({ state, causes, contacts, openActions, completedActions }: CaseRecord): boolean {
  if (state !== 'TRIAGE' && state !== 'ANALYSE') return true;
  return causes !== null || contacts + openActions.length + completedActions.length > 0;
}

function closedUnconfirmed({ alert: { record }, closeReason }: AlertChange): boolean {
  return closeReason !== null && record.label !== 'CONFIRMED';
}

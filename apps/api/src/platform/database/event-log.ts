import type { RequestContext } from '../context/request-context.js';
import { eventOf, storedEvent } from './event-json.js';
import { identifier, TENANT, tenantSql } from './tenant-sql.js';

/** What every event says of itself; the rest of it is kept as it is. */
interface LoggedEvent {
  readonly type: string;
  /** When it happened. */
  readonly at: string;
  /** Who did it. */
  readonly by: string;
}

/** One event as it is stored. */
interface LogRow<Event> {
  readonly id: string;
  readonly seq: number;
  readonly event: Event;
  readonly actor: string;
}

/**
 * The append-only histories of one kind of thing, in a table with the columns `<owner>`, seq, type, at, recorded_at, actor,
 * data and policy_version. Its primary key makes two writers of the same next event collide.
 */
export class EventLog<Event extends LoggedEvent> {
  constructor(
    private readonly table: string,
    /** Column of whose history it is. */
    private readonly owner: string,
  ) {}

  /** Several histories in one statement; those without any event are left out. */
  async readMany(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Event[]>> {
    const rows = await ctx.unit.query<{ id: string; events: unknown[] }>(tenantSql`
      select ${identifier(`e.${this.owner}`)} as id, jsonb_agg(e.data order by e.seq) as events from ${identifier(this.table)} e
      where e.tenant_id = ${TENANT} and ${identifier(`e.${this.owner}`)} = any(${ids}::uuid[]) group by 1`);
    return new Map(rows.map(({ id, events }) => [id, events.map((event) => eventOf<Event>(event))]));
  }

  /** The oldest first. */
  async read(ctx: RequestContext, id: string): Promise<readonly Event[]> {
    const rows = await ctx.unit.query<{ data: unknown }>(tenantSql`
      select e.data from ${identifier(this.table)} e
      where e.tenant_id = ${TENANT} and ${identifier(`e.${this.owner}`)} = ${id} order by e.seq`);
    return rows.map(({ data }) => eventOf<Event>(data));
  }

  /**
   * @param version how many there are already
   * @param actor who did it, where the events themselves call that otherwise
   */
  async append(
    ctx: RequestContext,
    id: string,
    version: number,
    events: readonly Event[],
    policyVersion: number,
    actor?: string,
  ): Promise<void> {
    const rows = events.map((event, index) => ({ id, seq: version + index + 1, event, actor: actor ?? event.by }));
    await this.write(ctx, rows, policyVersion);
  }

  /** As {@link append} one event to each of many histories, in one statement however many there are. */
  async appendEach(
    ctx: RequestContext,
    entries: readonly { readonly id: string; readonly version: number; readonly event: Event }[],
    policyVersion: number,
  ): Promise<void> {
    const rows = entries.map(({ id, version, event }) => ({ id, seq: version + 1, event, actor: event.by }));
    await this.write(ctx, rows, policyVersion);
  }

  private async write(ctx: RequestContext, rows: readonly LogRow<Event>[], policyVersion: number): Promise<void> {
    const of = <T>(value: (row: LogRow<Event>) => T): T[] => rows.map(value);
    await ctx.unit.execute(tenantSql`
      insert into ${identifier(this.table)} (tenant_id, ${identifier(this.owner)}, seq, type, at, recorded_at, actor, data, policy_version)
      select ${TENANT}::uuid, e.id, e.seq, e.type, e.at, ${ctx.now()}::timestamptz, e.actor, e.data, ${policyVersion}::integer
      from unnest(${of(({ id }) => id)}::uuid[], ${of(({ seq }) => seq)}::int[], ${of(({ event }) => event.type)}::text[],
        ${of(({ event }) => event.at)}::timestamptz[], ${of(({ actor }) => actor)}::text[], ${of(({ event }) => storedEvent(event))}::jsonb[])
        as e (id, seq, type, at, actor, data)`);
  }
}

import { Injectable } from '@nestjs/common';
import { EventEmitter } from 'node:events';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../context/request-context.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../database/tenant-sql.js';
import type { Topic, TopicPayloads } from './topics.js';

/** A message about one account. */
export type AccountMessage = {
  [T in Topic]: { readonly topic: T; readonly accountId: string; readonly payload: TopicPayloads[T] };
}[Topic];

/** Announces what happened, in the transaction in which it happened. Nothing leaves before the commit, nothing is lost after it. */
@Injectable()
export class Outbox {
  private readonly commits = new EventEmitter().setMaxListeners(0);

  /** @returns the message's id, which is also the id of the job it starts. */
  async publish<T extends Topic>(
    ctx: RequestContext,
    topic: T,
    payload: TopicPayloads[T],
    options: { readonly accountId?: string } = {},
  ): Promise<string> {
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into outbox (tenant_id, id, topic, account_id, payload)
      values (${TENANT}, ${id}, ${topic}, ${options.accountId ?? null}, ${JSON.stringify(payload)})`);
    ctx.unit.afterCommit(() => this.nudge(ctx.tenantId));
    return id;
  }

  /** As {@link publish} for many messages about accounts at once, in the order given: one statement however many there are. */
  async publishAll(ctx: RequestContext, messages: readonly AccountMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await ctx.unit.execute(tenantSql`
      insert into outbox (tenant_id, id, topic, account_id, payload)
      select ${TENANT}::uuid, m.id, m.topic, m.account_id, m.payload
      from unnest(${messages.map(() => uuidv7())}::uuid[], ${messages.map(({ topic }) => topic)}::text[],
        ${messages.map(({ accountId }) => accountId)}::uuid[], ${messages.map(({ payload }) => JSON.stringify(payload))}::jsonb[])
        as m (id, topic, account_id, payload)`);
    ctx.unit.afterCommit(() => this.nudge(ctx.tenantId));
  }

  /** As {@link publish} for a job whose progress people will ask for. */
  async publishTracked<T extends Topic>(ctx: RequestContext, topic: T, payload: TopicPayloads[T]): Promise<string> {
    const id = await this.publish(ctx, topic, payload);
    await ctx.unit.execute(tenantSql`
      insert into job_run (tenant_id, id, name, status, created_at) values (${TENANT}, ${id}, ${topic}, 'QUEUED', ${ctx.now()})`);
    return id;
  }

  /** Calls back when this process has committed something for the tenant; a hint only, other processes are not heard. */
  onCommit(listener: (tenantId: string) => void): () => void {
    this.commits.on('commit', listener);
    return () => this.commits.off('commit', listener);
  }

  nudge(tenantId: string): void {
    this.commits.emit('commit', tenantId);
  }
}

/**
 * As {@link Outbox.publish}, as a part of a statement's `with`, for the one row of `source`, which has an account_id. Whoever
 * runs it calls {@link Outbox.nudge} after the commit.
 * @param payload what `TopicPayloads` says of the topic
 * @param part the part's own name, where a statement announces more than one thing
 */
export function announcementOf(source: string, topic: Topic, payload: Sql, part = 'announced'): Sql {
  const row = identifier(source);
  return sql`
    ${identifier(part)} as (
      insert into outbox (tenant_id, id, topic, account_id, payload)
      select ${TENANT}::uuid, ${uuidv7()}::uuid, ${topic}, ${row}.account_id, ${payload} from ${row})`;
}
